"""The cohorts report: cells, shares, revenue, unbounded counting, the window and the running period."""

from decimal import Decimal

import pytest

ASOF = "2026-04-15"


def cells(shop, **values):
    rows = shop.records("cohorts", **{"asof": ASOF, **values})
    return [(row["cohort"], row["size"], row["offset"], row["customers"]) for row in rows]


@pytest.fixture
def three(shop):
    shop.customer(
        "a",
        """
        sales:
          - {date: 2026-01-05, amount: 10}
          - {date: 2026-01-06, amount: 10}
          - {date: 2026-03-01, amount: 5.50}
          - {date: 2026-03-02, amount: -7}
          - {date: 2026-04-16, amount: 100}
        """,
    )
    shop.customer("b", "sales: [{date: 2026-01-31, amount: 0}, {date: 2026-02-01, amount: -3}]")
    shop.customer("c", "sales: [{date: 2026-03-31, amount: 1}, {date: 2026-04-15, amount: 2}]")
    return shop


def test_every_column_with_revenue(three):
    table = three.report("cohorts", asof=ASOF, revenue=True)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("cohort", "text"),
        ("size", "int"),
        ("offset", "int"),
        ("customers", "int"),
        ("share", "share"),
        ("revenue", "money"),
        ("currency", "text"),
    ]
    assert table.rows == [
        ("2026-01", 2, 0, 2, None, Decimal("20.00"), "EUR"),
        ("2026-01", 2, 1, 0, None, Decimal("-3.00"), "EUR"),
        ("2026-01", 2, 2, 1, None, Decimal("-1.50"), "EUR"),
        ("2026-01", 2, 3, 0, None, Decimal("0.00"), "EUR"),
        ("2026-03", 1, 0, 1, None, Decimal("1.00"), "EUR"),
        ("2026-03", 1, 1, 1, None, Decimal("2.00"), "EUR"),
    ]
    assert table.notes == (
        "cohort: the month of the first purchase ever; customers: those of them who bought in that month,"
        " offset months after; share: ÷ size.",
        "Window: everything up to 2026-04-15. The window is of first purchases. n = 3 buyers.",
        "No shares for 2 cohorts of fewer than 10 customers.",
        "2026-04 is still running: the last offset of every cohort is not yet complete.",
        "revenue: of that month. Money in EUR, net of tax, refunds included.",
    )


def test_without_revenue_there_are_five_columns(three):
    table = three.report("cohorts", asof=ASOF)

    assert [column.name for column in table.columns] == ["cohort", "size", "offset", "customers", "share"]
    assert not any("Money" in note for note in table.notes)


def test_unbounded_counts_those_who_buy_then_or_later(three):
    assert cells(three, unbounded=True) == [
        ("2026-01", 2, 0, 2),
        ("2026-01", 2, 1, 1),
        ("2026-01", 2, 2, 1),
        ("2026-01", 2, 3, 0),
        ("2026-03", 1, 0, 1),
        ("2026-03", 1, 1, 1),
    ]


def test_quarters(three):
    assert cells(three, by="quarter") == [("2026-Q1", 3, 0, 3), ("2026-Q1", 3, 1, 1)]


def test_a_year_ends_between_offsets(shop):
    shop.customer("a", "sales: [{date: 2025-11-30, amount: 1}, {date: 2026-02-01, amount: 1}]")

    assert cells(shop, asof="2026-02-01") == [
        ("2025-11", 1, 0, 1),
        ("2025-11", 1, 1, 0),
        ("2025-11", 1, 2, 0),
        ("2025-11", 1, 3, 1),
    ]
    assert cells(shop, asof="2026-02-01", by="quarter") == [("2025-Q4", 1, 0, 1), ("2025-Q4", 1, 1, 1)]


def test_periods_after_asof_are_absent_and_later_sales_are_unseen(three):
    assert cells(three, asof="2026-01-31") == [("2026-01", 2, 0, 2)]


def test_a_month_that_ends_on_the_day_asked_for_is_complete(three):
    notes = three.report("cohorts", asof="2026-01-31").notes

    assert not any("running" in note for note in notes)


@pytest.mark.parametrize(("size", "share"), [(9, None), (10, 0.1), (24, 1 / 24)])
def test_shares_need_ten_members(shop, size, share):
    for number in range(size):
        shop.customer(f"c{number:02}", "sales: [{date: 2026-03-01, amount: 1}]")
    shop.customer("c00", "sales: [{date: 2026-03-01, amount: 1}, {date: 2026-04-01, amount: 1}]")

    table = shop.report("cohorts", asof=ASOF)

    assert [row["share"] for row in table.records()] == [1.0 if share else None, share]
    assert any("No shares for 1 cohort of fewer than 10" in note for note in table.notes) == (share is None)


def test_how_many_members_shares_need_is_a_setting(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\ncohorts: {min_size: 1}\n")
    shop.customer("a", "sales: [{date: 2026-04-01, amount: 1}]")

    assert [row["share"] for row in shop.records("cohorts", asof=ASOF)] == [1.0]


def test_a_window_chooses_cohorts_by_the_first_purchase_ever_and_follows_them_to_asof(three):
    # a bought in March too, but not for the first time
    assert cells(three, from_="2026-03") == [("2026-03", 1, 0, 1), ("2026-03", 1, 1, 1)]
    assert cells(three, from_="2026-01-06", to="2026-01-31") == [
        ("2026-01", 1, 0, 1),
        ("2026-01", 1, 1, 0),
        ("2026-01", 1, 2, 0),
        ("2026-01", 1, 3, 0),
    ]
    assert cells(three, from_="2026-04") == []


def test_refunds_before_the_first_purchase_are_in_no_cell_and_named(shop):
    shop.customer("a", "sales: [{date: 2026-02-28, amount: -4}, {date: 2026-03-01, amount: 9}]")

    table = shop.report("cohorts", asof=ASOF, revenue=True)

    assert [(row[2], str(row[5])) for row in table.rows] == [(0, "9.00"), (1, "0.00")]
    assert table.notes[-1] == "Left out: refunds of a month before the first purchase (-4.00 EUR)."


def test_revenue_is_in_the_currency_asked_for_and_what_has_no_rate_is_named(shop):
    shop.customer("a", "sales: [{date: 2026-04-01, amount: 5}, {date: 2026-04-02, amount: 7, currency: JPY}]")

    own = shop.report("cohorts", asof=ASOF, revenue=True)
    yen = shop.report("cohorts", asof=ASOF, revenue=True, currency="JPY")

    assert [(str(row[5]), row[6]) for row in own.rows] == [("5.00", "EUR")]
    assert own.notes[-1] == "Left out of the totals, for want of a rate to EUR: 1 entry (1 in JPY)."
    assert [(str(row[5]), row[6]) for row in yen.rows] == [("7", "JPY")]


def test_an_empty_book_has_no_cohorts(shop):
    shop.customer("lead", "sales: [{date: 2026-04-01, amount: -1}]")

    table = shop.report("cohorts", asof=ASOF)

    assert table.rows == []
    assert table.notes[-1].endswith("n = 0 buyers.")
