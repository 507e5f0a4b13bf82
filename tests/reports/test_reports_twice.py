"""Every report worked out twice: from the index, and in plain Python from the same data."""

import pytest

from tests.reports import oracle

ASOF = "2026-11-23"
BOOKS = [(seed, customers) for seed, customers in enumerate([1, 7, 24, 60, 99, 160])]


@pytest.fixture(params=BOOKS, ids=lambda param: f"{param[1]}-customers")
def book(request, shop):
    seed, customers = request.param
    made = oracle.random_book(seed, customers, ASOF)
    shop.customers(made)
    return made


@pytest.mark.parametrize("asof", [ASOF, "2026-03-01"])
def test_all_reports_agree_with_plain_python(book, shop, asof):
    segments = shop.records("segments", asof=asof)
    receivables = shop.records("receivables", asof=asof)
    churn = shop.records("churn", asof=asof)
    lifecycle = shop.records("lifecycle", asof=asof)
    sales = shop.records("sales", asof=asof)
    follow_ups = shop.records("follow-ups", asof=asof)

    keys = ("recency_days", "frequency", "monetary", "r", "f", "m")
    assert {row["customer"]: tuple(row[key] for key in keys) for row in segments} == oracle.segments(
        book, asof
    )
    assert {
        (row["customer"], row["invoice"], row["date"]): (row["paid"], row["open"]) for row in receivables
    } == oracle.receivables(book, asof)
    assert [(row["customer"], row["state"], row["value_at_risk"]) for row in churn] == oracle.churn(
        book, asof
    )
    known = {name for name, customer in book.items() if oracle.is_known(customer, asof)}
    stages = {name: stage for name, stage in oracle.lifecycle(book, asof).items() if name in known}
    assert {row["customer"]: (row["derived"], row["since"]) for row in lifecycle} == stages
    keys = ("sold", "refunded", "orders", "buyers", "new_buyers", "average_order")
    assert {row["group"]: tuple(row[key] for key in keys) for row in sales} == oracle.sales_by_month(
        book, asof
    )
    found = [(row["customer"], row["state"], row["days"]) for row in follow_ups]
    assert sorted(found, key=str) == oracle.follow_ups(book, asof)
    late = [row["days"] or 0 for row in follow_ups]
    assert late == sorted(late, reverse=True)
