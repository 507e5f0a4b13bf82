"""The receivables report on hand-made books: what is owed, to the last minor unit and the last day."""

from decimal import Decimal

import pytest

ASOF = "2026-11-23"
FIELDS = ["invoice", "gross", "paid", "open", "days_late", "bucket"]


def balances(shop, **values):
    rows = shop.records("receivables", **{"asof": ASOF, **values})
    return [tuple(str(row[field]) if row[field] is not None else None for field in FIELDS) for row in rows]


def test_every_column_of_an_open_sale(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-10-01, product: Support, amount: 100.00, currency: USD, tax_rate: 0.06, invoice: I-1,
             due: 2026-10-31, payments: [{date: 2026-10-09, amount: 6.00}]}
        """,
    )

    table = shop.report("receivables", asof=ASOF)

    assert [(column.name, column.kind) for column in table.columns] == [
        ("customer", "text"),
        ("name", "text"),
        ("invoice", "text"),
        ("date", "date"),
        ("due", "date"),
        ("currency", "text"),
        ("gross", "money"),
        ("paid", "money"),
        ("open", "money"),
        ("days_late", "int"),
        ("bucket", "text"),
    ]
    money = [Decimal("106.00"), Decimal("6.00"), Decimal("100.00")]
    assert table.rows == [
        ("acme", "ACME", "I-1", "2026-10-01", "2026-10-31", "USD", *money, 23, "1-30"),
    ]
    assert [str(cell) for cell in table.rows[0][6:9]] == ["106.00", "6.00", "100.00"]


def test_due_is_date_plus_the_terms_where_the_file_is_silent(shop, new_shop):
    sale = "sales: [{date: 2026-10-24, amount: 1}]"
    shop.customer("acme", sale)
    prompt = new_shop("format: 1\ncurrency: EUR\nterms_days: 0\n")
    prompt.customer("acme", sale)

    assert shop.records("receivables", asof=ASOF)[0]["due"] == "2026-11-23"
    assert prompt.records("receivables", asof=ASOF)[0]["due"] == "2026-10-24"


@pytest.mark.parametrize(
    ("due", "days_late", "bucket"),
    [
        ("2026-11-24", -1, "current"),
        ("2026-11-23", 0, "current"),
        ("2026-11-22", 1, "1-30"),
        ("2026-10-24", 30, "1-30"),
        ("2026-10-23", 31, "31-60"),
        ("2026-09-24", 60, "31-60"),
        ("2026-09-23", 61, "61-90"),
        ("2026-08-25", 90, "61-90"),
        ("2026-08-24", 91, "90+"),
        ("2020-02-29", 2459, "90+"),
    ],
)
def test_the_buckets_end_where_they_say(shop, due, days_late, bucket):
    shop.customer("acme", f"sales: [{{date: 2020-01-01, amount: 1, due: {due}}}]")

    (row,) = shop.records("receivables", asof=ASOF)

    assert (row["days_late"], row["bucket"]) == (days_late, bucket)


def test_the_settings_may_cut_other_buckets(new_shop):
    shop = new_shop("format: 1\ncurrency: EUR\nreceivables: {buckets: [7, 14]}\n")
    for number, due in enumerate(["2026-11-16", "2026-11-15", "2026-11-09", "2026-11-08"]):
        shop.customer(f"c{number}", f"sales: [{{date: 2026-01-01, amount: 1, due: {due}}}]")

    buckets = {row["customer"]: row["bucket"] for row in shop.records("receivables", asof=ASOF)}

    assert buckets == {"c0": "1-7", "c1": "8-14", "c2": "8-14", "c3": "14+"}


@pytest.mark.parametrize(
    ("sale", "expected"),
    [
        ("amount: 10, payments: [{date: 2026-10-01, amount: 4}]", ("10.00", "4.00", "6.00", "current")),
        ("amount: 10, payments: [{date: 2026-10-01, amount: 12.5}]", ("10.00", "12.50", "-2.50", "credit")),
        ("amount: 10, payments: [{date: 2026-11-24, amount: 4}]", ("10.00", "0.00", "10.00", "current")),
        ("amount: 10, paid: 2026-11-24", ("10.00", "0.00", "10.00", "current")),
        (
            "amount: 10, paid: 2026-11-20, payments: [{date: 2026-11-21, amount: 1}]",
            ("10.00", "11.00", "-1.00", "credit"),
        ),
        (
            "amount: 10, paid: 2026-11-20, payments: [{date: 2026-11-19, amount: 12}]",
            ("10.00", "12.00", "-2.00", "credit"),
        ),
        ("amount: 10, paid: 2026-11-23", None),
        ("amount: 10, payments: [{date: 2026-11-23, amount: 10}]", None),
        ("amount: 10, paid: 2026-11-20, payments: [{date: 2026-11-19, amount: 4}]", None),
        ("amount: 0", None),
        ("amount: 10, void: true", None),
        ("amount: -10, void: true", None),
    ],
)
def test_a_sale_is_owed_until_payments_or_paid_cover_it(shop, sale, expected):
    shop.customer("acme", f"sales: [{{date: 2026-11-01, {sale}}}]")

    found = [(row[1], row[2], row[3], row[5]) for row in balances(shop)]

    assert found == ([] if expected is None else [expected])


def test_a_sale_of_tomorrow_is_not_owed_today(shop):
    shop.customer("acme", "sales: [{date: 2026-11-24, amount: 10}]")

    assert balances(shop) == []
    assert len(balances(shop, asof="2026-11-24")) == 1


def test_tax_is_rounded_half_up_per_entry_and_yen_have_no_cents(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-11-01, amount: 0.50, tax_rate: 0.05, invoice: a}
          - {date: 2026-11-01, amount: 0.30, tax_rate: 0.05, invoice: b}
          - {date: 2026-11-01, amount: 0.29, tax_rate: 0.05, invoice: c}
          - {date: 2026-11-01, amount: 105, tax_rate: 0.10, invoice: d, currency: JPY}
          - {date: 2026-11-01, amount: -0.30, tax_rate: 0.05, invoice: e}
          - {date: 2026-11-01, amount: 1.005, tax_rate: 0.5, invoice: f, currency: KWD}
        """,
    )

    assert {row[0]: row[1] for row in balances(shop)} == {
        "a": "0.53",  # 0.025 up
        "b": "0.32",  # 0.015 up
        "c": "0.30",  # 0.0145 down
        "d": "116",  # 10.5 up
        "e": "-0.32",  # away from zero, as the sale
        "f": "1.508",  # 0.5025 up
    }


