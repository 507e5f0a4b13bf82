"""The sales report on hand-made books, with literal values for every column and every grouping."""

import pytest

from plaincrm.errors import UsageError

ASOF = "2026-11-23"
COLUMNS = [
    "group",
    "currency",
    "sold",
    "refunded",
    "net",
    "orders",
    "buyers",
    "new_buyers",
    "repeat_buyers",
    "average_order",
    "change",
]


def rows(shop, **values):
    table = shop.report("sales", **{"asof": ASOF, **values})
    assert [column.name for column in table.columns] == COLUMNS
    return [tuple(None if cell is None else str(cell) for cell in row) for row in table.rows]


def short(found):
    return [(row[0], row[1], row[4]) for row in found]


def test_every_column_by_month(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-09-30, amount: 100.00}
          - {date: 2026-10-01, amount: 10.01}
          - {date: 2026-10-01, amount: 5, tax_rate: 0.19}
          - {date: 2026-10-31, amount: -3.50}
          - {date: 2026-10-31, amount: 7, currency: USD}
          - {date: 2026-10-31, amount: 999, void: true}
        """,
    )
    shop.customer("bolt", "sales: [{date: 2026-10-15, amount: 0}, {date: 2026-10-16, amount: 10}]")
    shop.customer("cask", "sales: [{date: 2026-10-20, amount: -1}]")
    shop.customer("dove", "sales: [{date: 2026-11-24, amount: 50}]")

    assert rows(shop) == [
        ("2026-09", "EUR", "100.00", "0.00", "100.00", "1", "1", "1", "0", "100.00", None),
        ("2026-10", "EUR", "25.01", "-4.50", "20.51", "4", "2", "1", "1", "6.25", None),
        ("2026-10", "USD", "7.00", "0.00", "7.00", "1", "1", "0", "1", "7.00", None),
    ]


def test_average_order_is_rounded_half_up_and_empty_without_orders(shop):
    shop.customer("a", "sales: [{date: 2026-01-01, amount: 0.01}, {date: 2026-01-02, amount: 0.02}]")
    shop.customer("b", "sales: [{date: 2026-02-01, amount: -5}]")
    shop.customer(
        "c",
        """
        sales:
          - {date: 2026-03-01, amount: 1}
          - {date: 2026-03-01, amount: 0}
          - {date: 2026-03-01, amount: 0}
        """,
    )

    assert [(row[0], row[9]) for row in rows(shop)] == [
        ("2026-01", "0.02"),  # 0.015
        ("2026-02", None),
        ("2026-03", "0.33"),
    ]


def test_change_needs_five_orders_and_a_net_in_the_period_right_before(shop):
    def month(number, orders, amount):
        return [f"{{date: 2026-{number:02}-0{day}, amount: {amount}}}" for day in range(1, orders + 1)]

    entries = [*month(1, 5, 10), *month(2, 4, 15), *month(3, 5, 1), *month(5, 5, 10), *month(6, 6, 20)]
    entries += [*month(7, 5, 0), *month(8, 5, 1)]
    shop.customer("acme", "sales:\n" + "".join(f"  - {entry}\n" for entry in entries))

    change = {row["group"]: row["change"] for row in shop.records("sales", asof=ASOF)}

    assert change == {
        "2026-01": None,
        "2026-02": pytest.approx(0.2),  # 60 against 50
        "2026-03": None,  # February had four orders
        "2026-05": None,  # there was no April
        "2026-06": pytest.approx(1.4),  # 120 against 50
        "2026-07": pytest.approx(-1.0),
        "2026-08": None,  # July brought nothing
    }


def test_change_crosses_the_new_year_for_every_period(shop):
    entries = [
        f"{{date: {year}-{day}, amount: {amount}}}"
        for year, day, amount in [
            (2025, "12-27", 1),
            (2025, "12-28", 1),
            (2025, "12-29", 1),
            (2025, "12-30", 1),
            (2025, "12-31", 1),
            (2026, "01-01", 6),
        ]
    ]
    shop.customer("acme", f"sales: [{', '.join(entries)}]")

    for by, groups in {
        "month": ["2025-12", "2026-01"],
        "quarter": ["2025-Q4", "2026-Q1"],
        "year": ["2025", "2026"],
    }.items():
        found = shop.records("sales", asof=ASOF, by=by)
        assert [row["group"] for row in found] == groups
        assert [row["change"] for row in found] == [None, pytest.approx(0.2)]


def test_the_orders_that_a_change_needs_are_a_setting(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\nsales: {change_orders: 1}\n")
    shop.customer("acme", "sales: [{date: 2026-01-01, amount: 2}, {date: 2026-02-01, amount: 1}]")

    assert [row["change"] for row in shop.records("sales", asof=ASOF)] == [None, -0.5]


def test_quarters_and_weekdays_have_their_own_names_and_order(shop):
    months = [
        "2026-12-31",
        "2026-03-31",
        "2026-04-01",
        "2026-06-30",
        "2026-07-01",
        "2026-09-30",
        "2026-10-01",
    ]
    shop.customer("acme", "sales: [" + ", ".join(f"{{date: {day}, amount: 1}}" for day in months) + "]")
    week = ["2026-11-22", "2026-11-16", "2026-11-21", "2026-11-17", "2026-11-20", "2026-11-18", "2026-11-19"]
    shop.customer("bolt", "sales: [" + ", ".join(f"{{date: {day}, amount: 1}}" for day in week) + "]")

    quarters = rows(shop, asof="2026-12-31", by="quarter")
    weekdays = rows(shop, by="weekday", from_="2026-11-16", to="2026-11-22")

    assert short(quarters) == [
        ("2026-Q1", "EUR", "1.00"),
        ("2026-Q2", "EUR", "2.00"),
        ("2026-Q3", "EUR", "2.00"),
        ("2026-Q4", "EUR", "9.00"),
    ]
    assert [row[0] for row in weekdays] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def test_a_weekday_is_right_before_1970_too(shop):
    shop.customer("acme", "sales: [{date: 1900-01-01, amount: 1}, {date: 1969-12-31, amount: 1}]")

    assert [row[0] for row in rows(shop, by="weekday")] == ["Mon", "Wed"]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("product", [("Support", "70.00"), ("Tea", "40.00"), (None, "5.00")]),
        ("industry", [("food", "75.00"), (None, "40.00")]),
        ("company_size", [("10-49", "75.00"), (None, "40.00")]),
        ("level", [("A", "75.00"), (None, "40.00")]),
        ("source", [("referral", "75.00"), (None, "40.00")]),
        ("owner", [("me", "75.00"), (None, "40.00")]),
        ("payment_method", [(None, "105.00"), ("cash", "10.00")]),
        ("customer", [("acme", "75.00"), ("bolt", "40.00")]),
        ("tag", [("new", "75.00"), ("vip", "75.00"), (None, "40.00")]),
        ("year", [("2026", "115.00")]),
    ],
)
def test_every_grouping_ranks_by_net(shop, by, expected):
    shop.customer(
        "acme",
        """
        industry: food
        company_size: 10-49
        level: A
        source: referral
        owner: me
        tags: [vip, new]
        sales:
          - {date: 2026-01-01, product: Support, amount: 60}
          - {date: 2026-01-02, product: Support, amount: 10, payment_method: cash}
          - {date: 2026-01-03, amount: 5}
        """,
    )
    shop.customer("bolt", "sales: [{date: 2026-01-01, product: Tea, amount: 40}]")

    found = [(row[0], row[4]) for row in rows(shop, by=by)]

    assert found == expected


def test_delivery_is_what_it_was_on_the_day(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-11-01, amount: 1, delivery: delivered, delivered: 2026-11-24}
          - {date: 2026-11-01, amount: 2, delivery: delivered, delivered: 2026-11-23}
          - {date: 2026-11-01, amount: 4, delivered: 2026-11-20}
          - {date: 2026-11-01, amount: 8, delivery: partial}
          - {date: 2026-11-01, amount: 16, delivery: pending}
          - {date: 2026-11-01, amount: 32}
        """,
    )

    assert [(row[0], row[4]) for row in rows(shop, by="delivery")] == [
        (None, "32.00"),
        ("pending", "17.00"),
        ("partial", "8.00"),
        ("delivered", "6.00"),
    ]


