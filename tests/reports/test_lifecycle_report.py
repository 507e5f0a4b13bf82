"""The lifecycle report: derived stages with the day they began, stages set by hand, moves."""

from decimal import Decimal

import pytest

ASOF = "2026-11-23"


def stages(shop, **values):
    rows = shop.records("lifecycle", **{"asof": ASOF, **values})
    return {row["customer"]: (row["derived"], row["manual"], row["stage"], row["since"]) for row in rows}


# the pooled mean gap is 100 days
POOL = {"pool": {"sales": [{"date": "2026-08-15", "amount": 1}, {"date": "2026-11-23", "amount": 1}]}}


def test_the_columns(shop):
    shop.customer("acme", "sales: [{date: 2026-11-01, amount: 1}]")

    table = shop.report("lifecycle", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("customer", "text"),
        ("name", "text"),
        ("derived", "text"),
        ("manual", "text"),
        ("stage", "text"),
        ("since", "date"),
        ("why", "text"),
    ]
    why = "1 purchase, the last 2026-11-01"
    assert table.rows == [("acme", "ACME", "nurture", None, "nurture", "2026-11-01", why)]


@pytest.mark.parametrize(
    ("text", "stage", "since", "why"),
    [
        ("", "acquire", None, "no sale yet"),
        (
            """
            contact_log:
              - {date: 2026-05-05}
              - {date: 2026-05-01, channel: note}
              - {date: 2026-05-03, channel: mail}
            """,
            "acquire",
            "2026-05-03",
            "no sale yet",
        ),
        ("sales: [{date: 2026-05-05, amount: -1}]", "acquire", None, "no sale yet"),
        ("sales: [{date: 2026-11-05, amount: 1, void: true}]", "acquire", None, "no sale yet"),
        (
            "sales: [{date: 2026-11-05, amount: 0}, {date: 2026-11-05, amount: 5}]",
            "nurture",
            "2026-11-05",
            "1 purchase, the last 2026-11-05",
        ),
        (
            """
            sales:
              - {date: 2026-11-09, amount: 1}
              - {date: 2026-11-01, amount: 1}
              - {date: 2026-11-05, amount: 1}
            """,
            "retain",
            "2026-11-05",
            "3 purchases, the last 2026-11-09",
        ),
        ("churn: [{date: 2026-11-05}]", "winback", "2026-11-05", "recorded as gone 2026-11-05"),
        (
            "churn: [{date: 2026-11-05}]\nsales: [{date: 2026-11-06, amount: 1}]",
            "nurture",
            "2026-11-06",
            "1 purchase, the last 2026-11-06",
        ),
    ],
)
def test_the_first_rule_that_fits_gives_the_stage(shop, text, stage, since, why):
    shop.customers(POOL)
    shop.customer("acme", text)

    row = next(row for row in shop.records("lifecycle", asof=ASOF) if row["customer"] == "acme")

    assert (row["derived"], row["stage"], row["since"]) == (stage, stage, since)
    assert row["why"] == why


@pytest.mark.parametrize(
    ("sales", "last_day_before", "since", "before"),
    [
        # usual gap 100: the ratio is 2 on the 200th day and above it on the 201st
        ("{date: 2026-01-01, amount: 1}", "2026-07-20", "2026-07-21", "nurture"),
        # 110 days in 2 gaps make a pool of 55; (10 + 110) ÷ 3 = 40: above 2 on the 81st day
        (
            "{date: 2025-12-22, amount: 1}, {date: 2026-01-01, amount: 1}",
            "2026-03-22",
            "2026-03-23",
            "retain",
        ),
    ],
)
def test_silence_calls_for_a_winback_from_the_day_the_ratio_passed(
    shop, sales, last_day_before, since, before
):
    shop.customer("pool", "sales: [{date: 2025-06-15, amount: 1}, {date: 2025-09-23, amount: 1}]")
    shop.customer("acme", f"sales: [{sales}]")

    assert stages(shop, asof=last_day_before)["acme"][0] == before
    assert stages(shop, asof=since)["acme"] == ("winback", None, "winback", since)
    assert stages(shop)["acme"] == ("winback", None, "winback", since)


def test_the_pool_is_the_whole_book_whoever_is_chosen(shop):
    shop.customers(POOL)
    shop.customer("once", "tags: [x]\nsales: [{date: 2026-01-01, amount: 1}]")
    shop.index.choose(["+x"])

    assert stages(shop) == {"once": ("winback", None, "winback", "2026-07-21")}


def test_a_stage_set_by_hand_wins_and_the_derived_one_stays_visible(shop):
    shop.customer("word", "stage: retain")
    shop.customer(
        "long",
        """
        stage: {value: winback, since: 2026-01-10, reason: silent partner}
        contact_log: [{date: 2020-01-01}]
        """,
    )
    shop.customer("later", "stage: {value: retain, since: 2026-11-24}\ncontact_log: [{date: 2020-01-01}]")

    assert stages(shop) == {
        "later": ("acquire", None, "acquire", "2020-01-01"),
        "long": ("acquire", "winback", "winback", "2026-01-10"),
        "word": ("acquire", "retain", "retain", None),
    }


