"""After ``erase`` no sync brings the customer back, here or in clones that still have the old history."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from subprocess import CalledProcessError

import pytest

from tests.actions.clones import Clones, standing
from tests.conftest import BookFolder

REWRITTEN = "the history of origin/main was rewritten; a merge would bring back what was taken out of it\n"


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    return Clones(tmp_path)


@pytest.fixture
def known(clones: Clones) -> BookFolder:
    """A clone of which the newest commit is the customer to be erased; everybody has it."""
    pytest.importorskip("git_filter_repo")
    clones.ada.ok("add", "Acme")
    clones.ada.ok("add", "Vale", "--email", "ada@vale.example")
    clones.ada.ok("sync")
    return clones.ada


def objects(book: BookFolder) -> set[str]:
    return set(book.git("cat-file", "--batch-all-objects", "--batch-check=%(objectname)").split())


def run_what_is_told(book: BookFolder, said: str) -> None:
    command = re.search(r"git push --force-with-lease=\S+ origin main:main", said)
    assert command, said
    book.git(*shlex.split(command[0])[1:])


@pytest.mark.parametrize("half", [[], ["--pull"], ["--push"], ["-n"]])
def test_where_it_was_erased_the_old_history_is_not_even_fetched(known: BookFolder, half: list[str]) -> None:
    known.ok("erase", "vale", "--yes")
    before, had = standing(known), objects(known)

    ran = known.crm("sync", *half)

    assert ran.code == 5
    assert ran.err.startswith("origin/main still has the history from before you erased a customer; nothing")
    assert (standing(known), objects(known)) == (before, had)
    run_what_is_told(known, ran.err)
    assert known.ok("sync").err.startswith("in step with origin/main")


@pytest.mark.parametrize("half", [[], ["--pull"], ["--push"], ["-n"]])
def test_a_clone_that_is_only_behind_the_rewriting_does_not_push_the_old_history(
    clones: Clones, known: BookFolder, half: list[str]
) -> None:
    bob = clones.clone("bob")
    known.ok("erase", "vale", "--yes")
    run_what_is_told(known, known.crm("sync").err)

    ran = bob.crm("sync", *half)

    assert ran.code == 5
    assert ran.err.startswith(REWRITTEN)
    assert ("git fetch origin &&" in ran.err) == ("-n" in half)
    assert clones.hub_commits() == ["acme: add", "Begin the book"]
    bob.git("fetch", "-q", "origin")
    bob.git("rebase", "-q", "--fork-point", "origin/main")
    bob.ok("sync")
    assert "vale" not in bob.ok("list").out


def test_what_others_pushed_on_top_of_the_old_history_is_neither_lost_nor_brings_it_back(
    clones: Clones, known: BookFolder
) -> None:
    bob = clones.clone("bob")
    bob.ok("add", "Bolt")
    bob.ok("sync")
    erased = known.ok("erase", "vale", "--yes")
    lease = re.search(r"git (push --force-with-lease=main:\w+ --all origin)", erased.err)
    assert lease
    with pytest.raises(CalledProcessError):
        known.git(*lease[1].split())

    ran = known.crm("sync")

    assert ran.code == 5
    assert "and others went on with it\n" in ran.err
    picked = re.search(r"git (cherry-pick \w+\.\.\w+)", ran.err)
    assert picked
    known.git(*picked[1].split())
    run_what_is_told(known, ran.err)
    assert clones.hub_commits() == ["bolt: add", "acme: add", "Begin the book"]
    assert "in step" in known.ok("sync").err
