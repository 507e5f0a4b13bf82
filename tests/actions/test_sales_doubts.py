"""What is odd about a sale or refund is said at once, and written all the same."""

from __future__ import annotations

import pytest

from tests.conftest import BookFolder


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", "name: Acme\n")
    book.ok("sell", "acme", "Site", "100", "--invoice", "M1")
    return book


def test_a_sale_for_nothing_is_asked_about(acme: BookFolder) -> None:
    assert "the amount is 0" in acme.ok("sell", "acme", "Gift", "000").err


def test_an_invoice_number_used_twice_is_said_when_the_second_is_written(acme: BookFolder) -> None:
    assert "M1 already" in acme.ok("sell", "acme", "Logo", "50", "--invoice", "M1").err
    assert "already" not in acme.ok("sell", "acme", "Logo", "50", "--invoice", "M2").err


def test_a_refund_of_more_than_was_sold_is_said(acme: BookFolder) -> None:
    assert "20.5 more than was sold" in acme.ok("refund", "acme", "120.5", "--against", "M1").err
    assert "more than" not in acme.ok("refund", "acme", "100", "--against", "M1").err


def test_undo_of_changes_that_make_up_for_each_other_says_so_and_how_to_go_on(acme: BookFolder) -> None:
    for level in "ABA":
        acme.ok("set", "acme", f"level={level}")

    ran = acme.crm("undo", "2")

    assert ran.code == 5
    assert "the last 2 changes make up for each other" in ran.err
    assert "plaincrm undo 3" in ran.err
    assert acme.ok("undo", "3").err
    assert "level" not in acme.text("acme")
