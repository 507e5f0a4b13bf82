"""The segments report: columns, bands, what few buyers do not allow to say, and groups."""

import pytest

from plaincrm.errors import UsageError
from plaincrm.labels.notes import split

ASOF = "2026-11-23"
SCORES = ("r", "f", "m", "segment", "class")


def buyers(count):
    """Customers c000 … with falling revenue; the i-th last bought i days ago, all once."""
    from datetime import date, timedelta

    last = date.fromisoformat(ASOF)
    return {
        f"c{number:03}": {
            "sales": [{"date": str(last - timedelta(days=number)), "amount": str(1000 - number)}],
        }
        for number in range(count)
    }


def test_every_column_of_a_small_book(shop):
    shop.customer(
        "acme",
        """
        industry: food
        company_size: 10-49
        level: A
        sales:
          - {date: 2026-11-20, amount: 80.50}
          - {date: 2026-11-20, amount: 9.50}
          - {date: 2026-10-20, amount: 0}
          - {date: 2026-11-22, amount: -10}
          - {date: 2025-11-23, amount: 10}
        """,
    )
    shop.customer("bolt", "sales: [{date: 2026-11-23, amount: 10}]")
    shop.customer("cask", "sales: [{date: 2026-11-23, amount: -10}]")
    shop.customer("dove")

    table = shop.report("segments", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("customer", "text"),
        ("name", "text"),
        ("industry", "text"),
        ("company_size", "text"),
        ("level", "text"),
        ("recency_days", "int"),
        ("frequency", "int"),
        ("monetary", "money"),
        ("frequency_band", "text"),
        ("amount_band", "text"),
        ("r", "int"),
        ("f", "int"),
        ("m", "int"),
        ("segment", "text"),
        ("class", "text"),
    ]
    # 2025-11-23 is 365 days ago and no longer in the band of the last 365 days
    withheld = (None, None, None, None, None)
    rows = [tuple(str(cell) if cell is not None else None for cell in row) for row in table.rows]
    assert rows == [
        ("acme", "ACME", "food", "10-49", "A", "3", "3", "90.00", "2-3", "A", *withheld),
        ("bolt", "BOLT", None, None, None, "0", "1", "10.00", "1", "B", *withheld),
    ]


@pytest.mark.parametrize("method", ["rank", "quantile"])
@pytest.mark.parametrize(
    ("count", "scores", "segments", "classes"),
    [
        (1, set(), False, False),
        (7, set(), False, False),
        (9, set(), False, False),
        (10, set(), False, True),
        (24, set(), False, True),
        (25, {1, 2, 3}, False, True),
        (99, {1, 2, 3}, False, True),
        (100, {1, 2, 3, 4, 5}, True, True),
    ],
)
def test_few_buyers_are_told_less(shop, count, scores, segments, classes, method):
    shop.customers(buyers(count))

    table = shop.report("segments", asof=ASOF, method=method)
    rows = table.records()

    assert len(rows) == count
    assert {row["r"] for row in rows} == (scores or {None})
    assert {row["m"] for row in rows} == (scores or {None})
    assert {row["segment"] is not None for row in rows} == {segments}
    assert {row["class"] is not None for row in rows} == {classes}
    assert any("Fewer than" in note for note in table.notes) == (count < 100)


def test_ten_to_24_buyers_are_classed_against_the_median(shop):
    book = buyers(10)
    book["c000"]["sales"][0]["amount"] = "1000000"  # a mean that only one passes
    shop.customers(book)

    told = [(row["customer"], row["class"]) for row in shop.records("segments", asof=ASOF, threshold="mean")]

    # recency 0-9 and revenue falling with it: the first five lie on the good side of both medians
    assert told == [(f"c{n:03}", "重要价值" if n < 5 else "一般保持") for n in range(10)]


def test_twenty_five_buyers_are_classed_against_the_mean_unless_the_median_is_asked_for(shop):
    book = buyers(25)
    book["c000"]["sales"][0]["amount"] = "1000000"
    shop.customers(book)

    mean = [row["class"] for row in shop.records("segments", asof=ASOF)]
    median = [row["class"] for row in shop.records("segments", asof=ASOF, threshold="median")]

    assert [name.startswith("重要") for name in mean] == [True] + [False] * 24
    assert [name.startswith("重要") for name in median] == [True] * 13 + [False] * 12


