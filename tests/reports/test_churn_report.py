"""The churn report: who is gone, who may be going, and what was recorded."""

from decimal import Decimal

import pytest

from plaincrm.labels import captions

ASOF = "2026-11-23"


def days_before(count):
    from datetime import date, timedelta

    return str(date.fromisoformat(ASOF) - timedelta(days=count))


def sales(*ages, amount=10):
    """Sales so many days before asof."""
    return {"sales": [{"date": days_before(age), "amount": str(amount)} for age in ages]}


def test_every_column_of_the_lost_and_of_those_at_risk(shop):
    shop.customers(
        {
            # own gaps 30 and 30; pool of the book: 30, 30 and 90 = 150 days in 3 gaps, mean 50
            "gone": {
                "churn": [
                    {"date": "2020-01-01", "reason": "old"},
                    {"date": days_before(100), "reason": "price", "note": "a rival is cheaper"},
                ],
                "sales": [
                    {"date": days_before(160), "amount": "10.00"},
                    {"date": days_before(130), "amount": "20.50"},
                    {"date": days_before(190), "amount": "1"},
                    {"date": days_before(120), "amount": "-5"},
                    {"date": days_before(465), "amount": "1000", "void": "true"},
                ],
            },
            "risk": {
                "sales": [
                    {"date": days_before(300), "amount": "100"},
                    {"date": days_before(210), "amount": "7"},
                    {"date": days_before(365), "amount": "-3"},
                ]
            },
        }
    )

    table = shop.report("churn", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("customer", "text"),
        ("name", "text"),
        ("state", "text"),
        ("date", "date"),
        ("reason", "text"),
        ("silence", "int"),
        ("usual_gap", "number"),
        ("ratio", "number"),
        ("p_buy", "share"),
        ("expected_spend", "money"),
        ("value_at_risk", "money"),
        ("why", "text"),
    ]
    # gone: (60 + 2 × 50) ÷ 4 = 40; risk: (90 + 100) ÷ 3 = 63.33…
    assert table.rows == [
        (
            *("gone", "GONE", "lost", days_before(100), "price", 130, 40.0, 3.25, None, None),
            *(Decimal("26.50"), "a rival is cheaper"),
        ),
        (
            *("risk", "RISK", "at_risk", None, None, 210, 190 / 3, 63 / 19, None, None),
            *(Decimal("107.00"), "silent 210 days, 3.3 times the usual 63 (pooled: 1 own gap)"),
        ),
    ]


def test_own_gaps_are_marked_as_own_from_two_on(shop):
    shop.customers({"own": sales(400, 390, 380), "one": sales(300)})

    why = {row["customer"]: row["why"] for row in shop.records("churn", asof=ASOF)}

    assert why == {
        "own": "silent 380 days, 38.0 times the usual 10 (own gaps)",
        "one": "silent 300 days, 30.0 times the usual 10 (pooled: 0 own gaps)",
    }


def test_the_ratio_must_be_above_the_limit_not_at_it(shop, new_shop):
    # the pooled mean gap is 10, so a one-time buyer is at risk after 20 days of silence
    book = {"at": sales(20), "above": sales(21), "pool": sales(10, 0)}
    shop.customers(book)
    patient = new_shop("format: 1\ncurrency: EUR\nchurn: {ratio: 2.1}\n")
    patient.customers({**book, "later": sales(22)})

    assert [row["customer"] for row in shop.records("churn", asof=ASOF)] == ["above"]
    assert [row["customer"] for row in patient.records("churn", asof=ASOF)] == ["later"]


def test_nobody_is_at_risk_where_nobody_has_bought_twice(shop):
    shop.customers({"old": sales(4000), "same": sales(3000, 3000)})
    shop.customer("gone", "churn: [{date: 2026-11-01}]\nsales: [{date: 2020-01-01, amount: 1}]")

    table = shop.report("churn", asof=ASOF)

    (row,) = table.records()
    assert (row["customer"], row["silence"], row["usual_gap"], row["ratio"]) == ("gone", 2518, None, None)
    assert "Nobody has bought twice yet: no usual gap, no ratio, nobody at risk." in table.notes


