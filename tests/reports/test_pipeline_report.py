"""The pipeline: open deals by stage or one by one, what is stuck, and how deals end."""

from decimal import Decimal

import pytest

ASOF = "2026-11-23"
STAGES = ["stage", "currency", "deals", "amount", "weighted", "median_age", "stuck"]
DEALS = "customer name title stage currency amount probability weighted age close_by stuck ref"


def closed(shop, name, *deals):
    """A customer with deals opened on 2026-01-01 that ended: ``("won", 10, amount)`` after ten days."""
    from tests.reports.voices_oracle import later

    entries = [
        f"{{opened: 2026-01-01, closed: {later('2026-01-01', days)}, outcome: {outcome}, {rest}}}"
        for outcome, days, rest in deals
    ]
    shop.customer(name, f"deals: [{', '.join(entries)}]")


def test_every_column_of_every_stage(shop):
    shop.customer(
        "acme",
        """
        deals:
          - {opened: 2026-11-13, stage: proposal, amount: 1000}
          - {opened: 2026-11-03, stage: proposal, amount: 500.55, probability: 0.6}
          - {opened: 2026-11-22, stage: lead, amount: 200}
          - {opened: 2026-11-23, stage: lead, amount: 200, currency: USD}
        """,
    )
    closed(shop, "won", ("won", 12, "amount: 1"))

    table = shop.report("pipeline", asof=ASOF)

    assert [column.name for column in table.columns] == STAGES
    assert table.rows == [
        ("lead", "EUR", 1, Decimal("200.00"), Decimal("20.00"), 1.0, 0),
        ("lead", "USD", 1, Decimal("200.00"), Decimal("20.00"), 0.0, 0),
        ("proposal", "EUR", 2, Decimal("1500.55"), Decimal("800.33"), 15.0, 1),
    ]
    assert table.notes[0] == ("Open as of 2026-11-23, each currency in rows of its own. n = 4 open deals.")


def test_every_column_of_every_deal_most_weighted_first(shop):
    shop.customer(
        "acme",
        """
        deals:
          - {opened: 2026-11-13, title: Support, stage: proposal, amount: 1000, close_by: 2026-12-01}
          - {opened: 2026-10-01, title: Site, stage: lead, amount: 6000, probability: 0.25}
          - {opened: 2026-10-01, title: Yen, stage: lead, amount: 105, currency: JPY}
          - {opened: 2026-11-01}
        """,
    )
    closed(shop, "won", ("won", 20, "amount: 1"))

    table = shop.report("pipeline", asof=ASOF, by="deal")

    assert " ".join(column.name for column in table.columns) == DEALS
    assert [row[:-1] for row in table.rows] == [
        ("acme", "ACME", "Site", "lead", "EUR", Decimal("6000.00"), 0.25, Decimal("1500.00"), 53, None, True),
        (
            *("acme", "ACME", "Support", "proposal", "EUR", Decimal("1000.00"), 0.5, Decimal("500.00")),
            *(10, "2026-12-01", False),
        ),
        ("acme", "ACME", None, None, "EUR", None, None, None, 22, None, True),
        # half up to whole yen
        ("acme", "ACME", "Yen", "lead", "JPY", Decimal(105), 0.1, Decimal(11), 53, None, True),
    ]
    assert all(row[-1] for row in table.rows)


def test_a_deal_is_open_until_the_day_it_is_closed(shop):
    shop.customer(
        "acme",
        """
        deals:
          - {opened: 2026-11-24, title: tomorrow}
          - {opened: 2026-11-23, title: today}
          - {opened: 2026-11-01, title: still, closed: 2026-11-24, outcome: won}
          - {opened: 2026-11-01, title: over, closed: 2026-11-23, outcome: won}
          - {opened: 2026-11-01, title: undated, outcome: lost}
          - {opened: 2026-11-01, title: unsaid, closed: 2026-11-20}
        """,
    )

    table = shop.report("pipeline", asof=ASOF, by="deal")

    assert {row[2] for row in table.rows} == {"today", "still"}
    assert table.notes[-1] == (
        "Left out: 2 deals with an outcome but no closing day, or the other way round."
    )


def test_what_a_deal_does_not_say_is_left_out_of_the_sums_and_counted(shop):
    shop.customer(
        "acme",
        """
        deals:
          - {opened: 2026-11-01, stage: lead, amount: 0}
          - {opened: 2026-11-01, stage: lead}
          - {opened: 2026-11-01, stage: elsewhere, amount: 70}
          - {opened: 2026-11-01, amount: 30}
          - {opened: 2026-11-01, amount: 50, probability: 0.5}
          - {opened: 2026-11-01, stage: proposal}
        """,
    )

    table = shop.report("pipeline", asof=ASOF)

    assert [row[:5] for row in table.rows] == [
        ("lead", "EUR", 2, Decimal("0.00"), Decimal("0.00")),
        ("proposal", "EUR", 1, None, None),
        ("elsewhere", "EUR", 1, Decimal("70.00"), None),
        (None, "EUR", 2, Decimal("80.00"), Decimal("25.00")),
    ]
    assert table.notes[1].endswith(
        "Left out of the sums: 2 deals without amount, 2 deals without probability."
    )