def test_a_buyer_is_new_where_the_first_sale_was(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-01-05, product: Tea, amount: 1}
          - {date: 2026-01-20, product: Cake, amount: 1}
          - {date: 2026-02-20, product: Tea, amount: 1}
        """,
    )
    shop.customer("bolt", "sales: [{date: 2026-01-05, product: Cake, amount: 1}]")

    def buyers(**values):
        return [(row[0], *row[6:9]) for row in rows(shop, **values)]

    assert buyers() == [("2026-01", "2", "2", "0"), ("2026-02", "1", "0", "1")]
    assert buyers(by="product") == [("Cake", "2", "1", "1"), ("Tea", "1", "1", "0")]
    assert buyers(from_="2026-01-10") == [("2026-01", "1", "0", "1"), ("2026-02", "1", "0", "1")]


def test_a_window_includes_both_its_ends_and_reads_periods(shop):
    days = ["2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01"]
    shop.customer("acme", "sales: [" + ", ".join(f"{{date: {day}, amount: 1}}" for day in days) + "]")

    assert short(rows(shop, from_="2026-02-01", to="2026-02-28")) == [("2026-02", "EUR", "2.00")]
    assert short(rows(shop, from_="2026-02", to="2026-02")) == [("2026-02", "EUR", "2.00")]
    assert [row[0] for row in rows(shop, to="2026-01-31")] == ["2026-01"]
    with pytest.raises(UsageError) as caught:
        shop.report("sales", from_="2026-03-01", to="2026-02-28")
    assert "--from 2026-03-01 is after --to 2026-02-28" in caught.value.message


def test_a_window_of_days_to_come_is_refused(shop):
    shop.customer("acme", "sales: [{date: 2026-11-23, amount: 1}]")

    assert len(shop.report("sales", asof=ASOF, from_=ASOF, to="2027-01-01").rows) == 1
    with pytest.raises(UsageError) as caught:
        shop.report("sales", asof=ASOF, from_="2026-11-24")
    assert "--from 2026-11-24 is after 2026-11-23, the day reported for" in caught.value.message


def test_currencies_never_mix_and_one_may_be_asked_for(shop):
    shop.write("rates.yaml", "- {date: 2020-01-01, currency: USD, rate: 0.5}\n")
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-01-01, product: x, amount: 10}
          - {date: 2026-01-01, product: x, amount: 30, currency: USD}
          - {date: 2026-01-01, product: x, amount: 500, currency: JPY}
          - {date: 2026-01-01, product: y, amount: 20}
        """,
    )

    assert short(rows(shop, by="product")) == [
        ("y", "EUR", "20.00"),
        ("x", "EUR", "10.00"),
        ("x", "JPY", "500"),
        ("x", "USD", "30.00"),
    ]
    assert short(rows(shop, currency="JPY")) == [("2026-01", "JPY", "500")]
    assert rows(shop, currency="JPY")[0][9] == "500"


def test_the_caption_names_definition_window_and_orders(shop):
    shop.customer("acme", "sales: [{date: 2026-01-01, amount: 1}, {date: 2026-01-02, amount: 1}]")

    shop.customer("bolt", "sales: [{date: 2026-11-02, amount: 1}]")
    table = shop.report("sales", asof=ASOF, from_="2026-01-01")
    past = shop.report("sales", asof="2026-02-01")

    assert table.title == "Sales"
    assert table.notes[0] == (
        "Net of tax, each currency in rows of its own."
        " Window: 2026-01-01 to 2026-11-23, both included, as of 2026-11-23. n = 3 orders."
    )
    assert table.notes[-1] == "2026-11 is still running."
    assert not any("still running" in note for note in past.notes)


def test_an_empty_book_gives_no_rows(shop):
    table = shop.report("sales", asof=ASOF)

    assert table.rows == []
    assert [column.name for column in table.columns] == COLUMNS