@pytest.mark.parametrize(("since", "stale"), [("2026-05-27", False), ("2026-05-26", True)])
def test_a_dated_stage_older_than_180_days_is_flagged(shop, since, stale):
    shop.customer("acme", f"stage: {{value: retain, since: {since}, reason: signed}}")

    table = shop.report("lifecycle", asof=ASOF)

    why = table.records()[0]["why"]
    assert why == ("signed; set by hand 181 days ago, look again" if stale else "signed")
    assert any("Set more than 180 days ago: 1; look again." in note for note in table.notes) == stale


def test_an_undated_stage_is_never_flagged(shop):
    shop.customer("acme", "stage: retain")

    assert shop.records("lifecycle", asof=ASOF)[0]["why"] == "set by hand"


def test_thresholds_are_settings(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\nlifecycle: {ratio: 0.5, manual_days: 10}\n")
    shop.customers(POOL)
    shop.customer("once", "sales: [{date: 2026-09-01, amount: 1}]")
    shop.customer("hand", "stage: {value: retain, since: 2026-11-12}")

    rows = {row["customer"]: row for row in shop.records("lifecycle", asof=ASOF)}

    assert (rows["once"]["derived"], rows["once"]["since"]) == ("winback", "2026-10-22")
    assert rows["hand"]["why"] == "set by hand 11 days ago, look again"


def test_the_caption_says_what_to_do_next_in_each_stage(shop):
    notes = " ".join(shop.report("lifecycle", asof=ASOF).notes)

    assert all(f"{stage}: " in notes for stage in ("acquire", "nurture", "retain", "winback"))


def moves(shop, **values):
    table = shop.report("lifecycle", **{"asof": ASOF, "by": "stage", **values})
    assert [column.name for column in table.columns] == [
        "stage",
        "customers",
        "revenue",
        "moved_in",
        "moved_out",
    ]
    return [(row[0], row[1], str(row[2]), row[3], row[4]) for row in table.rows]


def test_stages_count_customers_revenue_and_moves(shop):
    shop.customer("new", "contact_log: [{date: 2026-11-01}]")
    shop.customer("old", "contact_log: [{date: 2026-01-01}]")
    shop.customer("first", "contact_log: [{date: 2026-01-01}]\nsales: [{date: 2026-10-01, amount: 5}]")
    shop.customer("second", "sales: [{date: 2026-08-01, amount: 5}, {date: 2026-10-01, amount: 6}]")
    shop.customer(
        "gone",
        "churn: [{date: 2026-10-01}]\nsales: [{date: 2026-08-01, amount: 7}, {date: 2026-08-02, amount: -2}]",
    )
    shop.customer("hand", "stage: {value: retain, since: 2026-10-01}\ncontact_log: [{date: 2026-01-01}]")
    shop.customer("fixed", "stage: winback")
    shop.customer("later", "contact_log: [{date: 2026-11-24}]")

    # ninety days before: 2026-08-25
    assert moves(shop) == [
        ("acquire", 2, "0.00", 1, 2),
        ("nurture", 1, "5.00", 1, 2),
        ("retain", 2, "11.00", 2, 0),
        ("winback", 2, "5.00", 1, 0),
    ]
    assert moves(shop, from_="2026-10-01") == [
        ("acquire", 2, "0.00", 1, 0),
        ("nurture", 1, "5.00", 0, 0),
        ("retain", 2, "11.00", 0, 0),
        ("winback", 2, "5.00", 0, 0),
    ]


def test_the_index_stands_at_asof_again_after_the_moves(shop):
    shop.customer("acme", "sales: [{date: 2026-11-01, amount: 1}]")

    shop.report("lifecycle", asof=ASOF, by="stage")

    assert shop.index.rows("SELECT asof FROM moment") == [(ASOF,)]


def test_a_stage_of_ones_own_has_a_row_of_its_own(shop):
    shop.customer("acme", "stage: dormant")

    assert moves(shop)[-1] == ("dormant", 1, "0.00", 0, 0)


def test_the_revenue_of_a_stage_holds_the_refunds_of_those_who_never_bought(shop):
    shop.customer("a", "stage: winback\nsales: [{date: 2026-11-01, amount: 100}]")
    shop.customer("b", "stage: winback\nsales: [{date: 2026-11-02, amount: -40}]")

    assert moves(shop)[-1] == ("winback", 2, "60.00", 2, 0)


def test_revenue_is_exact(shop):
    shop.customer("acme", "sales: [{date: 2026-11-01, amount: 0.10}, {date: 2026-11-01, amount: 0.20}]")

    table = shop.report("lifecycle", asof=ASOF, by="stage")

    assert table.records()[1]["revenue"] == Decimal("0.30")