def test_an_empty_score_is_told_in_the_caption(shop):
    shop.customers(buyers(100))

    notes = shop.report("segments", asof=ASOF).notes

    assert "No buyer has F = 2, 3, 4, 5: equal values share a score." in notes


def test_own_cuts_score_any_number_of_buyers(shop):
    shop.customers(
        {
            "a": {"sales": [{"date": "2026-11-23", "amount": 99.99}]},
            "b": {"sales": [{"date": f"2026-10-{day:02}", "amount": 20} for day in range(1, 6)]},
            "c": {"sales": [{"date": "2025-01-01", "amount": 5000}]},
        }
    )

    cuts = "r=30/90/180/365,f=2/3/5/9,m=100/500/1000/5000"
    rows = shop.records("segments", asof=ASOF, cuts=cuts)

    assert {row["customer"]: tuple(row[name] for name in SCORES) for row in rows} == {
        "a": (5, 1, 1, "New", None),
        "b": (4, 4, 2, "Loyal", None),
        "c": (1, 1, 5, "Hibernating", None),
    }


def test_cuts_for_some_scores_leave_the_others_to_the_method(shop):
    shop.customers(buyers(25))

    rows = shop.records("segments", asof=ASOF, cuts="r=5,10,15,20")

    assert {row["r"] for row in rows} == {1, 2, 3, 4, 5}
    assert {row["m"] for row in rows} == {1, 2, 3}
    assert {row["segment"] for row in rows} == {None}


R, F, M = "r=5/10/15/20", "f=2/3/4/5", "m=1/2/3/4"


@pytest.mark.parametrize(
    ("count", "cuts", "withheld", "said"),
    [
        (
            9,
            [R],
            "f m segment class",
            "10 buyers: no f, m, segment or class; one more would change them all.",
        ),
        (9, [R, F], "m class", "10 buyers: no m or class; one more would change them all."),
        (9, [R, F, M], "class", "10 buyers: no class; one more would change them all."),
        (10, [M], "r f segment", "25 buyers: no r, f, no segment; the class is against the median."),
        (10, [R, F], "m", "25 buyers: no m; the class is against the median."),
        (
            *(25, [R], "segment"),
            "100 buyers: f, m from 1 to 3 and no segment; finer ones would turn on single customers.",
        ),
        (25, [R, F], "", "100 buyers: m from 1 to 3; finer ones would turn on single customers."),
    ],
)
def test_what_few_buyers_withhold_beside_own_cuts_is_named(shop, count, cuts, withheld, said):
    shop.customers(buyers(count))

    table = shop.report("segments", asof=ASOF, cuts=",".join(cuts))

    first = table.records()[0]
    assert [name for name in SCORES if first[name] is None] == withheld.split()
    assert f"Fewer than {said}" in table.notes
    assert split(f"Fewer than {said}")[1] == ""


def test_cuts_of_money_are_in_units_of_the_currency(new_shop):
    for currency, amount, m in [
        ("EUR", "100.00", 2),
        ("EUR", "99.99", 1),
        ("JPY", "100", 2),
        ("KWD", "99.999", 1),
    ]:
        shop = new_shop(f"format: 1\ncurrency: {currency}\n")
        shop.customers({"a": {"sales": [{"date": "2026-11-01", "amount": amount}]}})

        assert shop.records("segments", asof=ASOF, cuts="m=100/200/300/400")[0]["m"] == m


def test_frequency_counts_days_or_orders(shop):
    shop.customer("acme", "sales: [{date: 2026-11-01, amount: 1}, {date: 2026-11-01, amount: 1}]")

    (days,) = shop.records("segments", asof=ASOF)
    (orders,) = shop.records("segments", asof=ASOF, count="orders")

    assert (days["frequency"], days["frequency_band"]) == (1, "1")
    assert (orders["frequency"], orders["frequency_band"]) == (2, "2-3")


