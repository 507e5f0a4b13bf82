"""The purchases report: gaps, silence, the next purchase, what they buy, and the caption's figures."""

from decimal import Decimal

import pytest

ASOF = "2026-11-23"


def test_every_column_of_three_buyers(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-01-31, amount: 20, product: Tea}
          - {date: 2026-01-01, amount: 10.05, product: Cake}
          - {date: 2026-01-01, amount: 10, product: Cake}
          - {date: 2026-03-02, amount: 30, product: Tea}
          - {date: 2026-03-03, amount: -5, product: Tea}
        """,
    )
    shop.customer("bolt", "sales: [{date: 2026-02-01, amount: 0}, {date: 2026-02-11, amount: 2}]")
    shop.customer("once", "sales: [{date: 2026-11-23, amount: 7, product: Pot}]")

    table = shop.report("purchases", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("customer", "text"),
        ("name", "text"),
        ("occasions", "int"),
        ("orders", "int"),
        ("first", "date"),
        ("last", "date"),
        ("median_gap", "number"),
        ("mean_gap", "number"),
        ("silence", "int"),
        ("ratio", "number"),
        ("expected_by", "date"),
        ("average_order", "money"),
        ("revenue", "money"),
        ("top_product", "text"),
    ]
    # gaps 30, 30 and 10: pooled mean 70/3; usual: acme (60 + 140/3) ÷ 4, bolt (10 + 140/3) ÷ 3, once 70/3
    assert table.rows == [
        (
            *("acme", "ACME", 3, 4, "2026-01-01", "2026-03-02", 30.0, 30.0, 266, 9.975, "2026-03-29"),
            *(Decimal("17.51"), Decimal("65.05"), "Tea"),
        ),
        (
            *("once", "ONCE", 1, 1, "2026-11-23", "2026-11-23", None, None, 0, 0.0, "2026-12-17"),
            *(Decimal("7.00"), Decimal("7.00"), "Pot"),
        ),
        (
            *("bolt", "BOLT", 2, 2, "2026-02-01", "2026-02-11", 10.0, 10.0, 285, 513 / 34, "2026-03-02"),
            *(Decimal("1.00"), Decimal("2.00"), None),
        ),
    ]
    # waiting: 0, 266 and 285 days; S(10) = 5/6, then 5/6 · 3/5 = 1/2 at 30
    assert table.notes == (
        "Window: everything up to 2026-11-23. n = 3 buyers.",
        "Repeat rate: 66.7 %, 2 of 3 buyers bought on two days or more.",
        "Gaps: mean 23.3, median 30, p90 30 days (3 gaps);"
        " too short, because only those who came back have gaps.",
        "Time to the next purchase by Kaplan–Meier, those still waiting counted in (3 of 6): median 30 days.",
        "ratio: silence ÷ usual gap, (t_x + 2 × pooled mean gap) ÷ (x + 2); expected_by: when it comes to 1."
        " The pooled mean of 3 gaps is 23.3 days.",
        "average_order: sold ÷ orders; top_product: the one that brought the most revenue.",
        "Money in EUR, net of tax, refunds included.",
    )


def test_the_day_expected_is_the_first_on_which_the_ratio_is_one(shop):
    shop.customer("a", "sales: [{date: 2026-01-01, amount: 1}, {date: 2026-01-11, amount: 1}]")
    shop.customer("b", "sales: [{date: 2026-01-01, amount: 1}, {date: 2026-01-12, amount: 1}]")

    # pooled mean 10.5: usual (10 + 21) ÷ 3 = 10⅓ and (11 + 21) ÷ 3 = 10⅔ days
    expected = {row["customer"]: row["expected_by"] for row in shop.records("purchases", asof=ASOF)}
    before, then = (shop.records("purchases", asof=day) for day in ("2026-01-21", "2026-01-22"))

    assert expected == {"a": "2026-01-22", "b": "2026-01-23"}
    assert before[0]["ratio"] < 1 <= then[0]["ratio"]


def test_nobody_who_bought_twice_means_no_ratio(shop):
    shop.customer("a", "sales: [{date: 2020-01-01, amount: 1}, {date: 2020-01-01, amount: 3}]")

    table = shop.report("purchases", asof=ASOF)

    (row,) = table.records()
    assert (row["occasions"], row["orders"], row["silence"]) == (1, 2, 2518)
    assert (row["median_gap"], row["mean_gap"], row["ratio"], row["expected_by"]) == (None,) * 4
    assert "Nobody has bought twice yet: no usual gap, no ratio, nothing expected." in table.notes
    assert "Repeat rate: 0.0 %, 0 of 1 buyers bought on two days or more." in table.notes
    assert not any("Gaps" in note or "Kaplan" in note for note in table.notes)


def test_an_empty_book_has_no_rates(shop):
    shop.customer("lead")

    table = shop.report("purchases", asof=ASOF)

    assert table.rows == []
    assert table.notes[0] == "Window: everything up to 2026-11-23. n = 0 buyers."
    assert not any("Repeat" in note for note in table.notes)


@pytest.mark.parametrize(
    ("sales", "product"),
    [
        # most revenue, not most often
        ([("Tea", 10), ("Cake", 6), ("Cake", 3)], "Tea"),
        # refunds are taken off
        ([("Tea", 10), ("Cake", 6), ("Tea", -5)], "Cake"),
        # equal revenue: sold more often, then by name
        ([("Tea", 6), ("Cake", 3), ("Cake", 3)], "Cake"),
        ([("Tea", 6), ("Cake", 6)], "Cake"),
        # what was only refunded was not bought
        ([("Tea", 0), ("Tea", -9), ("Cake", -1)], "Tea"),
        ([(None, 100), ("Tea", 1)], "Tea"),
        ([(None, 100)], None),
    ],
)
def test_the_top_product_is_the_one_that_brought_the_most(shop, sales, product):
    entries = [
        {"date": "2026-11-01", "amount": str(amount), **({"product": name} if name else {})}
        for name, amount in sales
    ]
    shop.customers({"a": {"sales": entries}})

    assert [row["top_product"] for row in shop.records("purchases", asof=ASOF)] == [product]


def test_the_median_that_few_come_back_for_is_not_reached(shop):
    shop.customer("back", "sales: [{date: 2026-01-01, amount: 1}, {date: 2026-01-21, amount: 1}]")
    for name in "abc":
        shop.customer(name, "sales: [{date: 2026-01-01, amount: 1}]")

    notes = shop.report("purchases", asof=ASOF).notes

    assert (
        "Time to the next purchase by Kaplan–Meier, those still waiting counted in (4 of 5):"
        " median not reached, after 20 days 20.0 % had bought again."
    ) in notes


def test_a_window_restricts_what_was_bought_but_not_how_long_they_are_silent(shop):
    shop.customer(
        "a",
        """
        sales:
          - {date: 2025-12-01, amount: 100, product: Pot}
          - {date: 2026-01-10, amount: 1, product: Tea}
          - {date: 2026-01-20, amount: 2, product: Tea}
          - {date: 2026-03-01, amount: 100, product: Pot}
        """,
    )
    shop.customer("b", "sales: [{date: 2025-12-01, amount: 1}]")

    table = shop.report("purchases", asof="2026-03-11", from_="2026-01", to="2026-01")
    (row,) = table.records()
    (whole, _) = shop.records("purchases", asof="2026-03-11")

    assert (row["occasions"], row["first"], row["last"], row["mean_gap"]) == (
        2,
        "2026-01-10",
        "2026-01-20",
        10,
    )
    assert (row["average_order"], row["revenue"], row["top_product"]) == (
        Decimal("1.50"),
        Decimal("3.00"),
        "Tea",
    )
    assert (row["silence"], row["ratio"], row["expected_by"]) == (10, 1 / 3, "2026-03-31")
    assert [whole[key] for key in ("silence", "ratio", "expected_by")] == [10, 1 / 3, "2026-03-31"]
    # the last of the window waits until its end
    assert "those still waiting counted in (1 of 2)" in table.notes[3]
    assert "Gaps: mean 10.0, median 10, p90 10 days (1 gap)" in table.notes[2]


def test_the_ratio_is_that_of_the_churn_report(shop):
    for name, first, last in [("a", "01-01", "02-01"), ("b", "03-01", "05-01"), ("c", "01-01", "06-01")]:
        shop.customer(name, f"sales: [{{date: 2026-{first}, amount: 1}}, {{date: 2026-{last}, amount: 1}}]")

    churn = {row["customer"]: row["ratio"] for row in shop.records("churn", asof=ASOF)}
    purchases = {row["customer"]: row["ratio"] for row in shop.records("purchases", asof=ASOF)}

    assert churn.keys() == {"a", "b"}
    assert {name: purchases[name] for name in churn} == churn


def test_an_order_without_a_rate_is_counted_but_not_averaged(shop):
    shop.write("rates.yaml", "- {date: 2026-06-01, currency: USD, rate: 0.5}\n")
    shop.customer(
        "a",
        """
        sales:
          - {date: 2026-01-01, amount: 100, currency: USD, product: Old}
          - {date: 2026-06-01, amount: 30, currency: USD, product: New}
          - {date: 2026-06-02, amount: 10}
        """,
    )
    shop.customer("b", "sales: [{date: 2026-01-01, amount: 100, currency: USD}]")

    table = shop.report("purchases", asof=ASOF)
    dollars = shop.records("purchases", asof=ASOF, currency="USD")

    rows = [
        [row[key] for key in ("orders", "average_order", "revenue", "top_product")] for row in table.records()
    ]
    assert rows == [
        [3, Decimal("12.50"), Decimal("25.00"), "New"],
        [1, None, Decimal("0.00"), None],
    ]
    assert "Left out of the totals, for want of a rate to EUR: 2 entries (2 in USD)." in table.notes
    assert [row["revenue"] for row in dollars] == [Decimal("130.00"), Decimal("100.00")]


@pytest.mark.parametrize(("amounts", "average"), [((1, 2), "2"), ((1, 1, 2), "1"), ((0, 0, 5), "2")])
def test_an_average_is_rounded_half_up_to_the_currency(new_shop, amounts, average):
    shop = new_shop("format: 1\ncurrency: JPY\n")
    shop.customers({"a": {"sales": [{"date": "2026-11-01", "amount": str(amount)} for amount in amounts]}})

    assert [str(row["average_order"]) for row in shop.records("purchases", asof=ASOF)] == [average]


def test_filters_choose_customers_but_the_usual_gap_is_the_whole_books(shop):
    shop.customer("a", "level: A\nsales: [{date: 2026-11-03, amount: 1}]")
    shop.customer("b", "sales: [{date: 2026-01-01, amount: 1}, {date: 2026-01-11, amount: 1}]")

    shop.index.choose(["level:A"])
    table = shop.report("purchases", asof=ASOF)

    (row,) = table.records()
    assert (row["customer"], row["ratio"]) == ("a", 2.0)
    assert "Repeat rate: 0.0 %, 0 of 1 buyers bought on two days or more." in table.notes