def test_a_later_sale_brings_back_and_one_of_the_same_day_does_not(shop):
    shop.customer("same", "churn: [{date: 2026-11-01}]\nsales: [{date: 2026-11-01, amount: 1}]")
    shop.customer("back", "churn: [{date: 2026-11-01}]\nsales: [{date: 2026-11-02, amount: 0}]")
    shop.customer("money", "churn: [{date: 2026-11-01}]\nsales: [{date: 2026-11-02, amount: -1}]")
    shop.customer("soon", "churn: [{date: 2026-11-24}]")
    shop.customer("again", "churn: [{date: 2026-11-01}]\nsales: [{date: 2026-11-24, amount: 1}]")

    rows = shop.records("churn", asof=ASOF)

    assert [(row["customer"], row["state"], str(row["value_at_risk"])) for row in rows] == [
        ("same", "lost", "1.00"),
        ("again", "lost", "0.00"),
        ("money", "lost", "0.00"),
    ]


def test_a_customer_who_never_bought_can_be_lost_without_a_silence(shop):
    shop.customer("lead", "churn: [{date: 2026-11-01, reason: rival}]")

    (row,) = shop.records("churn", asof=ASOF)

    assert (row["silence"], row["usual_gap"], row["ratio"], row["why"]) == (
        None,
        None,
        None,
        "recorded as gone",
    )


def test_the_lost_stand_first_and_each_part_by_value_then_id(shop):
    book = {name: sales(400, 200, 101, amount=amount) for name, amount in [("a", 1), ("b", 1), ("c", 9)]}
    book |= {
        name: {**sales(300, 101, amount=5), "churn": [{"date": days_before(100)}]} for name in ("y", "z", "x")
    }
    book["w"] = {**sales(101, amount=1), "churn": [{"date": days_before(100)}]}
    shop.customers({**book, "pool": sales(2, 1, 0)})

    settled = [(row["customer"], row["state"]) for row in shop.records("churn", asof=ASOF)]

    lost = [("x", "lost"), ("y", "lost"), ("z", "lost"), ("w", "lost")]
    assert settled[:4] == lost
    assert {state for _, state in settled[4:]} <= {"at_risk"}


def test_value_at_risk_looks_back_as_many_days_as_the_settings_say(shop, new_shop):
    book = {
        "edge": {"sales": [{"date": days_before(365), "amount": 1}, {"date": days_before(364), "amount": 2}]},
        "pool": sales(1, 0),
    }
    shop.customers(book)
    short = new_shop("format: 1\ncurrency: EUR\nchurn: {window_days: 30}\n")
    short.customers(book)

    assert [str(row["value_at_risk"]) for row in shop.records("churn", asof=ASOF)] == ["2.00"]
    assert [str(row["value_at_risk"]) for row in short.records("churn", asof=ASOF)] == ["0.00"]


def test_a_window_keeps_what_was_recorded_in_it_and_all_who_are_at_risk(shop):
    shop.customers({"risk": sales(500), "pool": sales(1, 0)})
    shop.customer("old", "churn: [{date: 2026-01-31}]")
    shop.customer("new", "churn: [{date: 2026-02-01}]")

    rows = shop.records("churn", asof=ASOF, from_="2026-02-01", to="2026-02-28")

    assert [(row["customer"], row["state"]) for row in rows] == [("new", "lost"), ("risk", "at_risk")]


RECORDED = {
    "ant": {
        "churn": [{"date": "2026-03-02", "reason": "price"}, {"date": "2026-09-01", "reason": "price"}],
        "sales": [
            {"date": "2025-03-02", "amount": "100"},  # 365 days before the first: outside
            {"date": "2025-03-03", "amount": "10"},
            {"date": "2026-03-03", "amount": "30"},
        ],
    },
    "bee": {
        "churn": [{"date": "2026-03-31", "reason": "price"}],
        "sales": [{"date": "2026-01-01", "amount": "5"}],
    },
    "cat": {
        "churn": [{"date": "2026-04-01", "reason": "moved"}],
        "sales": [{"date": "2024-04-01", "amount": "7"}, {"date": "2026-04-02", "amount": "1"}],
    },
    "dog": {"churn": [{"date": "2026-04-30"}]},
    "emu": {"churn": [{"date": "2026-11-24", "reason": "price"}]},
}