def test_the_settings_choose_grid_and_bands(new_shop):
    shop = new_shop(
        """
        format: 1
        currency: EUR
        rfm:
          min_class: 1
          min_scores: 1
          min_segments: 1
          grid: {Low: [R1-2 F1-5], High: [R3-5 F1-2, "R3-5, F3-5"]}
        bands: {frequency: [2, 5], amount: [0.1, 0.2], frequency_days: 10}
        """
    )
    shop.customers(buyers(3))

    rows = shop.records("segments", asof=ASOF)

    assert [(row["r"], row["segment"]) for row in rows] == [(4, "High"), (2, "Low"), (1, "Low")]
    assert [(row["frequency_band"], row["amount_band"]) for row in rows] == [
        ("0-1", "A"),
        ("0-1", "C"),
        ("0-1", "C"),
    ]


def test_a_window_chooses_buyers_and_what_they_brought(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-01-31, amount: 1}
          - {date: 2026-02-01, amount: 2}
          - {date: 2026-02-01, amount: 4}
          - {date: 2026-02-28, amount: -8}
          - {date: 2026-03-01, amount: 16}
        """,
    )
    shop.customer("bolt", "sales: [{date: 2026-02-10, amount: -5}, {date: 2026-03-10, amount: 5}]")

    (row,) = shop.records("segments", asof="2026-03-31", from_="2026-02-01", to="2026-02-28")
    (orders,) = shop.records(
        "segments", asof="2026-03-31", from_="2026-02-01", to="2026-02-28", count="orders"
    )

    assert (row["customer"], row["recency_days"], row["frequency"], str(row["monetary"])) == (
        "acme",
        58,
        1,
        "-2.00",
    )
    assert row["frequency_band"] == "2-3"  # the last 365 days, whatever the window
    assert (orders["frequency"], orders["frequency_band"]) == (2, "4-9")


def test_totals_use_the_rate_of_each_day_and_name_what_has_none(shop):
    shop.write(
        "rates.yaml",
        "- {date: 2026-01-01, currency: USD, rate: 0.5}\n- {date: 2026-02-01, currency: USD, rate: 0.25}\n",
    )
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2025-12-31, amount: 1000, currency: USD}
          - {date: 2026-01-31, amount: 10.01, currency: USD}
          - {date: 2026-02-01, amount: 10.02, currency: USD}
          - {date: 2026-02-02, amount: -10.02, currency: USD}
          - {date: 2026-02-02, amount: 1000, currency: JPY}
          - {date: 2026-02-02, amount: 1, currency: EUR}
        """,
    )

    table = shop.report("segments", asof=ASOF)
    dollars = shop.report("segments", asof=ASOF, currency="USD")

    # 5.01 (5.005 up) + 2.51 (2.505 up) - 2.51 + 1
    assert str(table.records()[0]["monetary"]) == "6.01"
    assert table.records()[0]["frequency"] == 4
    assert table.notes[-1] == (
        "Left out of the totals, for want of a rate to EUR: 2 entries (1 in JPY, 1 in USD)."
    )
    assert str(dollars.records()[0]["monetary"]) == "1010.01"
    assert dollars.notes[-1] == "Only money in USD counts; left out: 2 entries (1 in EUR, 1 in JPY)."


def grouped(shop, by, **values):
    rows = shop.records("segments", asof=ASOF, by=by, **values)
    return [
        (
            row["group"],
            row["customers"],
            row["share"],
            row["buyers"],
            str(row["revenue"]),
            row["revenue_share"],
        )
        for row in rows
    ]


def test_groups_of_an_attribute_count_customers_who_never_bought(shop):
    shop.customer("a", "industry: food\nsales: [{date: 2026-11-01, amount: 30}]")
    shop.customer("b", "industry: food")
    shop.customer("c", "industry: tea\nsales: [{date: 2026-11-01, amount: 90}]")
    shop.customer("d", "sales: [{date: 2026-11-01, amount: -20}]")
    shop.customer("e", "industry: tea\nsales: [{date: 2026-11-24, amount: 7}]")  # not there yet

    table = shop.report("segments", asof=ASOF, by="industry")

    assert [column.name for column in table.columns] == (
        ["group", "customers", "share", "buyers", "revenue", "revenue_share"]
    )
    assert grouped(shop, "industry") == [
        ("tea", 1, 0.25, 1, "90.00", 0.9),
        ("food", 2, 0.5, 1, "30.00", 0.3),
        (None, 1, 0.25, 0, "-20.00", -0.2),
    ]


