"""Every example in docs/dates.md means what its table says."""

from __future__ import annotations

from pathlib import Path

import pytest

from plaincrm import dates
from plaincrm.errors import UsageError

PAGE = Path(__file__).parent.parent / "docs" / "dates.md"

READERS = {
    ("One day", 2): lambda text: [dates.parse_day(text)],
    ("One day", 3): lambda text: [dates.parse_day(text), dates.parse_day(text, prefer="future")],
    ("A period", 3): dates.parse_period,
    ("A length of time", 2): lambda text: [dates.parse_span(text)],
}


def examples() -> list[tuple[str, ...]]:
    found, section = [], ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("| "):
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            if cells[0] == "You write":
                heads = tuple(cells)
            elif cells[0].startswith("`"):
                found.append((section, *heads[1:2], cells[0].strip("`"), *cells[1:]))
    return found


@pytest.fixture(autouse=True)
def _wednesday(monkeypatch):
    monkeypatch.setenv("PLAINCRM_TODAY", "2026-11-25")


@pytest.mark.parametrize(
    ("section", "head", "text", "meanings"), [(e[0], e[1], e[2], e[3:]) for e in examples()]
)
def test_the_page_says_what_the_grammar_does(section, head, text, meanings):
    if section == "What is refused":
        with pytest.raises(UsageError) as refusal:
            dates.parse_day(text)

        assert str(refusal.value) == f'"{text}" {meanings[0]}'
        assert refusal.value.hint
    elif "time" in head:
        assert dates.parse_when(text) == meanings[0]
    else:
        assert [str(found) for found in READERS[section, 1 + len(meanings)](text)] == list(meanings)


def test_the_page_has_all_six_kinds_of_table():
    kinds = {(section, head) for section, head, *_ in examples()}

    assert len(kinds) == 6
    assert len(examples()) > 140
