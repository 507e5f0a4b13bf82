"""The acquisition report: who is new, who of them buys, how soon, and what they bring."""

from decimal import Decimal

import pytest

ASOF = "2026-11-23"


@pytest.fixture
def fair(shop):
    shop.customer(
        "acme",
        """
        source: fair
        since: 2026-01-10
        sales: [{date: 2026-01-20, amount: 100}, {date: 2026-02-01, amount: -30.50}]
        """,
    )
    shop.customer(
        "bolt",
        """
        source: fair
        contact_log: [{date: 2026-02-01, channel: note}]
        sales: [{date: 2026-02-06, amount: 0}]
        """,
    )
    shop.customer("cask", "source: web\nfeedback: [{date: 2026-04-01, kind: praise}]")
    shop.customer(
        "dove", "source: fair\nchurn: [{date: 2026-04-02}]\nsales: [{date: 2026-04-02, amount: -5}]"
    )
    shop.customer("emil", "sales: [{date: 2026-04-03, amount: 8}]")
    shop.customer("lead", "source: web")
    shop.customer("soon", "source: web\nsince: 2026-11-24\nsales: [{date: 2026-01-01, amount: 1000}]")
    return shop


def rows(shop, **values):
    return shop.report("acquisition", **{"asof": ASOF, **values}).rows


def test_every_column_by_source_most_new_customers_first(fair):
    table = fair.report("acquisition", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("group", "text"),
        ("new_customers", "int"),
        ("buyers", "int"),
        ("conversion", "share"),
        ("median_days_to_first_sale", "number"),
        ("revenue", "money"),
    ]
    assert table.rows == [
        ("fair", 3, 2, 2 / 3, 7.5, Decimal("64.50")),
        ("web", 1, 0, 0.0, None, Decimal("0.00")),
        (None, 1, 1, 1.0, 0.0, Decimal("8.00")),
    ]
    assert table.notes == (
        "new: `since`, else the first dated entry, lies in the window; buyers: those of them with a sale"
        " up to asof; conversion: buyers ÷ new_customers; the median is of the buyers alone.",
        "Window: everything up to 2026-11-23. n = 5 new customers, 3 of them buyers."
        " The latest ones have had the least time to buy.",
        "Left out: 1 customer without any date; `since` would tell.",
        "revenue: of the new customers, up to asof. Money in EUR, net of tax, refunds included.",
    )


def test_by_month_and_quarter_in_their_order(fair):
    assert [row[:3] for row in rows(fair, by="month")] == [
        ("2026-01", 1, 1),
        ("2026-02", 1, 1),
        ("2026-04", 3, 1),
    ]
    assert [row[:3] for row in rows(fair, by="quarter")] == [("2026-Q1", 2, 2), ("2026-Q2", 3, 1)]


def test_the_running_period_is_named_where_somebody_is_new_in_it(fair):
    asked = {"asof": "2026-04-15", "by": "quarter"}

    assert "2026-Q2 is still running." in fair.report("acquisition", **asked).notes
    for other in ({"by": "source"}, {"by": "quarter", "asof": "2026-07-01"}, {"asof": "2026-06-30"}):
        notes = fair.report("acquisition", **{**asked, **other}).notes
        assert not any("running" in note for note in notes)


def test_the_window_is_of_who_is_new_and_their_sales_count_up_to_asof(fair):
    assert rows(fair, from_="2026-01-10", to="2026-01-10") == [("fair", 1, 1, 1.0, 10, Decimal("69.50"))]
    assert rows(fair, from_="2026-01-11", to="2026-01-31") == []
    assert rows(fair, asof="2026-01-19") == [("fair", 1, 0, 0.0, None, Decimal("0.00"))]


def test_a_sale_before_since_was_made_in_no_time(shop):
    shop.customer("a", "since: 2026-03-01\nsales: [{date: 2026-01-01, amount: 1}]")

    assert rows(shop) == [(None, 1, 1, 1.0, 0.0, Decimal("1.00"))]


def test_groups_of_one_size_stand_by_name(shop):
    for name, source in [("a", "web"), ("b", "ad"), ("c", None)]:
        shop.customers({name: {"since": "2026-01-01", **({"source": source} if source else {})}})

    assert [row[0] for row in rows(shop)] == ["ad", "web", None]


def test_revenue_without_a_rate_is_left_out_and_named(shop):
    shop.customer("a", "since: 2026-01-01\nsales: [{date: 2026-02-01, amount: 5, currency: USD}]")

    table = shop.report("acquisition", asof=ASOF, from_="2026-01", to="2026-01")

    assert table.rows == [(None, 1, 1, 1.0, 31.0, Decimal("0.00"))]
    assert table.notes[-1] == "Left out of the totals, for want of a rate to EUR: 1 entry (1 in USD)."


def test_an_empty_book_has_no_new_customers(shop):
    table = shop.report("acquisition", asof=ASOF)

    assert table.rows == []
    assert "n = 0 new customers" in table.notes[1]
