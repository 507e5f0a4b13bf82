"""``merge``: two customers become one, nothing is lost unsaid, and undo brings both back byte for byte."""

from __future__ import annotations

import json

import pytest

from tests.conftest import BookFolder

NEBULA = """# yaml-language-server: $schema=../.plaincrm/customer.schema.json
name: Nebula Ltd          # the whole group
aliases: [Neb]
people:
  - name: Zhang Wei
    title: Buyer
    emails: [zw@nebula.example]
emails: [info@nebula.example]
level: A
tags: vip

contact_log:
  # the first call
  - date: 2026-11-01
    channel: phone
    summary: called
sales:
  - {date: 2026-11-02, product: Support, amount: 100.00}
"""
COMET = """name: Nebula Shanghai
aliases: [neb, Star]
people:
  - {name: zhang wei, phones: ["+86 138 0013 8000"], emails: [zw@nebula.example, wei@star.example]}
  - {name: Li Na, role: decision maker}
emails: [INFO@nebula.example, office@star.example]
level: B
industry: software
tags: [vip, big]
needs: {decision: {stage: evaluating, budget: 20000}}
custom: {contract_no: A-17}
external_ids: {hubspot: "901"}
archived: 2026-10-01
notes: came from the fair
contact_log:
  - {date: 2026-11-01, channel: phone, summary: called}
  - {date: 2026-11-03, channel: email, summary: wrote}
sales:
  - {date: 2026-11-02, product: Support, amount: 100.00}
  - {date: 2026-11-02, product: Support, amount: 100.00}
"""


@pytest.fixture
def two(book: BookFolder) -> BookFolder:
    book.write("nebula", NEBULA)
    book.write("comet", COMET)
    return book


def shown(book: BookFolder) -> dict:  # type: ignore[type-arg]
    found: dict = json.loads(book.ok("show", "nebula", "--json").out)  # type: ignore[type-arg]
    return found


def test_it_is_one_commit_of_both_files(two: BookFolder) -> None:
    ran = two.ok("merge", "nebula", "comet")

    assert two.commits()[0] == "nebula: merge comet"
    assert two.git("show", "--name-status", "--format=", "--no-renames").split() == [
        "D", "customers/comet.yaml", "M", "customers/nebula.yaml",
    ]  # fmt: skip
    assert "nebula: merged with comet" in ran.err
    assert two.is_clean()


def test_who_finds_the_one_by_the_others_names(two: BookFolder) -> None:
    two.ok("merge", "nebula", "comet")

    assert shown(two)["aliases"] == ["Neb", "comet", "Nebula Shanghai", "Star"]
    for who in ("comet", "Nebula Shanghai", "star", "office@star.example"):
        assert json.loads(two.ok("show", who, "--json").out)["customer"] == "nebula"


def test_empty_fields_are_filled_and_lists_united(two: BookFolder) -> None:
    two.ok("merge", "nebula", "comet")

    found = shown(two)
    assert found["industry"] == "software"
    assert found["needs"] == {"decision": {"stage": "evaluating", "budget": "20000"}}
    assert found["custom"] == {"contract_no": "A-17"}
    assert found["external_ids"] == {"hubspot": "901"}
    assert found["notes"] == "came from the fair"
    assert found["tags"] == ["vip", "big"]
    assert found["emails"] == ["info@nebula.example", "office@star.example"]


def test_people_are_known_by_their_name(two: BookFolder) -> None:
    two.ok("merge", "nebula", "comet")

    assert shown(two)["people"] == [
        {
            "name": "Zhang Wei",
            "title": "Buyer",
            "phones": ["+86 138 0013 8000"],
            "emails": ["zw@nebula.example", "wei@star.example"],
        },
        {"name": "Li Na", "role": "decision maker"},
    ]


def test_entries_are_united_and_equal_twins_counted(two: BookFolder) -> None:
    two.ok("merge", "nebula", "comet")

    found = shown(two)
    assert [entry["summary"] for entry in found["contact_log"]] == ["called", "wrote"]
    assert len(found["sales"]) == 2


def test_what_cannot_be_kept_is_told(two: BookFolder) -> None:
    ran = two.ok("merge", "nebula", "comet")

    assert "comet: level B was left out for A" in ran.err
    assert shown(two)["level"] == "A"


def test_an_archived_twin_does_not_hide_the_one_that_stays(two: BookFolder) -> None:
    two.ok("merge", "nebula", "comet")

    assert shown(two).get("archived") is None
    assert "nebula" in two.ok("list", "--csv").out


def test_the_bytes_around_stay(two: BookFolder) -> None:
    two.ok("merge", "nebula", "comet")

    removed = [
        line
        for line in two.git("show", "-U0", "--format=", "--", "customers/nebula.yaml").splitlines()
        if line[:1] == "-"
    ]
    text = two.text("nebula")
    assert [line for line in removed if not line.startswith("---")] == [
        "-aliases: [Neb]", "-    emails: [zw@nebula.example]", "-emails: [info@nebula.example]", "-tags: vip",
    ]  # fmt: skip
    assert "name: Nebula Ltd          # the whole group\n" in text
    assert "  # the first call\n  - date: 2026-11-01\n" in text


def test_undo_brings_both_back_byte_for_byte(two: BookFolder) -> None:
    two.ok("merge", "nebula", "comet")

    two.ok("undo")

    assert two.text("nebula") == NEBULA
    assert two.text("comet") == COMET
    assert two.is_clean()


