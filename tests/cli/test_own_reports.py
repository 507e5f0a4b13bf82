"""A book's own reports on the command line: what is wrong in one is said, and blocks no other."""

from __future__ import annotations

import pytest

from tests.conftest import BookFolder


def put(book: BookFolder, name: str, text: str) -> None:
    (book.root / "reports").mkdir(exist_ok=True)
    (book.root / "reports" / f"{name}.sql").write_text(text, encoding="utf-8")


def test_a_broken_head_is_named_and_the_others_are_listed(book: BookFolder) -> None:
    put(book, "good", "-- title: Good\nSELECT 1 AS one\n")
    put(book, "bad", "-- param: days wholenumber 180\nSELECT 1 AS one\n")

    ran = book.ok("report", "--csv")

    assert "good,Good" in ran.out
    assert "bad," not in ran.out
    assert 'warning: left out: reports/bad.sql:1: param: "wholenumber" is not a type' in ran.err


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT name FROM nowhere", "reports/mine.sql: the query cannot be run: no such table: nowhere"),
        ("SELECT :days", "reports/mine.sql: the query asks for :days, which nobody gives"),
        ("SELECT 1; SELECT 2", "reports/mine.sql: only one statement at a time"),
        ("DELETE FROM customers", "reports/mine.sql: a query may only read"),
        ("-- title: Empty", "reports/mine.sql: there is no query"),
    ],
)
def test_a_query_that_cannot_be_run_is_an_error_of_the_book(book: BookFolder, query: str, said: str) -> None:
    put(book, "mine", query)

    ran = book.crm("report", "mine")

    assert ran.code == 4
    assert ran.err.startswith(said)