def test_a_credit_note_against_an_invoice_lowers_it_and_has_no_row(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-10-01, amount: 100, tax_rate: 0.19, invoice: I-1}
          - {date: 2026-11-01, amount: -20, tax_rate: 0.19, against: I-1, invoice: C-1}
        """,
    )

    assert balances(shop) == [("I-1", "119.00", "0.00", "95.20", "23", "1-30")]


def test_a_credit_note_without_an_invoice_is_a_credit_until_paid_out(shop):
    shop.customer("none", "sales: [{date: 2026-10-01, amount: -20, invoice: C-1}]")
    shop.customer(
        "part",
        "sales: [{date: 2026-10-01, amount: -20, invoice: C-2, payments: [{date: 2026-10-05, amount: -5}]}]",
    )
    shop.customer(
        "done", "sales: [{date: 2026-10-01, amount: -20, payments: [{date: 2026-10-05, amount: -20}]}]"
    )
    shop.customer("flag", "sales: [{date: 2026-10-01, amount: -20, paid: 2026-10-05}]")

    assert balances(shop) == [
        ("C-1", "-20.00", "0.00", "-20.00", "23", "credit"),
        ("C-2", "-20.00", "-5.00", "-15.00", "23", "credit"),
    ]


@pytest.mark.parametrize(
    "refund",
    [
        "against: I-9",  # an invoice that is not there
        "against: I-1, currency: USD",  # another currency
        "against: I-2",  # of a sale that is void
        "against: I-3",  # of tomorrow
    ],
)
def test_a_refund_that_names_no_sale_it_could_lower_is_a_credit(shop, refund):
    shop.customer(
        "acme",
        f"""
        sales:
          - {{date: 2026-10-01, amount: 100, invoice: I-1, paid: 2026-10-01}}
          - {{date: 2026-10-01, amount: 100, invoice: I-2, void: true}}
          - {{date: 2026-11-24, amount: 100, invoice: I-3}}
          - {{date: 2026-11-01, amount: -20, {refund}}}
        """,
    )

    assert [(row[0], row[3], row[5]) for row in balances(shop)] == [(None, "-20.00", "credit")]


def test_another_customers_invoice_of_the_same_number_is_left_alone(shop):
    shop.customer("acme", "sales: [{date: 2026-10-01, amount: 100, invoice: I-1}]")
    shop.customer("bolt", "sales: [{date: 2026-10-01, amount: -30, against: I-1}]")

    assert [(row[0], row[3]) for row in balances(shop)] == [("I-1", "100.00"), (None, "-30.00")]


@pytest.mark.parametrize(
    ("refund", "open_money"),
    [
        ("date: 2026-10-20, amount: -20, against: I-1", "-20.00"),  # after it was paid
        ("date: 2026-10-10, amount: -20, against: I-1", "-20.00"),  # on the day it was paid
        ("date: 2026-10-09, amount: -20, against: I-1", None),  # before: paid in full meant the rest
        ("date: 2026-11-24, amount: -20, against: I-1", None),  # not yet
        (
            "date: 2026-10-20, amount: -20, against: I-1, payments: [{date: 2026-10-21, amount: -20}]",
            None,
        ),
        ("date: 2026-10-20, amount: -20, against: I-1, paid: 2026-10-21", None),
    ],
)
def test_a_refund_of_a_paid_invoice_is_credit_until_paid_out(shop, refund, open_money):
    shop.customer(
        "acme",
        f"""
        sales:
          - {{date: 2026-10-01, amount: 100, invoice: I-1, paid: 2026-10-10}}
          - {{{refund}}}
        """,
    )

    found = [(row[0], row[3], row[5]) for row in balances(shop)]

    assert found == ([] if open_money is None else [("I-1", open_money, "credit")])


def test_a_refund_is_taken_off_the_lines_of_its_invoice_once(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-10-01, amount: 100, invoice: I-1}
          - {date: 2026-10-01, amount: 50, invoice: I-1}
          - {date: 2026-11-01, amount: -120, against: I-1}
        """,
    )

    # the smaller line is used up, the rest falls to the larger
    assert [(row[0], row[1], row[3]) for row in balances(shop)] == [("I-1", "100.00", "30.00")]


