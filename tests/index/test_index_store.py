"""The index is disposable: whatever happens to its file, the next command is right."""

import multiprocessing
import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from plaincrm.book import Book
from plaincrm.errors import InvalidDataError, OutsideError
from plaincrm.index import Index, store


def names(repo) -> list:
    return repo.rows("SELECT name FROM customers ORDER BY customer")


def damage(repo, content: bytes) -> None:
    repo.index().close()
    repo.book.cache_path().write_bytes(content)


@pytest.mark.parametrize(
    "content", [b"", b"this is no database\n" * 100, b"SQLite format 3\0" + b"\1" * 4096]
)
def test_a_damaged_file_is_made_anew_without_a_word(repo, content, capfd):
    repo.customer("acme")
    damage(repo, content)

    assert names(repo) == [("acme",)]
    assert capfd.readouterr() == ("", "")


def test_damage_that_shows_only_in_a_later_page_is_mended(repo):
    for number in range(200):
        repo.customer(f"c{number:03}", f"name: C{number}\nnotes: {'long ' * 100}\n")
    index = repo.index()
    ((page,),) = index.rows("SELECT rootpage FROM sqlite_master WHERE name = 'customer'")
    ((size,),) = index.rows("PRAGMA page_size")
    index.close()
    with repo.book.cache_path().open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xff" * size)

    with pytest.raises(OutsideError, match="damaged"):
        names(repo)

    assert len(names(repo)) == 200


def test_a_database_of_something_else_is_replaced(repo):
    repo.customer("acme")
    repo.index().close()
    path = repo.book.cache_path()
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE file (something)")
    other.close()

    assert names(repo) == [("acme",)]


def test_an_index_of_another_version_is_made_anew(repo, monkeypatch):
    repo.customer("acme")
    repo.index().close()
    with sqlite3.connect(repo.book.cache_path()) as old:
        old.execute("UPDATE customer SET name = 'stale'")
        old.execute("CREATE TABLE of_old (x)")
    old.close()
    assert names(repo) == [("stale",)]

    monkeypatch.setattr(store, "FORMAT", "another")

    assert names(repo) == [("acme",)]
    assert repo.rows("SELECT count(*) FROM sqlite_master WHERE name = 'of_old'") == [(0,)]


def test_a_forgotten_write_ahead_log_is_not_played_into_a_new_index(repo):
    repo.customer("acme")
    keeper = repo.index()
    keeper.connection.execute("COMMIT")
    keeper.connection.execute("UPDATE customer SET name = 'from the log'")
    path = repo.book.cache_path()
    log = path.with_name(path.name + "-wal").read_bytes()
    assert log
    keeper.close()
    path.unlink()
    path.with_name(path.name + "-wal").write_bytes(log)

    assert names(repo) == [("acme",)]


def test_the_index_and_its_folder_are_private(repo):
    repo.index()

    path = repo.book.cache_path()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert sorted(file.name for file in path.parent.iterdir() if ".tmp" in file.name) == []


def test_what_a_killed_builder_left_behind_is_cleared_away(repo):
    path = repo.book.cache_path()
    path.parent.mkdir(parents=True)
    leftover = path.with_name(path.name + ".123.tmp")
    leftover.write_bytes(b"half")

    repo.index()

    assert not leftover.exists()


def test_where_the_git_folder_cannot_be_written_the_cache_folder_serves(repo):
    repo.customer("acme")
    (repo.root / ".git" / "plaincrm").write_text("a file in the way")

    assert names(repo) == [("acme",)]
    assert repo.book.fallback_cache_path().is_file()


def test_where_nothing_can_be_written_memory_serves(repo):
    repo.customer("acme")
    (repo.root / ".git" / "plaincrm").write_text("in the way")
    cache = Path(os.environ["XDG_CACHE_HOME"])
    cache.write_text("in the way")

    assert names(repo) == [("acme",)]


def test_broken_settings_are_an_error_that_leaves_no_half_index(repo):
    repo.customer("acme")
    repo.write("plaincrm.yaml", "format: 1\ncurrency: euros\n")

    with pytest.raises(InvalidDataError):
        repo.index()
    repo.write("plaincrm.yaml", "format: 1\ncurrency: EUR\n")

    assert names(repo) == [("acme",)]


def test_broken_settings_do_not_harm_an_index_that_was_there(repo):
    repo.customer("acme")
    repo.index().close()
    good = (repo.root / "plaincrm.yaml").read_text()
    repo.write("plaincrm.yaml", "format: 1\ncurrency: euros\n")
    with pytest.raises(InvalidDataError):
        repo.index()

    repo.write("plaincrm.yaml", good)

    assert names(repo) == [("acme",)]


def open_and_count(root: Path, start, answers) -> None:
    start.wait()
    index = Index.open(Book.find(root))
    answers.put(index.rows("SELECT count(*), sum(revenue) FROM overview"))
    index.close()


def race(root: Path, processes: int = 4) -> list:
    """What so many processes see that open the index at the same moment."""
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    start, answers = context.Event(), context.Queue()
    racers = [context.Process(target=open_and_count, args=(root, start, answers)) for _ in range(processes)]
    for racer in racers:
        racer.start()
    start.set()
    seen = [answers.get(timeout=60) for _ in racers]
    for racer in racers:
        racer.join()
    return seen


def test_many_that_open_a_new_index_at_once_all_see_everything(repo):
    for number in range(150):
        repo.customer(f"c{number}", f"name: C\nsales: [{{date: 2026-01-01, amount: {number}}}]\n")

    seen = race(repo.root)

    assert seen == [[(150, sum(range(150)) * 100)]] * 4
    assert repo.rows("SELECT count(*), sum(revenue) FROM overview") == seen[0]


def test_many_that_refresh_at_once_all_see_the_new_state(repo):
    for number in range(50):
        repo.customer(f"c{number}", "name: C\nsales: [{date: 2026-01-01, amount: 1}]\n")
    repo.commit()
    repo.index().close()
    for number in range(50):
        repo.customer(f"c{number}", "name: C\nsales: [{date: 2026-01-01, amount: 2}]\n")

    seen = race(repo.root)

    assert seen == [[(50, 50 * 200)]] * 4


def test_a_reader_keeps_its_view_while_another_refreshes(repo):
    repo.customer("acme", "name: Before\n")
    reader = repo.index()
    reader.rows("SELECT name FROM customers")
    repo.customer("acme", "name: After\n")

    newer = repo.index()

    assert newer.rows("SELECT name FROM customers") == [("After",)]
    assert reader.rows("SELECT name FROM customers") == [("Before",)]


def test_a_book_below_a_folder_whose_name_is_no_utf_8_has_an_index(repo):
    folder = repo.root / "b\udcff"
    try:
        (folder / "customers").mkdir(parents=True)
    except OSError:
        pytest.skip("this file system takes no such name")
    (folder / "plaincrm.yaml").write_bytes((repo.root / "plaincrm.yaml").read_bytes())
    (folder / "customers" / "acme.yaml").write_text("name: Acme\n")
    repo.commit()

    index = Index.open(Book.find(folder))

    assert index.rows("SELECT name FROM customers") == [("Acme",)]
    index.close()
