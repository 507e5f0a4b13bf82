"""While a merge, rebase and the like is unfinished, every write is refused with the way on."""

from __future__ import annotations

import subprocess

import pytest

from tests.conftest import BookFolder
from tests.faults.standing_still import nothing_changes


def sides(book: BookFolder) -> None:
    """Two branches that disagree about one line."""
    book.write("acme", "name: Acme\nlevel: A\n")
    book.write("comet", "name: Comet\n")
    book.git("switch", "-q", "-c", "other")
    book.write("acme", "name: Acme\nlevel: B\n")
    book.git("switch", "-q", "main")
    book.write("acme", "name: Acme\nlevel: C\n")


@pytest.mark.parametrize(
    ("begin", "what", "end"),
    [
        (["merge", "other"], "merge", ["merge", "--abort"]),
        (["rebase", "other"], "rebase", ["rebase", "--abort"]),
        (["rebase", "--apply", "other"], "rebase", ["rebase", "--abort"]),
        (["cherry-pick", "other"], "cherry-pick", ["cherry-pick", "--abort"]),
        (["revert", "--no-edit", "HEAD~2"], "revert", ["revert", "--abort"]),
        (["bisect", "start", "HEAD", "HEAD~1"], "bisect", ["bisect", "reset"]),
    ],
)
def test_a_write_is_refused_and_works_again_after(
    book: BookFolder, begin: list[str], what: str, end: list[str]
) -> None:
    sides(book)
    subprocess.run(["git", *begin], cwd=book.root, capture_output=True, check=False)

    with nothing_changes(book):
        logged = book.crm("log", "comet", "called")
        saved = book.crm("save")
        undone = book.crm("undo")

    assert (logged.code, saved.code) == (5, 5), (logged, saved)
    assert undone.code in (3, 5), undone
    assert what in logged.err
    assert f"git {end[0]}" in logged.err or "plaincrm sync --abort" in logged.err
    book.git(*end)
    book.ok("log", "comet", "called")


def test_reading_goes_on_during_a_merge(book: BookFolder) -> None:
    sides(book)
    subprocess.run(["git", "merge", "other"], cwd=book.root, capture_output=True, check=False)

    ran = book.ok("list")

    assert "comet" in ran.out
    assert "customers/acme.yaml" in ran.err


def test_an_unresolved_file_after_a_popped_stash_is_refused(book: BookFolder) -> None:
    book.write("acme", "name: Acme\nlevel: A\n")
    book.path("acme").write_text("name: Acme\nlevel: B\n")
    book.git("stash", "-q")
    book.write("acme", "name: Acme\nlevel: C\n")
    subprocess.run(["git", "stash", "pop"], cwd=book.root, capture_output=True, check=False)

    with nothing_changes(book):
        ran = book.crm("log", "acme", "called")
        saved = book.crm("save")

    assert ran.code in (4, 5), ran
    assert saved.code == 1, saved
    assert "unresolved merge" in saved.err
