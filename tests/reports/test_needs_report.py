"""Needs: what customers say they want, how far they are, and what that brings."""

from decimal import Decimal

import pytest

ASOF = "2026-11-23"


@pytest.fixture
def wants(shop):
    shop.customer(
        "ann",
        """
        industry: tea
        needs:
          motives: [price, speed]
          preferences: [wechat]
          decision: {stage: evaluating, criteria: [price], obstacles: [budget]}
        sales: [{date: 2026-01-01, amount: 100}, {date: 2026-02-01, amount: -30}]
        deals:
          - {opened: 2026-01-01, closed: 2026-02-01, outcome: won}
          - {opened: 2026-01-01, closed: 2026-03-01, outcome: lost}
        """,
    )
    shop.customer(
        "bob",
        """
        industry: tea
        needs: {motives: [price], decision: {stage: decided}}
        sales: [{date: 2026-03-01, amount: 50}]
        deals: [{opened: 2026-01-01, closed: 2026-02-01, outcome: won}]
        """,
    )
    shop.customer("cyd", "industry: food\nneeds: {motives: [speed, speed], decision: {stage: evaluating}}")
    shop.customer("dan", "needs: {motives: [price], decision: {stage: unsure}}")
    shop.customer("eve", "sales: [{date: 2026-01-01, amount: 7}]")
    return shop


def test_every_column_most_customers_first(wants):
    table = wants.report("needs", asof=ASOF)

    assert [column.name for column in table.columns] == ["group", "customers", "share", "revenue", "win_rate"]
    assert table.rows == [
        ("price", 3, 0.75, Decimal("120.00"), pytest.approx(2 / 3)),
        ("speed", 2, 0.5, Decimal("70.00"), 0.5),
    ]
    assert table.notes == (
        "As of 2026-11-23. n = 4 customers with a motive noted, of 5.",
        "share: of these customers; one customer may name several, so shares may pass 100 %.",
        "Window: everything up to 2026-11-23. In it: revenue, and win_rate: won ÷ (won + lost).",
        "win_rate of fewer than 10 closed deals, a hint at best: price 2 of 3, speed 1 of 2.",
        "Money in EUR, net of tax, refunds included.",
    )


@pytest.mark.parametrize(
    ("by", "group"), [("preference", "wechat"), ("criterion", "price"), ("obstacle", "budget")]
)
def test_the_other_lists_are_grouped_the_same_way(wants, by, group):
    assert wants.report("needs", asof=ASOF, by=by).rows == [(group, 1, 1.0, Decimal("70.00"), 0.5)]


def test_decision_stages_are_a_funnel_in_their_order(wants):
    table = wants.report("needs", asof=ASOF, by="decision_stage")

    assert [row[:3] for row in table.rows] == [
        ("unaware", 0, 0.0),
        ("aware", 0, 0.0),
        ("evaluating", 2, 0.5),
        ("deciding", 0, 0.0),
        ("decided", 1, 0.25),
        ("unsure", 1, 0.25),
    ]
    assert table.notes[1] == "share: of these customers."
    assert table.notes[2] == (
        "Come at least so far: unaware 3 (100 %), aware 3 (100 %), evaluating 3 (100 %), deciding 1 (33 %),"
        " decided 1 (33 %)."
    )


def test_a_funnel_has_the_stages_of_the_settings_be_they_few_or_none(new_shop):
    for stages, expected in (
        ("[初谈, 签约]", [("初谈", 0), ("签约", 1), ("older", 1)]),
        ("[]", [("older", 1), ("签约", 1)]),
    ):
        shop = new_shop(f"format: 1\ncurrency: EUR\ndecision_stages: {stages}\n")
        shop.customer("a", "needs: {decision: {stage: 签约}}")
        shop.customer("b", "needs: {decision: {stage: older}}")

        assert [row[:2] for row in shop.report("needs", asof=ASOF, by="decision_stage").rows] == expected


def test_industries_stand_apart_with_shares_of_their_own(wants):
    table = wants.report("needs", asof=ASOF, **{"with": "industry"})

    assert [column.name for column in table.columns][:3] == ["group", "industry", "customers"]
    assert [row[:5] for row in table.rows] == [
        ("price", "tea", 2, 1.0, Decimal("120.00")),
        ("price", None, 1, 1.0, Decimal("0.00")),
        ("speed", "tea", 1, 0.5, Decimal("70.00")),
        ("speed", "food", 1, 1.0, Decimal("0.00")),
    ]
    assert "of the customers of that industry who have one noted" in table.notes[1]


def test_segments_are_withheld_as_in_the_segments_report(wants, new_shop):
    few = wants.report("needs", asof=ASOF, **{"with": "segment"})
    shop = new_shop("format: 1\ncurrency: EUR\nrfm: {min_class: 1, min_scores: 2, min_segments: 3}\n")
    for number, amount in enumerate((5, 50, 500)):
        day = f"2026-{9 + number:02}-01"
        shop.customer(
            f"c{number}", f"needs: {{motives: [price]}}\nsales: [{{date: {day}, amount: {amount}}}]"
        )

    many = shop.report("needs", asof=ASOF, **{"with": "segment"})
    segments = {row["customer"]: row["segment"] for row in shop.records("segments", asof=ASOF)}

    assert {row[1] for row in few.rows} == {None}
    assert "Fewer than 100 buyers: no segments, so that column is empty." in few.notes
    assert None not in segments.values()
    assert {row[1] for row in many.rows} == set(segments.values())
    assert not any("no segments" in note for note in many.notes)


def test_the_window_is_of_revenue_and_of_closed_deals(wants):
    rows = wants.report("needs", asof=ASOF, from_="2026-02-01", to="2026-02-28").rows

    assert rows == [
        ("price", 3, 0.75, Decimal("-30.00"), 1.0),
        ("speed", 2, 0.5, Decimal("-30.00"), 1.0),
    ]


def test_customers_of_later_days_are_not_there_yet(shop):
    shop.customer("new", "since: 2026-11-24\nneeds: {motives: [price]}")
    shop.customer("old", "since: 2026-11-23\nneeds: {motives: [price]}")

    table = shop.report("needs", asof=ASOF)

    assert [row[1] for row in table.rows] == [1]
    assert table.notes[0].endswith("n = 1 customer with a motive noted, of 1.")


def test_nobody_who_says_anything_is_an_empty_table(shop):
    shop.customer("acme")

    for by in ("motive", "decision_stage"):
        assert shop.report("needs", asof=ASOF, by=by).rows == []


def test_ten_closed_deals_are_no_hint_but_a_rate(shop):
    deals = ", ".join(["{opened: 2026-01-01, closed: 2026-02-01, outcome: won}"] * 10)
    shop.customer("acme", f"needs: {{motives: [price]}}\ndeals: [{deals}]")

    table = shop.report("needs", asof=ASOF)

    assert [row[4] for row in table.rows] == [1.0]
    assert not any("hint" in note for note in table.notes)


def test_sums_say_what_they_leave_out(shop):
    shop.customer(
        "acme",
        "needs: {motives: [price]}\nsales: [{date: 2026-01-01, amount: 5, currency: USD}]",
    )

    table = shop.report("needs", asof=ASOF)

    assert [row[3] for row in table.rows] == [Decimal("0.00")]
    assert table.notes[-1] == "Left out of the totals, for want of a rate to EUR: 1 entry (1 in USD)."
