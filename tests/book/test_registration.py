"""The merge driver in a repository's configuration: there after the first write, and never in the way."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plaincrm.book import Book, registration
from tests.conftest import BookFolder, git, run

CALL = "merge-driver %O %A %B %P\n"


def driver(book: BookFolder) -> str:
    """What git would run; empty where nothing is named."""
    command = ["git", "config", "merge.plaincrm.driver"]
    return subprocess.run(command, cwd=book.root, capture_output=True, text=True, check=False).stdout


def config(book: BookFolder) -> bytes:
    return (book.root / ".git" / "config").read_bytes()


@pytest.fixture
def clone(book: BookFolder, tmp_path: Path) -> BookFolder:
    book.ok("add", "Acme")
    git(tmp_path, "clone", "-q", str(book.root), "clone")
    return BookFolder(tmp_path / "clone")


def test_init_names_the_driver(book: BookFolder) -> None:
    assert driver(book).endswith(CALL)
    assert book.git("config", "merge.plaincrm.name") == registration.TITLE + "\n"


def test_attributes_that_are_there_are_added_to(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "work")
    book = BookFolder(tmp_path / "work")
    (book.root / ".gitattributes").write_bytes(b"*.png binary")
    book.git("add", ".")
    book.git("commit", "-q", "-m", "pictures")

    book.ok("init", ".")

    assert (book.root / ".gitattributes").read_text() == "*.png binary\ncustomers/**/*.yaml merge=plaincrm\n"
    assert book.is_clean()


def test_the_demo_names_the_driver(tmp_path: Path) -> None:
    ran = run("demo", str(tmp_path / "demo"))

    assert ran.code == 0
    assert driver(BookFolder(tmp_path / "demo")).endswith(CALL)


def test_a_clone_learns_of_it_with_the_first_write(clone: BookFolder) -> None:
    before = driver(clone)

    clone.ok("log", "acme", "hello")

    assert before == ""
    assert driver(clone).endswith(CALL)


def test_reading_a_clone_changes_nothing(clone: BookFolder) -> None:
    before = config(clone)

    clone.ok("list")
    clone.ok("show", "acme")
    clone.ok("log", "acme", "hello", "--dry-run")

    assert config(clone) == before


def test_a_second_write_leaves_the_configuration_alone(clone: BookFolder) -> None:
    clone.ok("log", "acme", "one")
    before = config(clone), (clone.root / ".git" / "config").stat().st_mtime_ns

    clone.ok("log", "acme", "two")

    assert (config(clone), (clone.root / ".git" / "config").stat().st_mtime_ns) == before


def test_a_book_that_does_not_ask_for_the_driver_is_left_alone(clone: BookFolder) -> None:
    clone.git("rm", "-q", ".gitattributes")
    clone.git("commit", "-q", "-m", "by lines, please")

    clone.ok("log", "acme", "hello")

    assert driver(clone) == ""


def test_a_driver_of_the_users_own_stays(clone: BookFolder) -> None:
    clone.git("config", "merge.plaincrm.driver", 'my-merge "%A"; other %B # note')

    clone.ok("log", "acme", "hello")

    assert registration.register(Book(clone.root)) is False
    assert driver(clone) == 'my-merge "%A"; other %B # note\n'


def test_register_says_whether_it_did_anything(clone: BookFolder) -> None:
    book = Book(clone.root)

    assert registration.is_missing(book)
    assert registration.register(book)
    assert not registration.is_missing(book)
    assert not registration.register(book)


def test_a_driver_whose_program_is_gone_is_named_anew(clone: BookFolder) -> None:
    gone = "command -v '/no where/python' >/dev/null || { x; exit; }; '/no where/python' -P -m plaincrm"
    clone.git("config", "merge.plaincrm.driver", f"{gone} {CALL.strip()}")
    book = Book(clone.root)

    assert registration.is_missing(book)
    assert registration.register(book)
    assert "/no where/" not in driver(clone)


def test_plaincrm_on_the_path_is_called_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plaincrm").write_text("#!/bin/sh\n")
    (tmp_path / "plaincrm").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))

    assert registration.command().endswith(f"; plaincrm {CALL}".strip())


def test_else_this_python_is_which_looks_for_nothing_in_the_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "executable", "/opt/my python/bin/python3")

    assert registration.command().endswith(f"; '/opt/my python/bin/python3' -P -m plaincrm {CALL}".strip())


def test_the_write_goes_on_where_the_configuration_cannot_be_written(clone: BookFolder) -> None:
    (clone.root / ".git" / "config.lock").touch()

    clone.ok("log", "acme", "hello")

    assert driver(clone) == ""


def test_linked_work_trees_share_the_registration(clone: BookFolder, tmp_path: Path) -> None:
    clone.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "tree"))

    BookFolder(tmp_path / "tree").ok("log", "acme", "hello")

    assert driver(clone).endswith(CALL)


def test_the_call_can_be_run_as_it_stands(clone: BookFolder, tmp_path: Path) -> None:
    registration.register(Book(clone.root))
    for name in "OAB":
        shutil.copy(clone.path("acme"), tmp_path / name)
    (tmp_path / "B").write_text("name: Acme\nlevel: B\n")
    line = driver(clone).strip()
    for name in "OAB":
        line = line.replace(f"%{name}", str(tmp_path / name))

    done = subprocess.run(
        ["sh", "-c", line.replace("%P", "customers/acme.yaml")], cwd=clone.root, check=False
    )

    assert done.returncode == 0
    assert (tmp_path / "A").read_text() == "name: Acme\nlevel: B\n"
