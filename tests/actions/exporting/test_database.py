"""`export sqlite`: the documented tables, so that a query of `plaincrm sql` gives the same anywhere."""

import contextlib
import json
import sqlite3

import pytest

QUERIES = [
    "SELECT customer, revenue FROM overview ORDER BY customer",
    "SELECT customer, date, amount, gross FROM sales ORDER BY customer, position",
    "SELECT asof FROM moment",
    "SELECT customer, value FROM list_values ORDER BY customer, value",
]


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_gives_the_same_in_the_copy(book, query):
    book.write(
        "nebula",
        "name: 星云\ntags: [vip, x]\nsales:\n  - {date: 2026-10-01, amount: 12.50, tax_rate: 0.19}\n",
    )
    book.write("comet", "name: Comet\n")
    book.ok("export", "sqlite", "book.sqlite")

    with contextlib.closing(sqlite3.connect(book.root / "book.sqlite")) as copy:
        found = copy.execute(query)
        heads = [each[0] for each in found.description]
        rows = [dict(zip(heads, row, strict=True)) for row in found]

    assert rows == json.loads(book.ok("sql", query, "--json").out)


def test_filters_choose_who_is_in_it(book):
    book.write("nebula", "name: 星云\ntags: [vip]\n")
    book.write("comet", "name: Comet\narchived: 2026-01-01\n")
    book.ok("export", "sqlite", "vip.sqlite", "+vip")

    with contextlib.closing(sqlite3.connect(book.root / "vip.sqlite")) as copy:
        assert copy.execute("SELECT customer FROM customers").fetchall() == [("nebula",)]


def test_an_export_takes_archived_customers_unless_told_otherwise(book):
    book.write("nebula", "name: 星云\n")
    book.write("comet", "name: Comet\narchived: 2026-01-01\n")

    everybody = book.ok("export", "jsonl").out
    others = book.ok("export", "jsonl", "archived:").out

    assert (everybody.count("\n"), others.count("\n")) == (2, 1)
