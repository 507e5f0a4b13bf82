"""The follow-ups report on hand-made books: every state, every edge of a day."""

import pytest

from plaincrm.errors import UsageError

ASOF = "2026-11-23"


def states(table):
    return [(row["customer"], row["state"], row["due"], row["days"]) for row in table.records()]


def test_follow_ups_show_what_is_late_today_and_near_most_overdue_first(shop):
    shop.customer(
        "acme",
        """
        level: B
        contact_log:
          - {date: 2026-11-01, channel: phone, follow_up: 2026-11-22, plan: send the offer}
          - {date: 2026-11-02, channel: note, follow_up: 2026-11-23, plan: call}
          - {date: 2026-11-03, channel: email, follow_up: 2026-11-30}
          - {date: 2026-11-04, channel: email, follow_up: 2026-12-01}
          - {date: 2026-11-05, channel: email, follow_up: 2026-11-10, done: 2026-11-11}
        """,
    )

    table = shop.report("follow-ups", asof=ASOF)

    assert [column.name for column in table.columns] == (
        ["customer", "name", "state", "due", "days", "plan", "channel", "last_contact", "cadence_days", "ref"]
    )
    assert [column.kind for column in table.columns] == (
        ["text", "text", "text", "date", "int", "text", "text", "date", "int", "text"]
    )
    rows = [row[:9] for row in table.rows]
    assert rows == [
        ("acme", "ACME", "overdue", "2026-11-22", 1, "send the offer", "phone", "2026-11-05", 90),
        ("acme", "ACME", "today", "2026-11-23", 0, "call", "note", "2026-11-05", 90),
        ("acme", "ACME", "upcoming", "2026-11-30", -7, None, "email", "2026-11-05", 90),
    ]
    assert len({row[9] for row in table.rows}) == 3
    assert all(len(row[9]) >= 4 for row in table.rows)


def test_follow_ups_look_as_far_ahead_as_the_settings_or_days_say(shop, new_shop):
    entry = "contact_log: [{date: 2026-11-01, follow_up: 2026-12-02}]"
    shop.customer("acme", entry)
    patient = new_shop("format: 1\ncurrency: EUR\nfollow_ups: {days: 9}\n")
    patient.customer("acme", entry)

    assert states(shop.report("follow-ups", asof=ASOF)) == []
    assert states(shop.report("follow-ups", asof=ASOF, days="8")) == []
    assert states(shop.report("follow-ups", asof=ASOF, days="9")) == [("acme", "upcoming", "2026-12-02", -9)]
    assert states(patient.report("follow-ups", asof=ASOF)) == [("acme", "upcoming", "2026-12-02", -9)]


@pytest.mark.parametrize("days", ["-1", "36501", "soon", "1.5", "９"])
def test_follow_ups_refuse_days_that_are_no_such_number(shop, days):
    with pytest.raises(UsageError):
        shop.report("follow-ups", days=days)


def test_follow_ups_forget_what_happens_after_asof(shop):
    shop.customer(
        "acme",
        """
        contact_log:
          - {date: 2026-11-01, channel: phone, follow_up: 2026-11-10, done: 2026-11-24}
          - {date: 2026-11-24, channel: phone, follow_up: 2026-11-25}
        """,
    )

    (row,) = shop.records("follow-ups", asof=ASOF)

    assert (row["state"], row["due"], row["last_contact"]) == ("overdue", "2026-11-10", "2026-11-01")


def test_a_customer_is_quiet_only_after_the_cadence_is_over(shop):
    shop.customer("late", "cadence_days: 30\ncontact_log: [{date: 2026-10-23, channel: email}]")
    shop.customer("just", "cadence_days: 30\ncontact_log: [{date: 2026-10-24, channel: email}]")
    shop.customer("note", "cadence_days: 30\ncontact_log: [{date: 2026-11-22, channel: note}]")
    shop.customer("level", "level: A\ncontact_log: [{date: 2026-10-01}]")
    shop.customer("free", "contact_log: [{date: 2020-01-01}]")

    rows = shop.records("follow-ups", asof=ASOF)

    assert [(r["customer"], r["state"], r["due"], r["days"], r["cadence_days"]) for r in rows] == [
        ("level", "quiet", "2026-10-31", 23, 30),
        ("late", "quiet", "2026-11-22", 1, 30),
        ("note", "never", None, None, 30),
    ]


