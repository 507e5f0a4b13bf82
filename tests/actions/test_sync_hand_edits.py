"""``sync`` and what the user has not committed: gone round where it can be, refused where not, never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actions.clones import Clones, standing
from tests.conftest import BookFolder


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    made = Clones(tmp_path)
    made.ada.write("acme", "name: Acme\n")
    made.ada.write("bolt", "name: Bolt\n")
    made.ada.ok("sync")
    return made


@pytest.fixture(params=["forward", "merge"])
def behind(request: pytest.FixtureRequest, clones: Clones) -> BookFolder:
    """A clone that lacks a change of Acme, and in the second case has a commit of its own."""
    bob = clones.clone("bob")
    clones.ada.ok("set", "acme", "level=A")
    clones.ada.ok("add", "Comet")
    clones.ada.ok("sync")
    if request.param == "merge":
        bob.ok("add", "Delta")
    return bob


def test_a_hand_edit_elsewhere_stays_as_it_is(behind: BookFolder) -> None:
    behind.write("bolt", "name: Bolt\nlevel: B   # not sure yet\n", commit=False)
    behind.write("new", "name: New\n", commit=False)

    behind.ok("sync")

    assert behind.text("bolt") == "name: Bolt\nlevel: B   # not sure yet\n"
    assert behind.git("status", "--porcelain") == " M customers/bolt.yaml\n?? customers/new.yaml\n"
    assert "level: A" in behind.text("acme")


def test_a_hand_edit_of_what_came_is_refused_with_the_way_on(behind: BookFolder) -> None:
    behind.write("acme", "name: Acme\nindustry: steel\n", commit=False)
    before = standing(behind)

    ran = behind.crm("sync")

    assert ran.code == 5
    assert ran.err == (
        "your uncommitted work is in the way of what came: customers/acme.yaml\n"
        "hint: commit it first: plaincrm save\n"
    )
    assert standing(behind) == before
    behind.ok("save")
    behind.ok("sync")
    assert sorted(behind.text("acme").splitlines()) == ["industry: steel", "level: A", "name: Acme"]


def test_a_new_file_in_the_place_of_one_that_came_is_refused(behind: BookFolder) -> None:
    behind.write("comet", "name: My own Comet\n", commit=False)
    before = standing(behind)

    ran = behind.crm("sync")

    assert ran.code == 5
    assert "in the way of what came: customers/comet.yaml\n" in ran.err
    assert standing(behind) == before


def test_a_file_deleted_by_hand_that_was_changed_there_is_refused(behind: BookFolder) -> None:
    behind.path("acme").unlink()
    before = standing(behind)

    ran = behind.crm("sync")

    assert ran.code == 5
    assert "in the way of what came: customers/acme.yaml\n" in ran.err
    assert standing(behind) == before


def test_a_broken_hand_edit_is_named_and_nothing_merged(behind: BookFolder) -> None:
    behind.write("bolt", "name: Bolt\nsince: soon\n", commit=False)
    before = standing(behind)

    ran = behind.crm("sync")

    assert ran.code == 4
    assert 'customers/bolt.yaml:2: since: "soon" is not a date\n' in ran.err
    assert "your uncommitted hand edits have errors; nothing was merged\n" in ran.err
    assert standing(behind) == before


def test_hand_edits_do_not_matter_where_nothing_comes(clones: Clones) -> None:
    clones.ada.ok("add", "Comet")
    clones.ada.write("bolt", "name: Bolt\nsince: soon\n", commit=False)

    clones.ada.ok("sync")

    assert clones.hub_commits()[0] == "comet: add"
    assert clones.ada.git("status", "--porcelain") == " M customers/bolt.yaml\n"


def test_what_is_staged_stays_staged_where_the_branch_only_moves_on(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Comet")
    clones.ada.ok("sync")
    _stage(bob)

    bob.ok("sync")

    assert bob.git("status", "--porcelain") == "A  offer.txt\n"


def test_what_is_staged_is_never_swept_into_a_merge(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Comet")
    clones.ada.ok("sync")
    bob.ok("add", "Delta")
    _stage(bob)
    before = standing(bob)

    ran = bob.crm("sync")

    assert ran.code == 5
    assert ran.err.startswith("what you have staged is in the way of a merge: offer.txt\n")
    assert standing(bob) == before


def test_an_autostash_is_not_made_behind_the_users_back(behind: BookFolder) -> None:
    behind.git("config", "merge.autoStash", "true")
    behind.write("acme", "name: Acme\nindustry: steel\n", commit=False)
    before = standing(behind)

    assert behind.crm("sync").code == 5

    assert standing(behind) == before
    assert behind.git("stash", "list") == ""


def _stage(book: BookFolder) -> None:
    (book.root / "offer.txt").write_text("draft")
    book.git("add", "offer.txt")
