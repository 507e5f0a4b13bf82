"""Work shared out to processes: in order, errors included, and nobody left behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plaincrm.book.processes import spread
from plaincrm.book.yaml import EditRefusedError
from plaincrm.errors import CrmError, InvalidDataError, OutsideError, Problem


def double(number: int) -> int:
    time.sleep(0.01 * (number % 3))
    return 2 * number


def refuse(number: int) -> int:
    if number == 3:
        raise InvalidDataError("no good", "mend it", [Problem("a.yaml", 1, "name", "is missing")])
    return number


def refuse_edit(number: int) -> int:
    raise EditRefusedError(number, "an anchor")


def die(number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def test_results_come_in_the_order_of_the_tasks() -> None:
    assert list(spread(double, range(20))) == [2 * number for number in range(20)]


def test_there_may_be_nothing_to_do() -> None:
    assert list(spread(double, [])) == []


def test_an_error_arrives_as_it_was_raised() -> None:
    with pytest.raises(InvalidDataError) as caught:
        list(spread(refuse, range(10)))

    assert (caught.value.message, caught.value.hint) == ("no good", "mend it")
    assert caught.value.problems == [Problem("a.yaml", 1, "name", "is missing")]
    with pytest.raises(CrmError, match="an anchor"):
        list(spread(refuse_edit, [7]))


def test_a_killed_process_is_told() -> None:
    with pytest.raises(OutsideError, match="killed"):
        list(spread(die, range(10)))


def test_whoever_stops_listening_ends_the_processes() -> None:
    results = spread(double, range(10_000))
    next(results)

    results.close()  # type: ignore[attr-defined]  # it is a generator

    assert not multiprocessing.active_children()


def test_the_processes_end_with_the_one_who_started_them(tmp_path: Path) -> None:
    if not Path("/proc").is_dir():
        pytest.skip("looks for processes in /proc")
    script = (
        "from plaincrm.book.processes import spread; from tests.book.test_processes import double\n"
        "for result in spread(double, range(100_000)): print(result, flush=True)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, start_new_session=True
    ) as run:
        assert run.stdout is not None
        run.stdout.readline()
        run.kill()
    deadline = time.monotonic() + 10
    while _in_session(run.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _in_session(run.pid)


def _in_session(leader: int) -> list[str]:
    """The processes of a session that still live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader and fields[0] != "Z":
            found.append(stat.parent.name)
    return found
