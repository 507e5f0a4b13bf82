"""``sync`` between clones of one book: what comes, what goes, and that everybody ends with the same."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from tests.actions.clones import Clones, standing
from tests.conftest import BookFolder, git, run

# A hook that lets somebody else push first, so many times.
QUICKER = """#!/bin/sh
cd {other} || exit 1
unset GIT_DIR
[ $(git log --oneline --grep quicker | wc -l) -lt {times} ] || exit 0
git commit -q --allow-empty -m "quicker" && git push -q origin main
"""


ENTRY = "  - date: 2026-11-20\n    channel: email\n    summary: {}\n"
ROUNDS = 8


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    return Clones(tmp_path)


def test_the_first_sync_fills_an_empty_remote_and_sets_the_upstream(tmp_path: Path, book: BookFolder) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "hub.git")
    book.git("remote", "add", "origin", str(tmp_path / "hub.git"))
    book.ok("add", "Acme")

    ran = book.ok("sync")

    assert "went: acme (new), plaincrm.yaml (new)\nin step with origin/main" in ran.err
    assert git(tmp_path / "hub.git", "rev-parse", "main") == book.git("rev-parse", "HEAD")
    assert book.git("rev-parse", "--abbrev-ref", "@{upstream}") == "origin/main\n"


def test_what_two_clones_added_meets_in_both(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Acme")
    bob.ok("add", "Bolt")

    first = clones.ada.ok("sync")
    second = bob.ok("sync")
    third = clones.ada.ok("sync")

    assert "went: acme (new)\n" in first.err
    assert "came: acme (new)\nwent: bolt (new)\nin step with origin/main" in second.err
    assert "came: bolt (new)\nin step with origin/main" in third.err
    assert clones.ada.text("bolt") == bob.text("bolt")
    assert clones.ada.git("rev-parse", "HEAD^{tree}") == bob.git("rev-parse", "HEAD^{tree}")
    assert clones.ada.is_clean()
    assert bob.is_clean()


def test_json_has_one_object_per_customer_and_direction(clones: Clones) -> None:
    clones.ada.ok("add", "Acme")
    clones.ada.ok("add", "Bolt")
    clones.ada.ok("sync")
    bob = clones.clone("bob")
    clones.ada.ok("remove", "acme")
    clones.ada.ok("set", "bolt", "level=A")
    clones.ada.ok("sync")
    bob.ok("add", "Comet")

    ran = bob.ok("sync", "--json")

    assert json.loads(ran.out) == [
        {"customer": "acme", "direction": "came", "action": "removed"},
        {"customer": "bolt", "direction": "came", "action": "changed"},
        {"customer": "comet", "direction": "went", "action": "added"},
    ]


def test_a_merge_says_how_many_customers_it_brought_and_undo_passes_over_it(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Acme")
    clones.ada.ok("add", "Bolt")
    clones.ada.ok("sync")
    bob.ok("add", "Comet")

    bob.ok("sync")

    assert bob.git("log", "-1", "--format=%B").strip() == "sync: merge 2 customers"
    assert bob.git("log", "-1", "--format=%P").count(" ") == 1
    assert "sync" not in bob.ok("undo", "--list").out


def test_the_words_of_m_replace_those_of_the_merge(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    bob.ok("add", "Comet")

    bob.ok("sync", "-m", "Monday's round")

    assert bob.commits()[0] == "Monday's round"


def test_appends_to_one_customer_merge_every_time(clones: Clones) -> None:
    clones.ada.write("acme", "name: Acme\ncontact_log:\n" + ENTRY.format("The first"))
    clones.ada.ok("sync")
    bob = clones.clone("bob")

    for number in range(ROUNDS):
        clones.ada.ok("log", "acme", f"Ada's call {number}", "--via", "phone")
        clones.ada.git("push", "-q")
        bob.write("acme", bob.text("acme") + ENTRY.format(f"Bob's mail {number}"))
        bob.ok("sync")
        clones.ada.git("pull", "-q", "--ff-only")

    assert clones.ada.text("acme") == bob.text("acme")
    assert all(f"Ada's call {number}\n" in bob.text("acme") for number in range(ROUNDS))
    assert all(f"Bob's mail {number}\n" in bob.text("acme") for number in range(ROUNDS))
    assert bob.ok("check", "--strict").code == 0
    assert sum(subject == "sync: merge 1 customer" for subject in bob.commits()) == ROUNDS


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_three_clones_come_to_the_same_in_any_order(clones: Clones, order: tuple[int, ...]) -> None:
    clones.ada.write("acme", "name: Acme\ntags: [vip]\ncontact_log:\n" + ENTRY.format("The first"))
    clones.ada.ok("sync")
    books = [clones.ada, clones.clone("bob"), clones.clone("cem")]
    for name, book in zip("abc", books, strict=True):
        text = book.text("acme").replace("[vip]", f"[vip, from-{name}]") + ENTRY.format(f"Call of {name}")
        book.write("acme", text)
        book.write(f"own-{name}", f"name: Own {name}\n")

    for place in (*order, *order):
        books[place].ok("sync")

    assert len({book.git("rev-parse", "HEAD^{tree}") for book in books}) == 1
    text = clones.ada.text("acme")
    assert all(f"Call of {name}" in text and f"from-{name}" in text for name in "abc")
    names = [path.stem for path in sorted((clones.ada.root / "customers").iterdir())]
    assert names == ["acme", "own-a", "own-b", "own-c"]


def test_pull_takes_and_gives_nothing(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    bob.ok("add", "Bolt")

    ran = bob.ok("sync", "--pull")

    assert "came: acme (new)\nnot in step with origin/main yet: plaincrm sync\n" in ran.err
    assert "bolt: add" not in clones.hub_commits()


def test_push_gives_and_takes_nothing(clones: Clones) -> None:
    clones.ada.ok("add", "Acme")

    ran = clones.ada.ok("sync", "--push")

    assert "went: acme (new)" in ran.err
    assert "acme: add" in clones.hub_commits()


def test_push_alone_is_refused_where_the_remote_went_on(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    bob.ok("add", "Bolt")
    before = standing(bob)

    ran = bob.crm("sync", "--push")

    assert ran.code == 5
    assert ran.err == "origin/main has commits that are not here yet\nhint: plaincrm sync\n"
    assert standing(bob) == before


def test_a_dry_run_tells_and_changes_nothing(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    bob.ok("add", "Bolt")
    before = standing(bob), bob.git("for-each-ref"), git(clones.hub, "for-each-ref")

    ran = bob.ok("sync", "--dry-run")

    assert ran.err == "came: acme (new)\nwent: bolt (new)\ndry run: nothing was changed\n"
    assert (standing(bob), bob.git("for-each-ref"), git(clones.hub, "for-each-ref")) == before


def test_a_second_sync_has_nothing_to_do(clones: Clones) -> None:
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")

    ran = clones.ada.ok("sync")

    assert ran.err.startswith("in step with origin/main (")
    assert clones.ada.ok("sync", "-q").err == ""
    assert clones.ada.ok("sync", "--json").out == "[]\n"


def test_somebody_quicker_is_merged_and_the_push_tried_again(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Acme")
    _hook(clones.ada, "pre-push", QUICKER.format(other=bob.root, times=1))

    clones.ada.ok("sync")

    assert sorted(clones.hub_commits()) == [
        "Begin the book",
        "acme: add",
        "quicker",
        "sync: merge origin/main",
    ]


def test_somebody_always_quicker_ends_the_sync_with_nothing_lost(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Acme")
    _hook(clones.ada, "pre-push", QUICKER.format(other=bob.root, times=99))

    ran = clones.ada.crm("sync")

    assert ran.code == 5
    assert "others were quicker to push to origin/main, 5 times; nothing is lost" in ran.err
    assert clones.ada.path("acme").exists()
    assert clones.ada.is_clean()


def test_each_branch_goes_with_its_own_upstream(clones: Clones) -> None:
    clones.ada.git("switch", "-q", "-c", "trial")
    clones.ada.ok("add", "Acme")
    clones.ada.git("push", "-q", "--set-upstream", "origin", "trial:shared-trial")
    clones.ada.ok("add", "Bolt")

    ran = clones.ada.ok("sync")

    assert "in step with origin/shared-trial" in ran.err
    assert "bolt: add" in git(clones.hub, "log", "--format=%s", "shared-trial")
    assert "acme: add" not in clones.hub_commits()


def test_a_new_branch_gets_its_own_name_on_the_remote(clones: Clones) -> None:
    clones.ada.git("switch", "-q", "-c", "trial")
    clones.ada.ok("add", "Acme")

    clones.ada.ok("sync")

    assert clones.ada.git("rev-parse", "--abbrev-ref", "@{upstream}") == "origin/trial\n"
    assert "acme: add" in git(clones.hub, "log", "--format=%s", "trial")


def test_a_book_in_a_folder_of_a_larger_repository_is_synced_with_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "hub.git")
    git(tmp_path, "init", "-q", "-b", "main", "work")
    git(tmp_path / "work", "remote", "add", "origin", str(tmp_path / "hub.git"))
    run("init", str(tmp_path / "work" / "crm"), "--currency", "EUR")
    mine = BookFolder(tmp_path / "work" / "crm")
    mine.ok("sync")
    run("clone", str(tmp_path / "hub.git"), str(tmp_path / "other"))
    other = BookFolder(tmp_path / "other" / "crm")
    (tmp_path / "other" / "customers").mkdir()
    (tmp_path / "other" / "customers" / "note.yaml").write_text("not a customer\n")
    git(tmp_path / "other", "add", "customers")
    git(tmp_path / "other", "commit", "-q", "-m", "beside the book")
    other.ok("add", "Acme")
    other.ok("sync")
    mine.ok("add", "Bolt")

    ran = mine.ok("sync")

    assert "came: acme (new)\nwent: bolt (new)\n" in ran.err
    assert (tmp_path / "work" / "customers" / "note.yaml").exists()


def test_customers_that_only_moved_are_changed(clones: Clones) -> None:
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    bob = clones.clone("bob")
    clones.ada.ok("layout", "letters")
    clones.ada.ok("sync")
    bob.ok("log", "acme", "Called", "--via", "phone")
    bob.ok("add", "Bolt")

    ran = bob.ok("sync")

    assert "came: acme (changed), plaincrm.yaml (changed)\nwent: acme (changed), bolt (new)\n" in ran.err
    assert "Called" in (bob.root / "customers" / "ac" / "acme.yaml").read_text()
    assert not bob.path("acme").exists()


def test_many_customers_are_counted_beyond_twenty(clones: Clones) -> None:
    for number in range(23):
        clones.ada.write(f"c{number:02}", f"name: Customer {number}\n", commit=False)
    clones.ada.ok("save")

    ran = clones.ada.ok("sync")

    assert "c19 (new) and 3 more\n" in ran.err


def _hook(book: BookFolder, name: str, script: str) -> None:
    path = book.root / ".git" / "hooks" / name
    path.write_text(script)
    path.chmod(0o755)
