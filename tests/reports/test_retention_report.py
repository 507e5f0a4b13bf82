"""The retention report: times to the second purchase and to the first silence, curves and captions."""

import pytest

from plaincrm.errors import UsageError
from plaincrm.reports.retention import first_silence, second_purchase

ASOF = "2026-11-23"


def days_before(count):
    from datetime import date, timedelta

    return str(date.fromisoformat(ASOF) - timedelta(days=count))


def bought(*ages, **facts):
    """A customer who bought so many days before asof."""
    return {**facts, "sales": [{"date": days_before(age), "amount": "1"} for age in ages]}


@pytest.mark.parametrize(
    ("days", "asof", "time"),
    [
        ([100, 130, 190], 200, (30, True)),
        ([100], 200, (100, False)),
        ([200], 200, (0, False)),
    ],
)
def test_the_time_to_the_second_purchase(days, asof, time):
    assert second_purchase(days, asof) == time


@pytest.mark.parametrize(
    ("days", "asof", "time"),
    [
        # bought again on day 90: kept; the silence after that is cut short by asof
        ([100, 190], 279, (179, False)),
        ([100, 190], 280, (180, True)),
        # bought again a day too late: silent already
        ([100, 191], 200, (90, True)),
        # the first silence counts, not the last
        ([100, 150, 300, 600], 1000, (140, True)),
        ([100], 189, (89, False)),
        ([100], 190, (90, True)),
        ([100], 100, (0, False)),
    ],
)
def test_the_time_to_the_end_of_the_first_silence(days, asof, time):
    assert first_silence(days, asof, 90) == time


def test_every_column_of_the_second_purchase(shop):
    shop.customers(
        {
            **{name: bought(100, 90) for name in "ab"},
            "c": bought(100, 80),
            "d": bought(100, 100, 80),
            "e": bought(15),
            **{name: bought(50) for name in "fgh"},
        }
    )

    table = shop.report("retention", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("t", "int"),
        ("at_risk", "int"),
        ("events", "int"),
        ("survival", "share"),
        ("low", "share"),
        ("high", "share"),
    ]
    # S(10) = 6/8; at 20 the one of 15 days has left: 6/8 · 3/5
    assert [row[:4] for row in table.rows] == [(10, 8, 2, 0.75), (20, 5, 2, 0.45)]
    assert table.rows[0][4:] == pytest.approx((0.314807, 0.930898), abs=5e-7)
    assert table.notes == (
        "t: days from the first purchase to the second; who has not bought again is censored at asof.",
        "survival: the share to whom it has not happened by then (Kaplan–Meier); low, high: 95 %.",
        "Window: everything up to 2026-11-23. The window is of first purchases."
        " n = 8 buyers, 4 with the event, 4 censored.",
        "Median: 20 days.",
    )


def test_every_row_of_the_silence(shop):
    shop.customers({name: bought(200) for name in "abcd"})
    shop.customers({"e": bought(200, 110, 20), "f": bought(200, 110, 19), "g": bought(60), "h": bought(89)})

    table = shop.report("retention", asof=ASOF, event="silent")
    short = shop.report("retention", asof=ASOF, event="silent", days=60)

    # e kept buying every 90 days; f was silent from 110 to 19 days before
    assert [row[:4] for row in table.rows] == [(90, 6, 4, 2 / 6)]
    assert "of the first 90 days without any; a purchase on day 90 counts as kept" in table.notes[0]
    assert "n = 8 buyers, 5 with the event, 3 censored." in table.notes[2]
    assert table.notes[3:] == ("Median: 90 days.", "Hidden: 1 event time with fewer than 5 at risk.")
    assert [row[:3] for row in short.rows] == [(60, 8, 8)]


def test_rows_with_fewer_than_five_at_risk_are_hidden(shop):
    shop.customers({f"c{number}": bought(100, 100 - 10 * number) for number in range(1, 8)})

    table = shop.report("retention", asof=ASOF)

    assert [row[1] for row in table.rows] == [7, 6, 5]
    assert table.notes[-2:] == (
        "Median: 40 days, with only 4 at risk.",
        "Hidden: 4 event times with fewer than 5 at risk.",
    )


def test_how_many_at_risk_a_row_needs_is_a_setting(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\nretention: {min_at_risk: 1, days: 5}\n")
    shop.customers({"a": bought(100, 90), "b": bought(100)})

    second = shop.report("retention", asof=ASOF)
    silent = shop.report("retention", asof=ASOF, event="silent")

    assert [row[:4] for row in second.rows] == [(10, 2, 1, 0.5)]
    assert second.notes[-1] == "Median: 10 days."
    assert [row[:4] for row in silent.rows] == [(5, 2, 2, 0.0)]
    assert silent.rows[0][4:] == (None, None)


@pytest.mark.parametrize("count", [0, 1, 4])
def test_few_buyers_have_no_rows(shop, count):
    shop.customers({f"c{number}": bought(100) for number in range(count)})

    table = shop.report("retention", asof=ASOF)

    assert table.rows == []
    assert "Median: not reached." in table.notes


def test_a_curve_for_each_group(shop):
    shop.customers({f"a{number}": bought(100, 90, industry="tea", tags=["x", "y"]) for number in range(6)})
    shop.customers({f"b{number}": bought(100, 70, industry="food", tags=["x"]) for number in range(5)})
    shop.customers({f"c{number}": bought(100) for number in range(7)})

    table = shop.report("retention", asof=ASOF, by="industry")
    tags = shop.report("retention", asof=ASOF, by="tag")

    assert [column.name for column in table.columns][:2] == ["group", "t"]
    assert [row[:5] for row in table.rows] == [("food", 30, 5, 5, 0.0), ("tea", 10, 6, 6, 0.0)]
    assert table.notes[3] == "Median: food 30 days (n = 5), tea 10 days (n = 6), (none) not reached (n = 7)."
    assert [row[:4] for row in tags.rows] == [("x", 10, 11, 6), ("x", 30, 5, 5), ("y", 10, 6, 6)]
    assert tags.notes[-1] == "A customer with several tags counts in each."


def test_a_window_chooses_by_the_first_purchase_and_follows_to_asof(shop):
    shop.customers({f"c{number}": bought(100, 40) for number in range(5)})
    shop.customers({f"d{number}": bought(200, 100) for number in range(5)})

    table = shop.report("retention", asof=ASOF, from_=days_before(150), to=days_before(90))

    assert [row[:3] for row in table.rows] == [(60, 5, 5)]
    assert "n = 5 buyers, 5 with the event, 0 censored." in table.notes[2]


def test_what_is_later_than_asof_has_not_happened(shop):
    shop.customers({f"c{number}": bought(100, 40) for number in range(5)})

    assert shop.report("retention", asof=days_before(41)).rows == []
    assert [row[:3] for row in shop.report("retention", asof=days_before(40)).rows] == [(60, 5, 5)]


@pytest.mark.parametrize("days", ["0", "-5"])
def test_a_silence_lasts_a_day_or_longer(shop, days):
    with pytest.raises(UsageError) as caught:
        shop.report("retention", days=days)

    assert caught.value.message == f'--days: "{days}" is not a silence'