def test_redo_merges_again(two: BookFolder) -> None:
    two.ok("merge", "nebula", "comet")
    merged = two.text("nebula")
    two.ok("undo")

    two.ok("redo")

    assert two.text("nebula") == merged
    assert not two.path("comet").exists()


def test_notes_of_both_stay(two: BookFolder) -> None:
    two.ok("set", "nebula", "notes=pays late")

    two.ok("merge", "nebula", "comet")

    assert shown(two)["notes"].split("\n\n") == ["pays late", "came from the fair"]


def test_comments_that_go_are_told(two: BookFolder) -> None:
    ran = two.ok("merge", "comet", "nebula")

    assert "nebula: its comments stay behind, in the history" in ran.err


def test_several_at_once(two: BookFolder) -> None:
    two.write("star", "name: Star\nwebsite: https://star.example\n")

    two.ok("merge", "nebula", "comet", "star")

    assert sorted(path.name for path in two.path("nebula").parent.iterdir()) == ["nebula.yaml"]
    assert shown(two)["website"] == "https://star.example"
    assert two.commits()[0] == "nebula: merge comet star"


def test_a_dry_run_changes_nothing(two: BookFolder) -> None:
    ran = two.ok("merge", "nebula", "comet", "-n")

    assert "+++ /dev/null" in ran.out
    assert two.text("nebula") == NEBULA
    assert two.path("comet").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("nebula", "nebula"), 2),
        (("nebula", "comet", "comet"), 2),
        (("nebula", "nobody"), 3),
        (("nebula",), 2),
    ],
)
def test_what_makes_no_sense_is_refused(two: BookFolder, words: tuple[str, ...], code: int) -> None:
    ran = two.crm("merge", *words)

    assert ran.code == code
    assert two.text("nebula") == NEBULA
    assert two.text("comet") == COMET


def test_a_broken_file_is_refused_with_its_line(two: BookFolder) -> None:
    two.write("broken", "name: Broken\nsales:\n  - {date: x, amount: 1}\n")

    ran = two.crm("merge", "nebula", "broken")

    assert ran.code == 4
    assert "customers/broken.yaml:3" in ran.err
    assert two.text("nebula") == NEBULA


def test_hand_edits_of_either_are_committed_first(two: BookFolder) -> None:
    two.write("comet", COMET + "website: https://star.example\n", commit=False)

    two.ok("merge", "nebula", "comet")

    assert two.commits()[:2] == ["nebula: merge comet", "comet: hand edits"]
    assert shown(two)["website"] == "https://star.example"


def test_a_way_to_reach_them_stays_once_in_the_spelling_of_the_kept_one(book: BookFolder) -> None:
    settings = book.root / "plaincrm.yaml"
    settings.write_text(f"{settings.read_text()}region: DE\n")
    book.write("keep", 'name: Acme\nphones: ["030 901820"]\nemails: [Info@Acme.example]\n')
    phones = '["+49 30 901820", "0049 30 901820", "+49 30 901821"]'
    other = f"name: ＡＣＭＥ\naliases: [ACME, Acme Berlin]\nphones: {phones}\nemails: [info@acme.example]\n"
    book.write("other", other)

    book.ok("merge", "keep", "other")

    merged = json.loads(book.ok("show", "keep", "--json").out)
    assert merged["phones"] == ["030 901820", "+49 30 901821"]
    assert merged["emails"] == ["Info@Acme.example"]
    assert merged["aliases"] == ["other", "Acme Berlin"]


def test_ids_of_other_programs_are_joined_so_that_an_import_knows_both(book: BookFolder) -> None:
    book.write("zoe", "name: Zoe\nexternal_ids: {hubspot: '1'}\n")
    book.write("zoey", "name: Zoey\nexternal_ids: {hubspot: '2', outlook: '9'}\n")

    book.ok("merge", "zoe", "zoey")

    found = json.loads(book.ok("show", "zoe", "--json").out)
    assert found["external_ids"] == {"hubspot": "1; 2", "outlook": "9"}


def test_an_organisation_stays_one(book: BookFolder) -> None:
    book.write("org", "name: Org\npeople:\n- {name: Per Son}\n")
    book.write("per", "name: Per Son\nkind: person\ncompany: Org\nlevel: B\n")

    book.ok("merge", "org", "per")

    assert "kind" not in book.text("org")
    assert "company" not in book.text("org")
    assert "level: B" in book.text("org")


def test_that_the_one_kept_is_archived_is_said(book: BookFolder) -> None:
    book.write("old", "name: Old\narchived: 2026-01-01\nstage: {value: retain, since: 2026-01-01}\n")
    book.write("new", "name: New\nstage: nurture\n")

    ran = book.ok("merge", "old", "new")

    assert "old is archived and stays so; to have it in lists: plaincrm unset old archived" in ran.err
    assert "new: stage nurture was left out for retain, 2026-01-01" in ran.err


def test_dedupe_keeps_the_one_that_is_not_archived(book: BookFolder) -> None:
    book.write(
        "a",
        "name: Acme\nemails: [a@x.example]\narchived: 2026-01-01\nsales:\n- {date: 2026-01-01, amount: 1}\n",
    )
    book.write("b", "name: Acme\nemails: [a@x.example]\n")

    assert json.loads(book.ok("dedupe", "--json").out)[0]["keep"] == "b"