def groups(shop, by, **values):
    rows = shop.records("churn", asof=ASOF, by=by, **values)
    return [
        (row["group"], row["customers"], row["share"], str(row["revenue_lost"]), row["won_back"])
        for row in rows
    ]


def test_recorded_churn_by_reason(shop):
    shop.customers(RECORDED)

    table = shop.report("churn", asof=ASOF, by="reason")

    assert [column.name for column in table.columns] == [
        "group",
        "customers",
        "share",
        "revenue_lost",
        "won_back",
    ]
    # ant counts once, by the later entry (nothing sold since); 30 lies in the year before
    assert groups(shop, "reason") == [
        ("price", 2, 0.5, "35.00", 0),
        ("moved", 1, 0.25, "0.00", 1),
        (None, 1, 0.25, "0.00", 0),
    ]


def test_recorded_churn_by_month_with_its_rate(shop):
    shop.customers(RECORDED)

    assert groups(shop, "month") == [
        ("2026-03", 2, 0.5, "15.00", 1),
        ("2026-04", 2, 0.5, "0.00", 1),
        ("2026-09", 1, 0.25, "30.00", 0),
    ]
    # ant and bee bought in the year before March, only ant before April, bee being gone,
    # ant and cat before September
    assert shop.report("churn", asof=ASOF, by="month").notes[-1] == (
        "Rate (÷ customers with a sale in the 365 days before and not gone):"
        " 2026-03 2 of 2 (100.0 %), 2026-04 2 of 1 (200.0 %), 2026-09 1 of 2 (50.0 %)."
    )


@pytest.mark.parametrize(
    ("first_sale", "band"),
    [
        ("2026-11-01", "< 90d"),
        ("2026-08-04", "< 90d"),
        ("2026-08-03", "< 1y"),
        ("2025-11-02", "< 1y"),
        ("2025-11-01", "1-2y"),
        ("2024-11-02", "1-2y"),
        ("2024-11-01", "2-5y"),
        ("2021-11-03", "2-5y"),
        ("2021-11-02", "5y+"),
        ("2026-11-02", None),
    ],
)
def test_tenure_bands_count_from_the_first_sale(shop, first_sale, band):
    shop.customer("a", f"churn: [{{date: 2026-11-01}}]\nsales: [{{date: {first_sale}, amount: 1}}]")

    assert [row[0] for row in groups(shop, "tenure")] == [band]


def test_the_rates_say_that_they_are_of_the_latest_months_only(shop):
    months = [f"{year}-{month:02}" for year in (2025, 2026) for month in range(1, 13)][:17]
    for month in months:
        shop.customer(
            f"c{month}", f"churn: [{{date: {month}-15}}]\nsales: [{{date: {month[:5]}01-01, amount: 1}}]"
        )

    of_all, of_twelve = (
        shop.report("churn", asof=ASOF, by="month", from_=first).notes[-1] for first in ("2025", "2025-06")
    )

    rate = "Rate (÷ customers with a sale in the 365 days before and not gone)"
    assert of_all.startswith(f"{rate}, latest 12 of 17 months: 2025-06 1 of")
    assert of_twelve.startswith(f"{rate}: 2025-06 1 of")
    assert captions((of_all,), "zh")[0].startswith(
        "流失率（÷ 此前 365 天内有购买且未流失的客户），17 个月中最近 12 个月：2025-06 "
    )


def test_tenures_stand_in_their_order(shop):
    for number, first in enumerate(
        ["2010-01-01", "2026-10-31", "2024-12-01", "2025-12-01", "2023-01-01", "2026-11-02"]
    ):
        shop.customer(f"c{number}", f"churn: [{{date: 2026-11-01}}]\nsales: [{{date: {first}, amount: 1}}]")

    assert [row[0] for row in groups(shop, "tenure")] == ["< 90d", "< 1y", "1-2y", "2-5y", "5y+", None]


def test_the_groups_keep_to_the_window(shop):
    shop.customers(RECORDED)

    assert [row[0] for row in groups(shop, "month", from_="2026-04", to="2026-04")] == ["2026-04"]
    assert groups(shop, "reason", to="2010-01-01") == []