def test_groups_add_up_to_the_net_of_the_sales_of_the_window(shop):
    shop.customer("a", "industry: food\nlevel: A\nsales: [{date: 2026-11-01, amount: 100}]")
    shop.customer("b", "sales: [{date: 2026-01-01, amount: 9}, {date: 2026-11-02, amount: -40}]")
    window = {"asof": ASOF, "from_": "2026-11-01"}

    sold = sum(row["net"] for row in shop.records("sales", **window))

    assert str(sold) == "60.00"
    for by in ("industry", "company_size", "level", "source", "tag"):
        assert sum(row["revenue"] for row in shop.records("segments", by=by, **window)) == sold


@pytest.mark.parametrize("by", ["frequency", "amount", "segment", "class"])
def test_groups_of_buyers_name_the_refunds_of_those_who_are_none(shop, by):
    shop.customer("a", "sales: [{date: 2026-11-01, amount: 100}]")
    shop.customer("b", "sales: [{date: 2026-11-02, amount: -40}]")

    table = shop.report("segments", asof=ASOF, by=by)

    assert [str(row["revenue"]) for row in table.records()] == ["100.00"]
    assert table.notes[-1] == "Left out: 1 customer with refunds only (-40.00 EUR)."


def test_tags_count_a_customer_in_each(shop):
    shop.customer("a", "tags: [vip, tea]\nsales: [{date: 2026-11-01, amount: 30}]")
    shop.customer("b", "tags: [vip]\nsales: [{date: 2026-11-01, amount: 10}]")
    shop.customer("c", "")

    assert grouped(shop, "tag") == [
        ("vip", 2, pytest.approx(2 / 3), 2, "40.00", 1.0),
        ("tea", 1, pytest.approx(1 / 3), 1, "30.00", 0.75),
        (None, 1, pytest.approx(1 / 3), 0, "0.00", 0.0),
    ]


def test_groups_of_bands_count_buyers_in_the_order_of_the_bands(shop):
    shop.customer("a", "sales: [{date: 2026-11-01, amount: 96}]")
    shop.customer("b", "sales: [{date: 2026-11-01, amount: 3}, {date: 2026-11-02, amount: 0}]")
    shop.customer("c", "sales: [{date: 2020-11-01, amount: 1}]")
    shop.customer("d", "")

    assert [row[:2] for row in grouped(shop, "frequency")] == [("0", 1), ("1", 1), ("2-3", 1)]
    assert [(row[0], row[4]) for row in grouped(shop, "amount")] == [("A", "96.00"), ("C", "4.00")]
    assert [row[:2] for row in grouped(shop, "class")] == [(None, 3)]


@pytest.mark.parametrize("by", ["segment", "class"])
def test_groups_of_segments_and_classes_add_up_to_the_buyers(shop, by):
    shop.customers(buyers(120))

    rows = grouped(shop, by)
    listed = shop.records("segments", asof=ASOF)

    assert {row[0]: row[1] for row in rows} == {
        label: sum(1 for each in listed if each[by] == label) for label in {each[by] for each in listed}
    }
    assert sum(row[1] for row in rows) == 120
    assert sum(row[5] for row in rows) == pytest.approx(1)
    assert [float(row[4]) for row in rows] == sorted((float(row[4]) for row in rows), reverse=True)


def test_an_option_or_value_that_does_not_fit_is_refused(shop):
    for values, words in [
        ({"by": "colour"}, '--by: "colour" is not a choice'),
        ({"method": "median"}, '--method: "median" is not a choice'),
        ({"treshold": "mean"}, "no option --treshold"),
        ({"currency": "euros"}, '--currency: "euros" is not a currency'),
    ]:
        with pytest.raises(UsageError) as caught:
            shop.report("segments", **values)
        assert words in caught.value.message
    with pytest.raises(UsageError) as caught:
        shop.report("segments", treshold="mean")
    assert caught.value.hint == "did you mean --threshold?"
