"""Sums that the index keeps: they say what adding up says, and are not used where they would not."""

import tempfile
from datetime import date, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

START = date(2026, 1, 25)
SALE = st.tuples(st.integers(0, 40), st.integers(-300, 900), st.sampled_from(["EUR", "USD"]), st.booleans())
CUSTOMERS = st.lists(st.lists(SALE, max_size=4), min_size=1, max_size=4)
MONTHS = """
SELECT s.month_no, s.currency, sum(CASE WHEN s.is_sale = 1 THEN s.amount ELSE 0 END),
  sum(CASE WHEN s.is_sale = 0 THEN s.amount ELSE 0 END), sum(s.is_sale),
  count(DISTINCT CASE WHEN s.is_sale = 1 THEN s.customer END),
  count(DISTINCT CASE WHEN s.is_sale = 1 AND s.date_day = b.first_day THEN s.customer END)
FROM base_sales s LEFT JOIN buyers b ON b.customer = s.customer
GROUP BY s.month_no, s.currency ORDER BY 1, 2
"""
GAPS = """
SELECT coalesce(sum(occasions - 1), 0), coalesce(sum(last_day - first_day), 0), count(*)
FROM histories WHERE occasions > 1
"""


def as_yaml(sales: list) -> str:
    lines = ["name: Somebody", "sales:"]
    for days, amount, currency, void in sales:
        said = f"date: {START + timedelta(days=days)}, amount: {amount}, currency: {currency}"
        lines.append(f"  - {{{said}{', void: true' if void else ''}}}")
    return "\n".join(lines) + "\n"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CUSTOMERS, CUSTOMERS)
def test_what_is_kept_is_what_adding_up_gives_at_every_moment(new_repo, first, then):
    with tempfile.TemporaryDirectory() as folder:
        repo = new_repo(Path(folder))
        for book in (first, then):
            for number, sales in enumerate(book):
                repo.customer(f"customer-{number}", as_yaml(sales))
            repo.index().close()
        index = repo.index()

        for days in (0, 6, 7, 20, 41):
            index.set_moment(START + timedelta(days=days))
            kept = index.rows("SELECT * FROM month_sum ORDER BY 1, 2")
            assert kept == index.rows(MONTHS) or (days < 40 and not kept)
            assert index.rows("SELECT * FROM pool") == index.rows(GAPS)


def test_a_sale_still_to_come_leaves_the_sums_aside(repo):
    repo.customer("acme", "name: A\nsales: [{date: 2026-11-01, amount: 5}, {date: 2026-11-24, amount: 7}]\n")
    index = repo.index()

    assert index.rows("SELECT * FROM month_sum") == []
    assert index.rows("SELECT gaps FROM pool") == [(0,)]

    index.set_moment(date(2026, 11, 24))
    assert index.rows("SELECT orders FROM month_sum") == [(2,)]
    assert index.rows("SELECT gaps FROM pool") == [(1,)]


def test_the_sums_are_of_the_whole_book_as_it_stands(repo):
    repo.customer("acme", "name: A\nsales: [{date: 2026-01-01, amount: 5}, {date: 2026-01-04, amount: 5}]\n")
    first = repo.commit()
    repo.customer("acme", "name: A\nsales: [{date: 2026-01-01, amount: 5}]\n")
    repo.customer("other", "name: B\nsales: [{date: 2026-01-01, amount: 5}]\n")
    index = repo.index()
    assert index.rows("SELECT orders FROM month_sum") == [(2,)]

    index.choose(["acme"])
    assert index.rows("SELECT orders FROM month_sum") == []

    index.at(first)
    assert index.rows("SELECT gaps, days FROM pool") == [(1, 3)]