def test_stages_and_their_chances_come_from_the_settings(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\ndeal_stages: {报价: 0.4, 线索: 0.05, last: 0.9}\n")
    entries = ", ".join(
        f"{{opened: 2026-11-01, stage: {stage}, amount: 100}}" for stage in ("last", "报价", "线索")
    )
    shop.customer("acme", f"deals: [{entries}]")

    rows = shop.report("pipeline", asof=ASOF).rows

    assert [(row[0], row[4]) for row in rows] == [
        ("线索", Decimal("5.00")),
        ("报价", Decimal("40.00")),
        ("last", Decimal("90.00")),
    ]


def test_stuck_is_older_than_nine_of_ten_won_deals(shop):
    closed(
        shop, "won", *[("won", days, "amount: 1") for days in (10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110)]
    )
    closed(shop, "lost", ("lost", 1, "amount: 1"))
    shop.customer("at", "deals: [{opened: 2026-08-15, title: at}, {opened: 2026-08-14, title: over}]")

    table = shop.report("pipeline", asof=ASOF, by="deal")

    # the type-7 p90 of eleven is the tenth: 100 days
    assert {row[2]: row[10] for row in table.rows} == {"at": False, "over": True}
    assert "Median cycle: 60 days (11 won deals). stuck: open for longer than 100 days," in table.notes[3]


def test_without_a_won_deal_nobody_knows_what_is_stuck(shop):
    shop.customer("acme", "deals: [{opened: 2020-01-01}]")
    closed(shop, "lost", ("lost", 1, "amount: 1"))

    assert shop.records("pipeline", asof=ASOF)[0]["stuck"] is None
    assert shop.records("pipeline", asof=ASOF, by="deal")[0]["stuck"] is None


def test_few_closed_deals_give_no_rate(shop):
    closed(shop, "few", *[("won", 5, "amount: 10")] * 3, ("lost", 5, "amount: 900, reason: price"))

    notes = shop.report("pipeline", asof=ASOF).notes

    assert notes[2] == ("Closed deals. Window: everything up to 2026-11-23. Won: 3 of 4; a rate needs 10.")
    assert notes[4] == "Lost for: price 1."


def test_ten_closed_deals_give_a_rate_by_count_and_by_value(shop):
    closed(
        shop,
        "many",
        *[("won", 5, "amount: 100")] * 5,
        ("won", 5, "amount: 50, currency: USD"),
        ("lost", 5, "amount: 1500, reason: price"),
        ("lost", 5, "reason: silence"),
        ("lost", 5, "amount: 150, currency: USD, reason: price"),
        ("lost", 5, "amount: 0, currency: JPY"),
    )

    notes = shop.report("pipeline", asof=ASOF).notes

    assert notes[2].endswith("Win rate: 60 % by count (6 of 10), 25 % by value in EUR, 25 % by value in USD.")
    assert notes[4] == "Lost for: price 2, (none) 1, silence 1."


def test_the_window_is_of_closed_deals(shop):
    closed(shop, "acme", ("won", 10, "amount: 1"), ("won", 100, "amount: 1"), ("lost", 40, "amount: 1"))
    shop.customer("open", "deals: [{opened: 2020-01-01, title: old}]")

    table = shop.report("pipeline", asof=ASOF, from_="2026-02-01", to="2026-04-11")

    assert "2026-02-01 to 2026-04-11, both included" in table.notes[2]
    assert "Won: 1 of 2" in table.notes[2]
    assert "Median cycle: 100 days (1 won deal)" in table.notes[3]
    assert [row[2] for row in table.rows] == [1]


def test_a_currency_shows_its_own_deals_only(shop):
    shop.customer(
        "acme",
        """
        deals:
          - {opened: 2026-11-01, amount: 5}
          - {opened: 2026-11-01, amount: 7, currency: USD}
          - {opened: 2026-11-01, closed: 2026-11-02, outcome: won}
        """,
    )

    table = shop.report("pipeline", asof=ASOF, currency="USD")

    assert [row[1:4] for row in table.rows] == [("USD", 1, Decimal("7.00"))]
    assert table.notes[2].endswith("None was closed.")


@pytest.mark.parametrize("by", ["stage", "deal"])
def test_an_empty_pipeline_is_an_empty_table(shop, by):
    table = shop.report("pipeline", asof=ASOF, by=by)

    assert table.rows == []
    assert "n = 0 open deals." in table.notes[0]
