"""Links, folders that cannot be written, full disks, files that change meanwhile: refused and unharmed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plaincrm.book import Book
from plaincrm.book.change import changing
from plaincrm.errors import ConflictError
from tests.conftest import BookFolder
from tests.faults.commands import crm, git, make_book
from tests.faults.small_disk import fill, read_only, small_disk
from tests.faults.standing_still import nothing_changes

FILE = "name: Acme\n"


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", FILE)
    return book


@pytest.mark.parametrize("argv", [("log", "acme", "called"), ("remove", "acme"), ("rename", "acme", "new")])
def test_a_linked_file_is_refused_and_its_target_untouched(
    book: BookFolder, tmp_path: Path, argv: tuple[str, ...]
) -> None:
    target = tmp_path / "outside.yaml"
    target.write_text(FILE)
    book.path("acme").symlink_to(target)
    book.git("add", "-A")
    book.git("commit", "-q", "-m", "a link")

    with nothing_changes(book):
        ran = book.crm(*argv)

    assert ran.code == 4, ran
    assert "symbolic link" in ran.err
    assert target.read_text() == FILE


def test_a_new_customer_does_not_follow_a_dangling_link(book: BookFolder, tmp_path: Path) -> None:
    book.path("acme").symlink_to(tmp_path / "nowhere.yaml")

    ran = book.crm("add", "Acme", "--id", "acme")

    assert ran.code in (4, 5), ran
    assert not (tmp_path / "nowhere.yaml").exists()
    assert book.path("acme").is_symlink()


@pytest.mark.parametrize("place", ["customers", "customers/ac"])
def test_a_linked_folder_is_refused(book: BookFolder, tmp_path: Path, place: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "acme.yaml").write_text(FILE)
    if place == "customers":
        (book.root / "customers").rmdir()
    (book.root / place).symlink_to(outside)

    ran = book.crm("log", "acme", "called")

    assert ran.code == 4, ran
    assert "symbolic link" in ran.err
    assert (outside / "acme.yaml").read_text() == FILE


def test_a_folder_in_the_place_of_a_file_is_refused(acme: BookFolder) -> None:
    (acme.root / "customers" / "comet.yaml").mkdir()

    ran = acme.crm("add", "Comet", "--id", "comet")

    assert ran.code in (4, 5), ran


def test_a_file_replaced_between_read_and_write_is_not_overwritten(acme: BookFolder) -> None:
    theirs = "name: Acme\nnotes: Saved by an editor in between.\n"
    book = Book.find(acme.root)

    def change_while_an_editor_saves() -> None:
        with changing(book, "log") as change:
            change.append("acme", ("tags",), "vip")
            new = acme.path("acme").with_suffix(".new")
            new.write_text(theirs)
            new.replace(acme.path("acme"))

    with pytest.raises(ConflictError, match="changed by somebody else"):
        change_while_an_editor_saves()

    assert acme.text("acme") == theirs
    assert not (acme.root / ".git" / "plaincrm" / "journal.json").exists()


def test_one_of_several_files_replaced_takes_the_others_back(acme: BookFolder) -> None:
    acme.write("comet", "name: Comet\n")
    book = Book.find(acme.root)

    def change_two_while_one_is_edited() -> None:
        with changing(book, "set") as change:
            for customer in ("acme", "comet"):
                change.put(customer, ("industry",), "rockets")
            acme.path("comet").write_text("name: Comet by hand\n")

    with pytest.raises(ConflictError, match="changed by somebody else"):
        change_two_while_one_is_edited()

    assert acme.text("acme") == FILE
    assert acme.text("comet") == "name: Comet by hand\n"


def test_a_file_larger_than_the_limit_is_refused_quickly(acme: BookFolder) -> None:
    with acme.path("giant").open("wb") as file:
        file.truncate(100_000_000)

    ran = acme.crm("log", "giant", "called")

    assert ran.code == 4, ran
    assert "100,000,000 bytes" in ran.err


@pytest.mark.parametrize("folder", ["customers", ".git", "."])
def test_a_read_only_folder_refuses_cleanly(acme: BookFolder, folder: str) -> None:
    with nothing_changes(acme), read_only(acme.root / folder):
        logged = crm(acme.root, "log", "acme", "called")
        added = crm(acme.root, "add", "New", "--id", "new")
        listed = crm(acme.root, "list")

    assert (logged.code, added.code, listed.code) == (6, 6, 0), (logged, added, listed)
    assert "Read-only file system" in logged.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_the_right_to_write_refuses_cleanly(acme: BookFolder) -> None:
    folder = acme.root / "customers"
    folder.chmod(0o500)
    try:
        with nothing_changes(acme):
            ran = acme.crm("log", "acme", "called")
    finally:
        folder.chmod(0o700)

    assert ran.code == 6, ran
    assert "Permission denied" in ran.err


@pytest.mark.parametrize("leave", [0, 4096, 16384, 40960])
def test_a_full_disk_is_a_clean_refusal_or_a_whole_change(tmp_path: Path, leave: int) -> None:
    with small_disk(tmp_path / "disk", 2_000) as disk:
        book = make_book(disk / "book", ["acme"])
        before = (book / "customers" / "acme.yaml").read_bytes()
        head = git(book, "rev-parse", "HEAD")
        fill(disk, leave)

        ended = crm(book, "log", "acme", "called")
        git(book, "--no-optional-locks", "fsck", "--no-progress", "--no-dangling")
        status = git(book, "--no-optional-locks", "status", "--porcelain")
        (disk / "filler").unlink()
        again = crm(book, "log", "acme", "called again")

        if ended.code != 0:
            assert ended.code == 6, ended
            assert git(book, "rev-parse", "HEAD~1") == head
            assert status == ""
        text = (book / "customers" / "acme.yaml").read_bytes()
        assert text.startswith(before)
        assert text.count(b"- date") == (2 if ended.code == 0 else 1)
        assert again.code == 0, again
        assert git(book, "status", "--porcelain") == ""
