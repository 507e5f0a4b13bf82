"""``rename``, ``archive`` and ``remove``: one commit each, and undo brings everything back byte for byte."""

from __future__ import annotations

import json

import pytest

from tests.conftest import BookFolder

NEBULA = """name: Nebula Ltd   # by hand
aliases: [Neb]
people:
- {name: Zhang Wei, emails: [zw@nebula.example]}
contact_log:
- {date: 2026-11-01, channel: phone, summary: called, follow_up: 2026-12-01}
"""


@pytest.fixture
def nebula(book: BookFolder) -> BookFolder:
    book.write("nebula", NEBULA)
    return book


def test_a_rename_moves_the_file_and_nothing_else(nebula: BookFolder) -> None:
    nebula.ok("rename", "nebula", "nova")

    assert nebula.text("nova") == NEBULA
    assert not nebula.path("nebula").exists()
    assert nebula.git("show", "--name-status", "--format=").split() == [
        "R100", "customers/nebula.yaml", "customers/nova.yaml",
    ]  # fmt: skip
    assert nebula.commits()[0] == "nebula: rename to nova"


@pytest.mark.parametrize("who", ["nova", "Neb", "Nebula Ltd", "zw@nebula.example"])
def test_a_renamed_customer_is_found_by_id_alias_and_people(nebula: BookFolder, who: str) -> None:
    nebula.ok("rename", "nebula", "nova")

    assert json.loads(nebula.ok("show", who, "--json").out)["customer"] == "nova"


def test_entries_go_along_and_are_found(nebula: BookFolder) -> None:
    nebula.ok("rename", "nebula", "nova")

    nebula.ok("done", "nova")

    assert "done: 2026-11-23" in nebula.text("nova")


def test_undo_of_a_rename_is_byte_for_byte(nebula: BookFolder) -> None:
    nebula.ok("rename", "nebula", "nova")

    nebula.ok("undo")

    assert nebula.text("nebula") == NEBULA
    assert not nebula.path("nova").exists()


def test_undo_of_a_rename_after_more_work(nebula: BookFolder) -> None:
    nebula.ok("rename", "nebula", "nova")
    nebula.ok("set", "nova", "level=A")

    ran = nebula.crm("undo", nebula.git("rev-parse", "HEAD~1").strip())

    assert ran.code == 5
    assert nebula.is_clean()
    assert "level: A" in nebula.text("nova")


@pytest.mark.parametrize(
    ("new", "code"), [("comet", 5), ("COMET", 5), ("../x", 4), ("-x", 2), ("con", 4), ("a/b", 4)]
)
def test_an_id_that_cannot_be_is_refused(nebula: BookFolder, new: str, code: int) -> None:
    nebula.write("comet", "name: Comet\n")

    ran = nebula.crm("rename", "nebula", new)

    assert ran.code == code, ran
    assert nebula.text("nebula") == NEBULA
    assert nebula.is_clean()


def test_an_id_may_change_its_case(nebula: BookFolder) -> None:
    nebula.ok("rename", "nebula", "Nebula")

    assert nebula.text("Nebula") == NEBULA


def test_a_rename_to_the_same_id_is_nothing_to_do(nebula: BookFolder) -> None:
    before = nebula.git("rev-parse", "HEAD")

    ran = nebula.ok("rename", "nebula", "nebula")

    assert "nothing to do" in ran.err
    assert nebula.git("rev-parse", "HEAD") == before


def test_a_file_in_a_folder_of_its_own_stays_there(nebula: BookFolder) -> None:
    (nebula.root / "customers" / "north").mkdir()
    nebula.git("mv", "customers/nebula.yaml", "customers/north/nebula.yaml")
    nebula.git("commit", "-q", "-m", "Sort by region")

    nebula.ok("rename", "nebula", "nova")

    assert (nebula.root / "customers/north/nova.yaml").read_text(encoding="utf-8") == NEBULA


def test_remove_says_that_the_history_keeps_it(nebula: BookFolder) -> None:
    ran = nebula.ok("remove", "nebula")

    assert not nebula.path("nebula").exists()
    assert nebula.commits()[0] == "nebula: remove"
    assert "old versions stay in the git history" in ran.err
    assert "erase" in ran.err


def test_undo_of_a_removal_is_byte_for_byte(nebula: BookFolder) -> None:
    nebula.ok("remove", "nebula")

    nebula.ok("undo")

    assert nebula.text("nebula") == NEBULA
    assert nebula.is_clean()


def test_removing_by_the_name_of_a_person_is_not_enough(nebula: BookFolder) -> None:
    ran = nebula.crm("remove", "Zhang Wei")

    assert ran.code == 3
    assert "did you mean nebula?" in ran.err
    assert nebula.path("nebula").exists()


def test_removing_a_broken_file_works_and_hand_edits_are_not_lost(nebula: BookFolder) -> None:
    nebula.write("nebula", NEBULA + "level: B\n", commit=False)

    nebula.ok("remove", "nebula")
    nebula.ok("undo")

    assert nebula.text("nebula") == NEBULA + "level: B\n"


def test_an_archived_customer_is_hidden_and_comes_back(nebula: BookFolder) -> None:
    nebula.ok("archive", "nebula")
    hidden = nebula.ok("list", "--csv").out
    nebula.ok("undo")

    assert "nebula" not in hidden
    assert nebula.text("nebula") == NEBULA
    assert "nebula" in nebula.ok("list", "--csv").out