def test_a_default_cadence_covers_customers_without_a_level(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\ncadence: {A: 30, default: 10}\n")
    shop.customer("plain", "contact_log: [{date: 2026-11-12}]")
    shop.customer("best", "level: A\ncontact_log: [{date: 2026-11-12}]")
    shop.customer("own", "cadence_days: 12\ncontact_log: [{date: 2026-11-12}]")

    assert states(shop.report("follow-ups", asof=ASOF)) == [("plain", "quiet", "2026-11-22", 1)]


def test_silence_is_no_reminder_for_open_follow_ups_archived_or_gone_customers(shop):
    shop.customer("open", "cadence_days: 5\ncontact_log: [{date: 2026-01-01, follow_up: 2027-06-01}]")
    shop.customer("away", "cadence_days: 5\narchived: 2026-11-23\ncontact_log: [{date: 2026-01-01}]")
    shop.customer("gone", "cadence_days: 5\nchurn: [{date: 2026-02-01}]")
    shop.customer(
        "back", "cadence_days: 5\nchurn: [{date: 2026-02-01}]\nsales: [{date: 2026-02-02, amount: 1}]"
    )
    shop.customer("later", "cadence_days: 5\narchived: 2026-11-24\nchurn: [{date: 2026-11-24}]")

    rows = shop.records("follow-ups", asof=ASOF)

    # all that is known of "later" lies in the future, so it is not there yet
    assert [(row["customer"], row["state"]) for row in rows] == [("back", "never")]


def test_who_has_bought_is_known_before_the_day_of_since(shop):
    shop.customer("lead", "since: 2026-12-01\ncadence_days: 5")
    sale = "sales: [{date: 2026-10-01, amount: 5}]"
    shop.customer("never", f"since: 2026-12-01\ncadence_days: 5\n{sale}")
    contact = "contact_log: [{date: 2026-11-01, channel: phone}]"
    shop.customer("quiet", f"since: 2026-12-01\ncadence_days: 5\n{sale}\n{contact}")

    table = shop.report("follow-ups", asof=ASOF)

    assert states(table) == [("quiet", "quiet", "2026-11-06", 17), ("never", "never", None, None)]


def test_archived_customers_are_not_reminded_of_anything(shop):
    shop.customer(
        "acme",
        """
        archived: 2026-11-01
        birthday: --11-24
        contact_log: [{date: 2026-10-01, follow_up: 2026-10-02}]
        deals: [{opened: 2026-01-01, title: x, close_by: 2026-11-24}]
        needs: {decision: {by: 2026-11-24}}
        """,
    )

    assert shop.records("follow-ups", asof=ASOF) == []
    assert states(shop.report("follow-ups", asof="2026-10-31")) == [("acme", "overdue", "2026-10-02", 29)]


def test_birthdays_of_customers_and_people_come_up_with_their_names(shop):
    shop.customer(
        "acme",
        """
        birthday: 1980-11-23
        people:
          - {name: Ann, birthday: --11-30}
          - {name: Bob, birthday: 1990-12-01}
          - {name: Cyd, birthday: 1990-11-22}
        """,
    )

    rows = shop.records("follow-ups", asof=ASOF)

    assert [(row["state"], row["due"], row["days"], row["plan"]) for row in rows] == [
        ("birthday", "2026-11-23", 0, "ACME"),
        ("birthday", "2026-11-30", -7, "Ann"),
    ]


@pytest.mark.parametrize(
    ("asof", "due"),
    [
        ("2027-02-22", "2027-02-28"),
        ("2027-02-28", "2027-02-28"),
        ("2028-02-22", "2028-02-29"),
        ("2028-02-29", "2028-02-29"),
    ],
)
def test_a_leap_day_birthday_falls_on_the_28th_in_other_years(shop, asof, due):
    shop.customer("leap", "birthday: 1988-02-29")

    assert [row["due"] for row in shop.records("follow-ups", asof=asof)] == [due]


def test_a_birthday_in_january_is_near_in_december(shop):
    shop.customer("acme", "birthday: --01-02")

    assert states(shop.report("follow-ups", asof="2026-12-28")) == [("acme", "birthday", "2027-01-02", -5)]


def test_deals_and_decisions_come_up_while_they_are_open(shop):
    shop.customer(
        "acme",
        """
        needs: {decision: {by: 2026-11-25, stage: evaluating}}
        deals:
          - {opened: 2026-06-01, title: Support, close_by: 2026-11-24}
          - {opened: 2026-06-01, title: Won, close_by: 2026-11-24, closed: 2026-11-20, outcome: won}
          - {opened: 2026-06-01, title: Later, close_by: 2026-11-26, closed: 2026-11-24, outcome: lost}
          - {opened: 2026-06-01, title: Undated, close_by: 2026-11-24, outcome: lost}
          - {opened: 2026-06-01, title: Past, close_by: 2026-11-22}
          - {opened: 2026-11-24, title: Tomorrow, close_by: 2026-11-25}
          - {opened: 2026-06-01, title: Far, close_by: 2026-12-01}
        """,
    )

    rows = shop.records("follow-ups", asof=ASOF)

    assert [(row["state"], row["due"], row["plan"], bool(row["ref"])) for row in rows] == [
        ("close", "2026-11-24", "Support", True),
        ("decide", "2026-11-25", "evaluating", False),
        ("close", "2026-11-26", "Later", True),
    ]


def test_ties_stand_by_state_then_customer(shop):
    for name in ("bee", "ant"):
        shop.customer(name, "contact_log: [{date: 2026-11-01, follow_up: 2026-11-23}]")
    shop.customer("cat", "birthday: --11-23")
    shop.customer("dog", "cadence_days: 1")

    assert [(row["customer"], row["state"]) for row in shop.records("follow-ups", asof=ASOF)] == [
        ("ant", "today"),
        ("bee", "today"),
        ("dog", "never"),
        ("cat", "birthday"),
    ]


def test_a_window_keeps_what_is_due_in_it(shop):
    shop.customer(
        "acme",
        """
        contact_log:
          - {date: 2026-10-01, follow_up: 2026-10-02}
          - {date: 2026-10-01, follow_up: 2026-11-01}
          - {date: 2026-10-01, follow_up: 2026-11-25}
        """,
    )
    shop.customer("never", "cadence_days: 1")

    found = states(shop.report("follow-ups", asof=ASOF, from_="2026-11-01", to="2026-11-24"))

    assert found == [("acme", "overdue", "2026-11-01", 22)]


def test_a_window_may_be_of_days_to_come(shop):
    shop.customer("acme", "contact_log: [{date: 2026-11-01, channel: phone, follow_up: 2026-11-25}]")

    found = states(shop.report("follow-ups", asof=ASOF, from_="2026-11-24", to="2026-11-30"))

    assert found == [("acme", "upcoming", "2026-11-25", -2)]


def test_the_caption_counts_the_states(shop):
    shop.customer("acme", "contact_log: [{date: 2026-11-01, follow_up: 2026-11-02}]")
    shop.customer("bolt", "cadence_days: 3")

    notes = shop.report("follow-ups", asof=ASOF).notes

    assert notes[0].startswith("As of 2026-11-23, looking 7 days ahead.")
    assert notes[-1] == "n = 2: 1 overdue, 1 never."
