"""Many files are read by several processes; whatever ends one of them, nothing is left half done."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plaincrm.errors import OutsideError

by_fork = pytest.mark.skipif(
    sys.platform != "linux", reason="the stand-in reaches the other processes only by fork"
)

SLOW = """
import os, sys, time
from pathlib import Path
from plaincrm.book import Book, processes
from plaincrm.index import Index, reading

parse = reading.parse

def slowly(*args, **rest):
    Path(sys.argv[2], str(os.getpid())).touch()
    time.sleep(0.05)
    return parse(*args, **rest)

reading.parse, processes.MANY, processes.CHUNK = slowly, 10, 1
Index.open(Book.find(Path(sys.argv[1])))
"""


def names(repo) -> list:
    return repo.rows("SELECT customer, name FROM customers ORDER BY customer")


@pytest.fixture
def reader(repo, tmp_path):
    """A process that reads a book slowly with two others, and the numbers of these."""
    for number in range(200):
        repo.customer(f"c{number}")
    seen = tmp_path / "seen"
    seen.mkdir()
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, str(repo.root), str(seen)],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 30
    while len(others := [int(each.name) for each in seen.iterdir()]) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    yield process, others
    process.kill()
    process.communicate()


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends(others: list[int]) -> bool:
    deadline = time.monotonic() + 20
    while any(map(alive, others)) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not any(map(alive, others))


def test_many_files_are_read_by_several_processes_with_the_same_result(repo, monkeypatch):
    for number in range(30):
        repo.customer(f"c{number}", f"name: C{number}\ntags: [t{number}]\n" if number % 7 else "name: [\n")
    repo.commit()
    sql = "SELECT customer, name, tags FROM customers ORDER BY customer"
    alone = repo.index()
    expected, problems = alone.rows(sql), alone.problems()
    alone.close()
    repo.book.cache_path().unlink()

    monkeypatch.setattr("plaincrm.book.processes.MANY", 10)
    together = repo.index()

    assert together.rows(sql) == expected
    assert together.problems() == problems
    assert len(problems) == 5


@by_fork
def test_a_process_that_is_killed_while_reading_leaves_no_half_index(repo, monkeypatch):
    for number in range(30):
        repo.customer(f"c{number}")
    monkeypatch.setattr("plaincrm.book.processes.MANY", 10)

    with monkeypatch.context() as patch:
        patch.setattr("plaincrm.index.reading.parse", lambda *_: os._exit(9))
        with pytest.raises(OutsideError, match="killed"):
            repo.index()

    assert len(names(repo)) == 30


@by_fork
def test_an_error_in_another_process_is_raised_in_ours(repo, monkeypatch):
    for number in range(30):
        repo.customer(f"c{number}")

    def fail(*_):
        raise RuntimeError("a bug of ours")

    monkeypatch.setattr("plaincrm.book.processes.MANY", 10)
    monkeypatch.setattr("plaincrm.index.reading.parse", fail)
    with pytest.raises(RuntimeError, match="a bug of ours"):
        repo.index()


@by_fork
def test_an_interrupt_ends_all_processes_and_leaves_no_index(repo, reader):
    process, others = reader

    os.killpg(process.pid, signal.SIGINT)
    error = process.communicate(timeout=30)[1].decode()

    assert process.returncode == -signal.SIGINT
    assert error.count("Traceback") == 1  # of the one that was asked
    assert ends(others)
    assert [each.name for each in repo.book.cache_path().parent.glob("*.db*")] in ([], ["index.db.lock"])


@by_fork
def test_the_other_processes_end_with_the_one_that_started_them(reader):
    process, others = reader

    process.kill()
    process.communicate(timeout=30)

    assert ends(others)


@by_fork
def test_a_process_killed_in_the_middle_is_told(repo, reader):
    process, others = reader

    os.kill(others[0], signal.SIGKILL)
    error = process.communicate(timeout=30)[1].decode()

    assert "OutsideError: a process that worked for this one was killed" in error
    assert ends(others)
    assert len(names(repo)) == 200
