"""The migration report: segments then and now, what is withheld, and where the earlier day may lie."""

import pytest

from plaincrm.errors import UsageError

ASOF = "2026-11-23"
CUTS = "r=30/60/90/180,f=2/3/4/5"


def bought(*days):
    return {"sales": [{"date": f"2026-{day}", "amount": "1"} for day in days]}


def moves(shop, **values):
    return shop.report("migration", **{"asof": ASOF, **values}).rows


def test_own_cuts_tell_segments_of_few_buyers(shop):
    shop.customers({"idle": bought("01-05"), "idle2": bought("01-06"), "new": bought("11-20")})
    shop.customers({"back": bought("05-20", "05-21", "11-21", "11-22", "11-23")})

    table = shop.report("migration", asof=ASOF, since="2026-06-01", cuts=CUTS)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("from", "text"),
        ("to", "text"),
        ("customers", "int"),
    ]
    # idle: R 2 F 1, then R 1 F 1; back: R 5 F 2, then R 5 F 5; new: nothing, then R 5 F 1
    assert table.rows == [
        ("Hibernating", "Hibernating", 2),
        ("Potential Loyalist", "Champions", 1),
        (None, "New", 1),
    ]
    assert table.notes == (
        "from: the segment on 2026-06-01; to: on 2026-11-23. Window: everything up to 2026-11-23."
        " n = 4 buyers.",
        "from is empty for 1 buyer of later days.",
        "2 of the 3 buyers of 2026-06-01 stayed.",
    )


@pytest.mark.parametrize("count", [1, 7, 24, 99])
def test_below_a_hundred_buyers_segments_are_withheld(shop, count):
    shop.customers({f"c{number:02}": bought("01-05") for number in range(count)})

    table = shop.report("migration", asof=ASOF, since="2026-06-01")

    assert table.rows == [(None, None, count)]
    buyers = "1 buyer" if count == 1 else f"{count} buyers"
    assert table.notes[1:] == (
        f"from is withheld: {buyers} on 2026-06-01, and segments need 100, or cuts of your own.",
        f"to is withheld: {buyers} on 2026-11-23, and segments need 100, or cuts of your own.",
    )


def test_only_the_day_with_too_few_buyers_is_withheld(shop):
    shop.customers({f"c{number:03}": bought("01-05") for number in range(99)})
    shop.customers({"last": bought("06-02")})

    table = shop.report("migration", asof=ASOF, since="2026-06-01")

    assert {row[0] for row in table.rows} == {None}
    assert sum(row[2] for row in table.rows) == 100
    assert None not in {row[1] for row in table.rows}
    assert "from is withheld: 99 buyers on 2026-06-01" in table.notes[1]
    assert table.notes[2] == "from is empty for 1 buyer of later days."


def test_nobody_moves_between_a_day_and_itself(shop):
    shop.customers({f"c{number:03}": bought(f"0{1 + number % 9}-05") for number in range(120)})

    rows = moves(shop, since=ASOF)

    assert all(row[0] == row[1] for row in rows)
    assert [row[2] for row in rows] == sorted((row[2] for row in rows), reverse=True)
    assert sum(row[2] for row in rows) == 120


def test_the_earlier_day_is_ninety_days_ago_unless_the_settings_say_otherwise(shop, new_shop):
    other = new_shop("format: 1\ncurrency: EUR\nlifecycle: {moved_days: 1}\n")

    assert (
        "from: the segment on 2026-08-25; to: on 2026-11-23." in shop.report("migration", asof=ASOF).notes[0]
    )
    assert "on 2026-11-22;" in other.report("migration", asof=ASOF).notes[0]


def test_the_earlier_day_may_be_said_in_words_and_is_not_after_asof(shop):
    assert "on 2026-11-22;" in shop.report("migration", since="yesterday").notes[0]
    with pytest.raises(UsageError) as caught:
        shop.report("migration", asof="2026-01-01", since="2026-01-02")

    assert caught.value.message == "--since 2026-01-02 is after 2026-01-01"


def test_the_scores_are_those_of_segments(shop):
    shop.customers({f"c{number:03}": bought(f"0{1 + number % 9}-05", "09-30") for number in range(60)})
    shop.customers({f"d{number:03}": bought(f"0{1 + number % 7}-06") for number in range(60)})

    for values in ({}, {"count": "orders"}, {"method": "quantile"}, {"cuts": CUTS}):
        then = shop.records("segments", asof="2026-10-31", **values)
        now = {row["customer"]: row["segment"] for row in shop.records("segments", asof=ASOF, **values)}
        expected = {}
        for row in then:
            move = row["segment"], now[row["customer"]]
            expected[move] = expected.get(move, 0) + 1
        assert {row[:2]: row[2] for row in moves(shop, since="2026-10-31", **values)} == expected


def test_a_window_holds_on_both_days(shop):
    shop.customers({"a": bought("01-05", "06-05"), "b": bought("07-05")})

    assert moves(shop, since="2026-05-01", from_="2026-03-01", cuts=CUTS) == [(None, "Hibernating", 2)]


def test_an_empty_book_has_no_moves(shop):
    assert moves(shop) == []