def test_groups_add_up_per_currency_and_never_net_credit_into_a_bucket(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-01-01, amount: 100, due: 2026-11-20}
          - {date: 2026-01-01, amount: 50, due: 2026-11-30}
          - {date: 2026-01-01, amount: 10, due: 2026-11-20, currency: USD}
          - {date: 2026-01-01, amount: -30}
        """,
    )
    shop.customer("bolt", "sales: [{date: 2026-01-01, amount: 7, due: 2026-11-20}]")

    def groups(by):
        rows = shop.records("receivables", asof=ASOF, by=by)
        return [(row["group"], row["currency"], str(row["open"]), row["entries"]) for row in rows]

    assert groups("bucket") == [
        ("current", "EUR", "50.00", 1),
        ("1-30", "EUR", "107.00", 2),
        ("1-30", "USD", "10.00", 1),
        ("credit", "EUR", "-30.00", 1),
    ]
    assert groups("currency") == [("EUR", "EUR", "127.00", 4), ("USD", "USD", "10.00", 1)]
    assert groups("customer") == [
        ("acme", "EUR", "120.00", 3),
        ("bolt", "EUR", "7.00", 1),
        ("acme", "USD", "10.00", 1),
    ]


def test_one_currency_or_a_window_of_sales_may_be_asked_for(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-01-01, amount: 100, invoice: a}
          - {date: 2026-02-01, amount: 10, invoice: b, currency: USD}
          - {date: 2026-03-01, amount: 10, invoice: c}
        """,
    )

    assert [row[0] for row in balances(shop, currency="usd")] == ["b"]
    assert [row[0] for row in balances(shop, from_="2026-02-01", to="2026-02-28")] == ["b"]
    assert [row[0] for row in balances(shop, from_="2026-03-01")] == ["c"]


def test_the_longest_overdue_stand_first_and_credits_last(shop):
    shop.customer("b", "sales: [{date: 2026-05-01, amount: 1}, {date: 2025-05-01, amount: -1}]")
    shop.customer("a", "sales: [{date: 2026-06-01, amount: 1}, {date: 2026-05-01, amount: 2}]")

    rows = shop.records("receivables", asof=ASOF)

    assert [(row["customer"], row["date"]) for row in rows] == [
        ("a", "2026-05-01"),
        ("b", "2026-05-01"),
        ("a", "2026-06-01"),
        ("b", "2025-05-01"),
    ]


def test_the_caption_tells_dso_per_currency(shop):
    shop.customer(
        "acme",
        """
        sales:
          - {date: 2026-11-01, amount: 60}
          - {date: 2026-10-01, amount: 30, paid: 2026-10-02}
          - {date: 2026-08-25, amount: 1000, paid: 2026-10-02}
          - {date: 2026-11-01, amount: -10}
          - {date: 2025-01-01, amount: 5, currency: USD}
        """,
    )

    notes = shop.report("receivables", asof=ASOF).notes

    # 60 of 90 gross in (asof - 90, asof]; 2026-08-25 is the 90th day before and lies outside
    assert notes[-1] == "DSO EUR: 60 days (open without credits ÷ gross sold in 90 days × 90)."
    assert "n = 3 open balances; credits among them: 1." in notes[1]
