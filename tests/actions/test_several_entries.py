"""Several entries that fit are listed by what one chooses them by."""

from __future__ import annotations

import pytest

from tests.conftest import BookFolder

LONG = "a long story that goes on and on and on " * 4


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write(
        "acme",
        f"""name: Acme
contact_log:
  - {{date: 2026-11-01, channel: phone, person: Bob, summary: {LONG}, follow_up: 2026-11-20, plan: call Bob}}
  - {{date: 2026-11-02, channel: phone, person: Eve, summary: {LONG}, follow_up: 2026-11-21, plan: call Eve}}
sales:
  - {{date: 2026-11-01, product: {LONG}, amount: 5, delivery: pending, invoice: INV-2026-001}}
  - {{date: 2026-11-02, product: {LONG}, amount: 6, delivery: pending, invoice: INV-2026-002}}
deals:
  - {{opened: 2026-11-01, amount: 5, title: {LONG}, reason: none}}
  - {{opened: 2026-11-02, amount: 6, reason: "two\\nlines"}}
""",
    )
    return book


def listed(book: BookFolder, *line: str) -> list[str]:
    ran = book.crm(*line)
    assert ran.code == 3, ran
    return [one[10:] for one in ran.err.splitlines()[1:3]]


@pytest.mark.parametrize("line", [("done", "acme"), ("snooze", "acme", "+1w")])
def test_follow_ups_show_their_day_and_plan(acme: BookFolder, line: tuple[str, ...]) -> None:
    first, second = listed(acme, *line)

    assert first.startswith("follow_up: 2026-11-20, plan: call Bob, date: 2026-11-01, channel: phone")
    assert second.startswith("follow_up: 2026-11-21, plan: call Eve, date: 2026-11-02, channel: phone")
    assert [len(first), len(second)] == [100, 100]
    assert first.endswith("…")


@pytest.mark.parametrize("line", [("pay", "acme", "5"), ("deliver", "acme")])
def test_sales_show_their_invoice(acme: BookFolder, line: tuple[str, ...]) -> None:
    first, second = listed(acme, *line)

    assert first.startswith("invoice: INV-2026-001, date: 2026-11-01, product: a long")
    assert second.startswith("invoice: INV-2026-002, date: 2026-11-02, product: a long")


def test_a_long_title_is_whole_and_lines_are_one(acme: BookFolder) -> None:
    first, second = listed(acme, "deal", "win", "acme")

    assert first == f"title: {LONG.strip()}…"
    assert second == "opened: 2026-11-02, amount: 6, reason: two lines"
