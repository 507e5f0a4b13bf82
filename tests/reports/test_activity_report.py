"""The activity report: contacts by channel, month, person and customer."""

import pytest

ASOF = "2026-11-23"


@pytest.fixture
def busy(shop):
    shop.customer(
        "acme",
        """
        contact_log:
          - {date: 2026-11-20, channel: phone, person: Ann}
          - {date: 2026-10-31T09:30, channel: email, person: Bob}
          - {date: 2026-11-01, channel: phone}
          - {date: 2026-11-22, channel: Note, person: Ann}
          - {date: 2026-11-24, channel: phone}
        """,
    )
    shop.customer(
        "bolt", "contact_log: [{date: 2026-11-02, channel: phone, person: Ann}, {date: 2026-11-03}]"
    )
    shop.customer("quiet")
    return shop


def rows(shop, **values):
    return shop.report("activity", **{"asof": ASOF, **values}).rows


def test_by_channel_most_contacts_first_and_the_unnamed_last(busy):
    table = busy.report("activity", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("group", "text"),
        ("contacts", "int"),
        ("customers", "int"),
        ("last", "date"),
        ("days_since", "int"),
    ]
    assert table.rows == [
        ("phone", 3, 2, "2026-11-20", 3),
        ("email", 1, 1, "2026-10-31", 23),
        (None, 1, 1, "2026-11-03", 20),
    ]
    assert table.notes == (
        "A contact is an entry of the contact log that is no internal note; days_since: asof − last.",
        "Window: everything up to 2026-11-23. n = 5 contacts with 2 customers.",
        "Left out: 1 internal note.",
    )


def test_by_month_in_their_order_the_running_one_named(busy):
    table = busy.report("activity", asof=ASOF, by="month")

    assert table.rows == [("2026-10", 1, 1, "2026-10-31", 23), ("2026-11", 4, 2, "2026-11-20", 3)]
    assert table.notes[-1] == "2026-11 is still running."


def test_by_person_namesakes_count_as_one_and_it_is_said(busy):
    table = busy.report("activity", asof=ASOF, by="person")

    assert table.rows == [
        ("Ann", 2, 2, "2026-11-20", 3),
        ("Bob", 1, 1, "2026-10-31", 23),
        (None, 2, 2, "2026-11-03", 20),
    ]
    assert table.notes[-1] == "Persons of the same name count as one."


def test_by_customer_equal_ones_by_id(busy):
    busy.customer("aaa", "contact_log: [{date: 2026-11-02}, {date: 2026-11-02}]")

    assert rows(busy, by="customer") == [
        ("acme", 3, 1, "2026-11-20", 3),
        ("aaa", 2, 1, "2026-11-02", 21),
        ("bolt", 2, 1, "2026-11-03", 20),
    ]


def test_the_window_and_asof_bound_the_contacts(busy):
    assert rows(busy, from_="2026-11-01", to="2026-11-02") == [("phone", 2, 2, "2026-11-02", 21)]
    assert rows(busy, asof="2026-11-01") == [
        ("email", 1, 1, "2026-10-31", 1),
        ("phone", 1, 1, "2026-11-01", 0),
    ]
    assert rows(busy, asof="2026-11-24")[0] == ("phone", 4, 2, "2026-11-24", 0)


def test_a_book_without_contacts_has_no_rows(shop):
    shop.customer("a", "contact_log: [{date: 2026-11-01, channel: note}]")

    table = shop.report("activity", asof=ASOF)

    assert table.rows == []
    assert table.notes[1:] == (
        "Window: everything up to 2026-11-23. n = 0 contacts with 0 customers.",
        "Left out: 1 internal note.",
    )
