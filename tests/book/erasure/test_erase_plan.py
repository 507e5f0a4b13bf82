"""What ``erase`` shows and refuses before it touches anything."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.conftest import BookFolder, Ran, git


@pytest.fixture
def known(book: BookFolder) -> BookFolder:
    pytest.importorskip("git_filter_repo")
    book.ok("add", "Nebula Ltd", "--id", "nebula", "--email", "info@nebula.example")
    book.ok("log", "nebula", "called")
    book.write("comet", "name: Comet\nnotes: met Nebula Ltd\n")
    return book


def refs(book: BookFolder) -> str:
    return book.git("for-each-ref") + book.git("reflog")


def plan(ran: Ran) -> dict[str, tuple[int | None, str | None]]:
    return {row["what"]: (row["count"], row["note"]) for row in json.loads(ran.out) if row["what"] != "word"}


def test_a_dry_run_counts_and_changes_nothing(known: BookFolder) -> None:
    before = refs(known)

    ran = known.ok("erase", "nebula", "-n", "--json")

    found = plan(ran)
    assert found["files"] == (1, "customers/nebula.yaml")
    assert found["versions"][0] == 2
    assert found["commits"][0] == 2
    assert found["messages"][0] == 2
    assert found["other files"] == (1, "customers/comet.yaml")
    words = [row["note"] for row in json.loads(ran.out) if row["what"] == "word"]
    assert words == ["nebula", "Nebula Ltd", "info@nebula.example"]
    assert refs(known) == before
    assert known.is_clean()


def test_without_a_terminal_it_needs_yes(known: BookFolder) -> None:
    before = refs(known)

    ran = known.crm("erase", "nebula")

    assert ran.code == 2
    assert "add --yes" in ran.err
    assert "customers/nebula.yaml" in ran.out
    assert refs(known) == before


def test_an_unknown_id_is_not_found(known: BookFolder) -> None:
    ran = known.crm("erase", "nobody", "--yes")

    assert ran.code == 3


def test_a_former_id_names_the_present_one(known: BookFolder) -> None:
    known.ok("rename", "nebula", "nova")

    ran = known.crm("erase", "nebula", "--yes")

    assert ran.code == 3
    assert "nebula is now called nova" in ran.err


def dirty(book: BookFolder) -> None:
    book.path("comet").write_text("name: Comet\n", encoding="utf-8")


def staged(book: BookFolder) -> None:
    (book.root / "new.txt").write_text("x", encoding="utf-8")
    book.git("add", "new.txt")


def with_work_tree(book: BookFolder) -> None:
    book.git("worktree", "add", "-q", "../other")


def merging(book: BookFolder) -> None:
    book.git("checkout", "-q", "-b", "side", "HEAD~1")
    book.git("commit", "-q", "--allow-empty", "-m", "side")
    book.git("merge", "-q", "--no-commit", "--no-ff", "main")


def named_branch(book: BookFolder) -> None:
    book.git("branch", "nebula-offer")
    book.git("branch", "for/nebula")


def borrowing(book: BookFolder) -> None:
    (book.root / ".git/objects/info/alternates").write_text("/nowhere\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (dirty, "uncommitted changes"),
        (staged, "uncommitted changes"),
        (with_work_tree, "another work tree"),
        (merging, "a merge is in progress"),
        (named_branch, "the branch for/nebula is named after them"),
        (borrowing, "borrows objects"),
    ],
)
def test_what_is_in_the_way_is_refused_before_anything(known: BookFolder, make, says) -> None:  # type: ignore[no-untyped-def]
    make(known)
    before = refs(known)

    ran = known.crm("erase", "nebula", "--yes")
    shown = known.ok("erase", "nebula", "-n")

    assert ran.code == 5
    assert says in ran.err
    assert "in the way: " in shown.err
    assert refs(known) == before


def test_a_shallow_clone_is_refused(known: BookFolder, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{known.root}", "shallow")

    ran = BookFolder(tmp_path / "shallow").crm("erase", "nebula", "--yes")

    assert ran.code == 5
    assert "git fetch --unshallow" in ran.err


def test_without_filter_repo_it_says_how_to_get_it(
    known: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    before = refs(known)

    ran = known.crm("erase", "nebula", "--yes")

    assert ran.code == 6
    assert "pip install git-filter-repo" in ran.err
    assert refs(known) == before


def test_names_that_it_does_not_change_are_told(known: BookFolder) -> None:
    (known.root / "nebula.pdf").write_bytes(b"\0\1\2 Nebula Ltd")
    known.git("add", "nebula.pdf")
    known.git("commit", "-q", "-m", "offer")
    (known.root / "draft.txt").write_text("Nebula Ltd\n", encoding="utf-8")

    found = plan(known.ok("erase", "nebula", "-n", "--json"))

    assert found["binary files"] == (1, "not changed: nebula.pdf")
    assert found["file names"] == (1, "not changed: nebula.pdf")
    assert found["untracked files"] == (1, "not changed: draft.txt")


def test_what_is_left_makes_it_fail_and_is_named(known: BookFolder) -> None:
    (known.root / "offer.pdf").write_bytes(b"\0\1\2 Nebula Ltd")
    known.git("add", "offer.pdf")
    known.git("commit", "-q", "-m", "offer")

    ran = known.crm("erase", "nebula", "--yes")

    assert ran.code == 1
    assert "offer.pdf" in ran.out
    assert "something is left" in ran.err


def test_passwords_of_remotes_are_not_shown(known: BookFolder) -> None:
    known.git("remote", "add", "hub", "https://ada:geheim@hub.example/book.git")

    ran = known.ok("erase", "nebula", "-n")

    assert "hub https://hub.example/book.git" in ran.out
    assert "geheim" not in ran.out


def test_an_erasure_that_would_break_another_file_changes_nothing(known: BookFolder) -> None:
    known.ok("log", "comet", "called", "--date", "2026-11-20")
    before = refs(known)

    ran = known.crm("erase", "nebula", "--also", "2026-11-20", "--yes")

    assert ran.code == 5
    assert "customers/comet.yaml" in ran.err
    assert "--keep" in ran.err
    assert refs(known) == before
    assert subprocess.run(["git", "fsck"], cwd=known.root, capture_output=True, check=False).returncode == 0
