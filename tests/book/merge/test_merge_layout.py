"""However the two files are laid out: line ends, marks, indentation, brackets, text blocks."""

from __future__ import annotations

import pytest

from plaincrm.book.merge import driver
from tests.book.merge.merging import PATH, clean, data

BASE = "name: Acme\ncontact_log:\n  - date: 2026-01-01\n    summary: one\n"
OURS = BASE + "  - date: 2026-02-01\n    summary: ours\n"
THEIRS = BASE + "  - date: 2026-02-02\n    summary: theirs\n"
BOTH = OURS + "  - date: 2026-02-02\n    summary: theirs\n"


def merged_bytes(base: bytes, ours: bytes, theirs: bytes) -> bytes:
    outcome = driver.outcome_of([base, ours, theirs], PATH)
    assert outcome.clean, outcome
    return outcome.content


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("final", [True, False])
def test_a_file_keeps_its_line_ends_its_mark_and_its_missing_last_line_end(
    newline: str, mark: str, final: bool
) -> None:
    def dressed(text: str) -> bytes:
        return (mark + text.replace("\n", newline)[: None if final else -len(newline)]).encode()

    assert merged_bytes(dressed(BASE), dressed(OURS), dressed(THEIRS)) == dressed(BOTH)


def test_line_ends_that_one_side_changed_are_changed() -> None:
    merged = merged_bytes(BASE.encode(), OURS.replace("\n", "\r\n").encode(), THEIRS.encode())

    assert merged == BOTH.replace("\n", "\r\n").encode()


def test_mixed_line_ends_stay_where_they_are() -> None:
    base = BASE.replace("Acme\n", "Acme\r\n")

    merged = merged_bytes(
        base.encode(), (base + OURS[len(BASE) :]).encode(), (base + THEIRS[len(BASE) :]).encode()
    )

    assert merged == (base + BOTH[len(BASE) :]).encode()


def test_an_entry_takes_the_indentation_of_the_file_it_comes_to() -> None:
    deep = "\n".join(f"    {line}" if line[:1] == " " else line for line in OURS.split("\n"))

    merged = clean(BASE, deep, THEIRS.replace("theirs\n", "theirs\n    plan: |\n      two\n      lines\n"))

    assert merged.endswith(
        "      - date: 2026-02-02\n        summary: theirs\n        plan: |\n          two\n          lines\n"
    )


def test_two_new_files_of_one_name_and_two_styles_become_one() -> None:
    ours = "name: Acme\nsales:\n- date: 2026-01-01\n  amount: 1\n"
    theirs = "name: Acme\nlevel: B\nsales:\n    -   date: 2026-01-02\n        amount: 2\n"

    merged = clean("", ours, theirs)

    assert merged == (
        "name: Acme\nlevel: B\nsales:\n- date: 2026-01-01\n  amount: 1\n-   date: 2026-01-02\n    amount: 2\n"
    )


def test_braces_here_and_lines_there() -> None:
    base = "name: Acme\nstage: {value: retain, since: 2026-01-01}\nlevel: A\n"

    merged = clean(
        base,
        "name: Acme\nstage:\n  value: winback\n  since: 2026-01-01\nlevel: A\n",
        base.replace("2026-01-01}", "2026-02-01, reason: asked}"),
    )

    assert data(merged)["stage"] == {"value": "winback", "since": "2026-02-01", "reason": "asked"}


def test_brackets_over_several_lines_are_edited_as_ours_stand() -> None:
    base = "name: Acme\ntags: [\n  one,\n  two,\n]\n"

    merged = clean(
        base, base.replace("two,\n", "two,\n  ours,\n"), base.replace("two,\n", "two,\n  theirs,\n")
    )

    assert merged == "name: Acme\ntags: [\n  one,\n  two,\n  ours,\n  theirs,\n]\n"


def test_a_new_number_is_written_as_it_was_when_it_has_to_be_written_anew() -> None:
    base = "name: Acme\nsales: [\n  {date: 2026-01-01, amount: 1.50},\n]\n"

    merged = clean(
        base,
        base.replace("},\n", "},\n  {date: 2026-01-02, amount: 2.50},\n"),
        base.replace("},\n", '},\n  {date: 2026-01-03, amount: 3.50, invoice: "0014"},\n'),
    )

    assert '{date: 2026-01-03, amount: 3.50, invoice: "0014"}' in merged


def test_payments_in_braces_below_one_sale() -> None:
    base = "name: Acme\nsales:\n  - {date: 2026-01-01, amount: 100, payments: []}\n"
    first, second = "{date: 2026-02-01, amount: 40}", "{date: 2026-02-02, amount: 60}"

    merged = clean(base, base.replace("[]", f"[{first}]"), base.replace("[]", f"[{second}]"))

    assert merged == base.replace("[]", f"[{first}, {second}]")


def test_a_text_block_at_the_end_of_a_file_without_a_last_line_end() -> None:
    base = "name: Acme\nlevel: A\nowner: me\nnotes: |\n  one\n  two"

    merged = clean(base, base.replace("level: A", "level: B"), base.replace("owner: me", "owner: you"))

    assert merged == "name: Acme\nlevel: B\nowner: you\nnotes: |\n  one\n  two"


def test_an_emptied_entry_keeps_its_dash_with_the_first_key_gone() -> None:
    base = "name: Acme\nsales:\n  - date: 2026-01-01\n    # net\n    amount: 1\n    note: x\n"

    merged = clean(
        base,
        base.replace("date: 2026-01-01\n    # net\n    amount: 1", "# net\n    amount: 1"),
        base.replace("note: x", "note: y"),
    )

    assert data(merged)["sales"] == [{"amount": "1", "note": "y"}]
    assert "# net" in merged


def test_anchors_and_aliases_merge_as_what_they_stand_for() -> None:
    base = "name: Acme\nowner: &me Ada\nsource: *me\nlevel: A\ntags: [a]\n"

    merged = clean(
        base, base.replace("[a]", "[a, b]"), base.replace("[a]", "[a, c]").replace("level: A", "level: B")
    )

    assert merged == "name: Acme\nowner: &me Ada\nsource: *me\nlevel: B\ntags: [a, b, c]\n"


def test_an_alias_whose_anchor_went_is_written_out() -> None:
    base = "name: Acme\nowner: &me Ada\nlevel: A\n"
    theirs = base.replace("level: A", "level: A\nsource: *me")

    assert clean(base, base.replace("owner: &me Ada\n", ""), theirs) == "name: Acme\nlevel: A\nsource: Ada\n"
