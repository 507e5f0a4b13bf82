"""Headings as people write them above their own sheets."""

from __future__ import annotations

import pytest

from tests.actions.importing.test_import_options import bring
from tests.conftest import BookFolder


@pytest.mark.parametrize(
    ("last", "following"),
    [
        ("Last call", "Next call"),
        ("Last contact", "Follow-up"),
        ("上次联系", "下次联系"),
        ("上次跟进时间", "Follow up"),
    ],
)
def test_the_last_contact_and_the_next_make_one_entry(last: str, following: str, book: BookFolder) -> None:
    bring(book, f"Company,{last},{following}\nNew Corp,2026-03-02,2026-12-05\n")

    assert book.text("new-corp").endswith(
        "contact_log:\n  - date: 2026-03-02\n    channel: note\n    follow_up: 2026-12-05\n"
    )


def test_a_tier_is_the_level_and_an_account_manager_the_owner(book: BookFolder) -> None:
    bring(book, "Company,Tier,Account manager\nNew Corp,B,Kim\n")

    assert "level: B\nowner: Kim\n" in book.text("new-corp")


@pytest.mark.parametrize(("day", "amount"), [("Date", "Amount"), ("日期", "金额")])
def test_an_amount_with_a_date_beside_it_is_a_sale_of_that_day(
    day: str, amount: str, book: BookFolder
) -> None:
    bring(book, f"Company,Contact,Email,{day},{amount}\nNew Corp,Jane Doe,j@new.example,2026-03-02,5\n")

    assert "sales:\n  - date: 2026-03-02\n    amount: 5\n" in book.text("new-corp")


def test_words_below_follow_up_are_warned_of(book: BookFolder) -> None:
    ran = bring(book, "Company,Follow-up\nNew Corp,send the offer\n")

    assert 'warning: ../in.csv: row 2: Follow-up: "send the offer" is not a date; left out' in ran.err


def test_a_log_of_contacts_with_a_follow_up_stays_one(book: BookFolder) -> None:
    book.write("acme", "name: ACME\n")

    bring(book, "customer,date,channel,follow up\nacme,2026-03-02,phone,2026-12-05\n")

    assert "  - date: 2026-03-02\n    channel: phone\n    follow_up: 2026-12-05\n" in book.text("acme")
