"""The summary: every figure of a first page on a hand-made book."""

from decimal import Decimal

import pytest

ASOF = "2026-11-23"


def figures(shop, **values):
    table = shop.report("summary", **{"asof": ASOF, **values})
    assert [(column.name, column.kind) for column in table.columns] == [
        ("figure", "text"),
        ("value", "number"),
        ("currency", "text"),
        ("note", "text"),
    ]
    return table.rows


def test_the_figures_of_a_small_book(shop):
    shop.write("rates.yaml", "- {date: 2026-01-01, currency: USD, rate: 0.5}\n")
    shop.customer(
        "acme",
        """
        contact_log:
          - {date: 2026-11-01, follow_up: 2026-11-22}
          - {date: 2026-11-01, follow_up: 2026-11-23}
          - {date: 2026-11-01, follow_up: 2026-11-24}
        sales:
          - {date: 2026-11-01, amount: 60, tax_rate: 0.1, due: 2026-11-22}
          - {date: 2026-11-23, amount: 10, currency: USD}
          - {date: 2026-10-31, amount: 20, paid: 2026-10-31}
          - {date: 2025-11-24, amount: 4, paid: 2026-10-31}
          - {date: 2025-11-23, amount: 100, paid: 2026-10-31}
        """,
    )
    shop.customer("bolt", "cadence_days: 5\nsales: [{date: 2026-10-01, amount: 11, paid: 2026-10-01}]")
    shop.customer("cask", "archived: 2026-11-01\nsales: [{date: 2025-10-01, amount: -3}]")
    shop.customer("dove", "churn: [{date: 2026-01-01}]\nsales: [{date: 2025-01-01, amount: 0}]")
    shop.customer(
        "emil",
        """
        since: 2026-01-01
        cadence_days: 5
        contact_log: [{date: 2026-11-01}]
        feedback:
          - {date: 2026-11-02, kind: complaint}
          - {date: 2026-11-01, kind: complaint, resolved: 2026-11-24}
          - {date: 2026-11-01, kind: complaint, resolved: 2026-11-23}
          - {date: 2026-11-24, kind: complaint}
        """,
    )

    assert figures(shop) == [
        ("customers", 4, None, "1 archived"),
        ("new customers", 2, None, "in the last 365 days"),
        ("buyers", 3, None, "at least one sale ever"),
        ("repeat rate", pytest.approx(1 / 3), None, "1 of 3 buyers bought on two days or more"),
        ("revenue this month", Decimal("65.00"), "EUR", "2026-11, still running"),
        ("revenue last month", Decimal("31.00"), "EUR", "2026-10"),
        ("revenue 365 days", Decimal("100.00"), "EUR", "up to 2026-11-23"),
        ("largest customer", pytest.approx(189 / 200), None, "95 % of income is one client: ACME"),
        ("follow-ups overdue", 1, None, "1 more are due today"),
        ("out of touch", 2, None, "1 of them never contacted"),
        ("receivables open", Decimal("66.00"), "EUR", "66.00 overdue, credit 3.00"),
        ("receivables open", Decimal("10.00"), "USD", "0.00 overdue"),
        ("complaints open", 2, None, "the oldest of 2026-11-01"),
        ("customers lost", 1, None, "recorded in the last 365 days, no sale since"),
        ("customers at risk", 0, None, "silent for more than 2 times the usual gap"),
    ]


def test_an_empty_book_has_figures_too(shop):
    assert figures(shop)[:3] == [
        ("customers", 0, None, None),
        ("new customers", 0, None, "in the last 365 days"),
        ("buyers", 0, None, "at least one sale ever"),
    ]
    assert figures(shop)[-1] == ("customers at risk", None, None, "nobody has bought twice yet")


def test_the_month_before_january_is_december(shop):
    shop.customer("acme", "sales: [{date: 2025-12-31, amount: 3}, {date: 2025-11-30, amount: 5}]")

    found = {row[0]: row[1] for row in figures(shop, asof="2026-01-31")}

    assert (found["revenue this month"], found["revenue last month"]) == (Decimal("0.00"), Decimal("3.00"))


def answers(shop, metric, scores):
    for number, score in enumerate(scores):
        shop.customer(f"c{number:02}", f"feedback: [{{date: 2026-11-01, metric: {metric}, score: {score}}}]")


def test_scores_need_ten_answers(shop):
    answers(shop, "nps", [10] * 9)
    assert "nps" not in [row[0] for row in figures(shop)]

    answers(shop, "nps", [10, 9, 9, 10, 8, 7, 6, 0, 9, 10])
    row = next(row for row in figures(shop) if row[0] == "nps")
    # six promoters, two passives, two detractors
    assert row == ("nps", 40.0, None, "10 answers in 365 days, the latest per customer")


def test_csat_is_the_share_of_the_two_best_and_scales_are_never_pooled(shop):
    answers(shop, "csat", [5, 4, 4, 3, 5, 5, 4.5, 3.9, 1, 5])
    shop.customer("seven", "feedback: [{date: 2026-11-01, metric: csat, score: 7, scale: 7}]")

    found = [row for row in figures(shop) if row[0] == "csat"]

    note = "share of 4-5 of 5; 10 answers in 365 days, the latest per customer"
    assert found == [("csat", 0.7, None, note)]


def test_only_the_latest_answer_of_a_customer_within_the_window_counts(shop):
    answers(shop, "nps", [10] * 9)
    shop.customer(
        "last",
        """
        feedback:
          - {date: 2026-11-01, metric: nps, score: 10}
          - {date: 2026-11-01, metric: nps, score: 0}
          - {date: 2026-10-01, metric: nps, score: 10}
          - {date: 2026-11-24, metric: nps, score: 10}
          - {date: 2026-11-20, kind: praise}
        """,
    )
    shop.customer("old", "feedback: [{date: 2025-11-23, metric: nps, score: 0}]")

    row = next(row for row in figures(shop) if row[0] == "nps")

    assert row[1] == 80.0


def test_entries_without_a_rate_are_named(shop):
    shop.customer("acme", "sales: [{date: 2026-11-01, amount: 5, currency: USD}]")

    table = shop.report("summary", asof=ASOF)

    assert table.notes[-1] == "Left out of the totals, for want of a rate to EUR: 1 entry (1 in USD)."
