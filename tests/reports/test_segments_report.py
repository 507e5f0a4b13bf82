"""The segments report: columns, bands, and what few buyers do not allow to say."""

import pytest

from plaincrm.errors import UsageError
from plaincrm.labels.notes import split
from tests.reports.shoppers import falling_buyers

ASOF = "2026-11-23"
SCORES = ("r", "f", "m", "segment", "class")


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
    shop.customers(falling_buyers(count, ASOF))

    table = shop.report("segments", asof=ASOF, method=method)
    rows = table.records()

    assert len(rows) == count
    assert {row["r"] for row in rows} == (scores or {None})
    assert {row["m"] for row in rows} == (scores or {None})
    assert {row["segment"] is not None for row in rows} == {segments}
    assert {row["class"] is not None for row in rows} == {classes}
    assert any("Fewer than" in note for note in table.notes) == (count < 100)


def test_ten_to_24_buyers_are_classed_against_the_median(shop):
    book = falling_buyers(10, ASOF)
    book["c000"]["sales"][0]["amount"] = "1000000"  # a mean that only one passes
    shop.customers(book)

    told = [(row["customer"], row["class"]) for row in shop.records("segments", asof=ASOF, threshold="mean")]

    # recency 0-9 and revenue falling with it: the first five lie on the good side of both medians
    assert told == [(f"c{n:03}", "重要价值" if n < 5 else "一般保持") for n in range(10)]


def test_twenty_five_buyers_are_classed_against_the_mean_unless_the_median_is_asked_for(shop):
    book = falling_buyers(25, ASOF)
    book["c000"]["sales"][0]["amount"] = "1000000"
    shop.customers(book)

    mean = [row["class"] for row in shop.records("segments", asof=ASOF)]
    median = [row["class"] for row in shop.records("segments", asof=ASOF, threshold="median")]

    assert [name.startswith("重要") for name in mean] == [True] + [False] * 24
    assert [name.startswith("重要") for name in median] == [True] * 13 + [False] * 12


def test_an_empty_score_is_told_in_the_caption(shop):
    shop.customers(falling_buyers(100, ASOF))

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
    shop.customers(falling_buyers(25, ASOF))

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
    shop.customers(falling_buyers(count, ASOF))

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
    shop.customers(falling_buyers(3, ASOF))

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
