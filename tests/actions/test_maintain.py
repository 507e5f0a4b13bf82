"""``maintain``: the repository is put in order where it is called for, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.books import make_book
from plaincrm.actions import maintain as limits
from plaincrm.actions.doctor import size
from tests.conftest import BookFolder, git
from tests.faults.standing_still import nothing_changes

Row = dict[str, str | int | None]


def tasks(book: BookFolder, *args: str) -> dict[str, Row]:
    """What maintain says, by task."""
    return {row["task"]: row for row in json.loads(book.ok("maintain", *args, "--json").out)}


@pytest.fixture
def logged(book: BookFolder) -> BookFolder:
    """A book with a customer, and another one, written to by turns."""
    book.ok("add", "Acme", "-q")
    book.ok("add", "Comet", "-q")
    for place in range(3):
        book.ok("log", "acme", f"call {place}", "-q")
        book.ok("log", "comet", f"call {place}", "-q")
    return book


def test_the_commit_graph_then_knows_which_paths_each_commit_changed(logged: BookFolder) -> None:
    count = len(logged.commits())

    with nothing_changes(logged):
        row = tasks(logged)["commit-graph"]

    assert (row["state"], row["before"]) == ("done", f"0 of {count} commits")
    assert row["after"] == f"{count} of {count} commits, with changed paths"
    assert row["bytes_after"] == (logged.root / ".git/objects/info/commit-graph").stat().st_size
    logged.git("commit-graph", "verify")


def test_the_second_time_there_is_nothing_to_do_until_the_next_commit(logged: BookFolder) -> None:
    logged.ok("maintain")

    again = logged.ok("maintain")
    logged.ok("log", "acme", "once more", "-q")
    later = logged.ok("maintain")

    assert again.err == "nothing to do\n"
    assert later.err == "maintained: commit-graph\n"


def test_a_dry_run_names_what_would_be_done(logged: BookFolder) -> None:
    dry = logged.ok("maintain", "-n")

    assert dry.err == "dry run: nothing was changed, to do: commit-graph\n"
    assert not (logged.root / ".git/objects/info/commit-graph").exists()
    assert logged.ok("maintain").err == "maintained: commit-graph\n"


def test_a_chain_of_commit_graphs_counts_as_one(logged: BookFolder) -> None:
    logged.git("commit-graph", "write", "--reachable", "--changed-paths", "--split=no-merge")
    logged.ok("log", "acme", "once more", "-q")
    logged.git("commit-graph", "write", "--reachable", "--changed-paths", "--split=no-merge")
    assert len(list((logged.root / ".git/objects/info/commit-graphs").glob("*.graph"))) == 2

    assert tasks(logged)["commit-graph"]["state"] == "nothing to do"


@pytest.mark.parametrize("left", [b"", b"CGPH", b"CGPH\1\1\0\0" + bytes(40)])
def test_a_damaged_commit_graph_is_written_anew(logged: BookFolder, left: bytes) -> None:
    logged.ok("maintain")
    graph = logged.root / ".git/objects/info/commit-graph"
    graph.chmod(0o644)
    graph.write_bytes(left)

    assert tasks(logged)["commit-graph"]["state"] == "done"
    logged.git("commit-graph", "verify")


def test_one_without_paths_gets_them(logged: BookFolder) -> None:
    logged.git("commit-graph", "write", "--reachable")

    assert str(tasks(logged)["commit-graph"]["before"]).endswith("without changed paths")
    assert tasks(logged)["commit-graph"]["state"] == "nothing to do"


def test_history_says_the_same_with_and_without(logged: BookFolder) -> None:
    (logged.root / "customers/co").mkdir()
    logged.git("mv", "customers/comet.yaml", "customers/co/comet.yaml")
    logged.git("commit", "-q", "-m", "Move")
    logged.ok("remove", "acme", "-q")
    before = [logged.crm("history", who).out for who in ("acme", "comet", "nobody")]

    logged.ok("maintain")

    assert [logged.crm("history", who).out for who in ("acme", "comet", "nobody")] == before
    assert before[1].count("\n") == 6


def test_many_loose_objects_are_packed(logged: BookFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MANY_LOOSE", 10)

    row = tasks(logged)["objects"]

    assert row["state"] == "done"
    assert str(row["after"]).startswith("0 loose objects, ")
    assert int(row["bytes_after"] or 0) < int(row["bytes_before"] or 0)
    assert tasks(logged)["objects"]["state"] == "nothing to do"


def test_what_is_in_no_version_yet_stays(logged: BookFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MANY_LOOSE", 10)
    (logged.root / "draft.txt").write_text("mine")
    draft = logged.git("hash-object", "-w", "draft.txt").strip()

    logged.ok("maintain")

    assert logged.git("cat-file", "blob", draft) == "mine"


def test_a_shallow_clone_keeps_no_commit_graph(logged: BookFolder, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{logged.root}", "shallow")

    row = tasks(BookFolder(tmp_path / "shallow"))["commit-graph"]

    assert row["state"] == "not possible here"


def test_a_branch_without_commits_has_nothing_to_do(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / "plaincrm.yaml").write_text("format: 1\nname: New\ncurrency: EUR\n")

    assert BookFolder(tmp_path).ok("maintain").err == "nothing to do\n"


def test_a_book_of_a_thousand_gets_the_untracked_cache(tmp_path: Path) -> None:
    make_book(tmp_path / "large", limits.MANY_CUSTOMERS + 1)
    large = BookFolder(tmp_path / "large")

    row = tasks(large)["untracked cache"]

    assert (row["state"], row["before"]) == ("done", "not set up")
    assert row["after"] == f"core.untrackedCache = {large.git('config', 'core.untrackedCache').strip()}"
    assert large.is_clean()
    assert tasks(large)["untracked cache"]["state"] == "nothing to do"


def test_it_waits_its_turn(logged: BookFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    from plaincrm.book import Book
    from plaincrm.book.lock import locked

    monkeypatch.setenv("PLAINCRM_LOCK_SECONDS", "0.1")
    with locked(Book(logged.root).repository):
        busy = logged.crm("maintain")
        dry = logged.crm("maintain", "--dry-run")

    assert busy.code == 5
    assert dry.code == 0


def test_doctor_offers_it_when_the_size_calls_for_it(
    logged: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(size, "MANY", 1)
    before = logged.ok("doctor", "--csv").out
    logged.ok("maintain")
    logged.git("gc", "-q")
    logged.ok("layout", "letters")

    after = logged.ok("doctor", "--csv").out

    assert "plaincrm maintain" in before
    assert "plaincrm layout letters" in before
    assert "plaincrm layout letters" not in after
