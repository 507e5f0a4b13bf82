"""Data quality: what is missing, what cannot be counted, who may stand there twice."""

import pytest

from plaincrm.reports.duplicates import nearly_alike

ASOF = "2026-11-23"
WHOLE = "emails: [{0}@x.example]\nindustry: tea\n"


def findings(shop, problem, **values):
    """(customer, field, value) of one problem."""
    rows = shop.records("quality", asof=ASOF, **values)
    return [(row["customer"], row["field"], row["value"]) for row in rows if row["problem"] == problem]


def whole(shop, name, text=""):
    """A customer of whom nothing is missing."""
    shop.customer(name, WHOLE.format(name) + text)


def test_problems_stand_in_their_order_then_customers(shop):
    shop.customer("bolt")
    shop.customer(
        "acme", "emails: [a@x.example]\nsales: [{date: 2026-11-01, amount: 5, currency: USD}]\nclour: red"
    )

    table = shop.report("quality", asof=ASOF)

    ref = shop.index.rows("SELECT ref FROM sales")[0][0]
    assert [column.name for column in table.columns] == ["problem", "customer", "field", "value"]
    assert table.rows == [
        ("missing e-mail", "bolt", "emails", None),
        ("missing industry", "acme", "industry", None),
        ("missing industry", "bolt", "industry", None),
        ("missing rate", "acme", "currency", "USD"),
        ("unpaid without due", "acme", "sales.due", f"{ref} 2026-11-01"),
        ("unknown field", "acme", "clour", "red"),
    ]
    assert table.notes[0] == (
        "As of 2026-11-23. n = 2 customers: missing e-mail 1, missing industry 2, missing rate 1,"
        " unpaid without due 1, unknown field 1."
    )
    assert "30 days after the sale, terms_days" in table.notes[1]


def test_a_sound_book_has_no_findings(shop):
    whole(shop, "acme", "sales: [{date: 2026-11-01, amount: 5, due: 2026-12-01}]\n")

    table = shop.report("quality", asof=ASOF)

    assert table.rows == []
    assert table.notes[0] == "As of 2026-11-23. n = 1 customer: nothing found."


def test_an_email_of_a_person_there_is_an_email(shop):
    shop.customer("acme", "industry: tea\npeople: [{name: Ann, emails: [ann@x.example]}]")
    shop.customer("bolt", "industry: tea\npeople: [{name: Bob, phones: ['+49 171 3920034']}]")

    assert findings(shop, "missing e-mail") == [("bolt", "emails", None)]


def test_a_currency_without_rate_is_named_once_per_customer(shop):
    shop.write("rates.yaml", "- {date: 2026-06-01, currency: USD, rate: 0.9}\n")
    sales = ", ".join(
        f"{{date: 2026-{month:02}-01, amount: 1, currency: USD, paid: 2026-07-01}}" for month in (4, 5, 7)
    )
    whole(shop, "acme", f"sales: [{sales}]")
    whole(shop, "bolt", "sales: [{date: 2026-07-01, amount: 1, currency: USD, paid: 2026-07-01}]")

    assert findings(shop, "missing rate") == [("acme", "currency", "USD")]
    assert findings(shop, "missing rate", from_="2026-06-01") == []
    assert findings(shop, "missing rate", currency="USD") == []


@pytest.mark.parametrize(
    ("sale", "is_named"),
    [
        ("amount: 5", True),
        ("amount: 5, due: ", True),
        ("amount: 5, due: 2026-12-01", False),
        ("amount: 5, paid: 2026-11-02", False),
        ("amount: 5, paid: 2026-11-24", True),
        ("amount: 5, payments: [{date: 2026-11-02, amount: 5}]", False),
        ("amount: 5, payments: [{date: 2026-11-02, amount: 4}]", True),
        ("amount: 5, payments: [{date: 2026-11-02, amount: 6}]", False),
        ("amount: 0", False),
        ("amount: -5", False),
        ("amount: 5, void: true", False),
    ],
)
def test_a_sale_is_named_where_money_is_open_and_no_day_is_said(shop, sale, is_named):
    whole(
        shop,
        "acme",
        f"sales: [{{date: 2026-10-01, amount: 1, paid: 2026-10-01}}, {{date: 2026-11-01, {sale}}}]",
    )

    found = findings(shop, "unpaid without due")

    assert [value.split()[1:] for _, _, value in found] == [["2026-11-01"]] * is_named


def test_an_unpaid_sale_is_named_with_its_reference_and_invoice(shop):
    whole(shop, "acme", "sales: [{date: 2026-11-01, amount: 5, invoice: INV-7}]")

    ((_, field, value),) = findings(shop, "unpaid without due")

    ref, date, invoice = value.split()
    assert (field, date, invoice) == ("sales.due", "2026-11-01", "INV-7")
    assert shop.index.rows("SELECT ref FROM sales") == [(ref,)]


@pytest.mark.parametrize(
    ("one", "other", "field", "value"),
    [
        ("emails: [Info@X.example]", "emails: [info@x.example]", "emails", "info@x.example"),
        (
            "people: [{name: Ann, emails: [ann@x.example]}]",
            "emails: [ann@x.example]",
            "emails",
            "ann@x.example",
        ),
        ("phones: ['+49 171 3920034']", "phones: ['0171-3920034']", "phones", "0171-3920034"),
        ("phones: ['13800138000']", "phones: ['+86 138 0013 8000']", "phones", "+86 138 0013 8000"),
    ],
)
def test_who_shares_an_email_or_phone_is_a_likely_duplicate(shop, one, other, field, value):
    shop.customer("acme", one)
    shop.customer("bolt", other)

    assert findings(shop, "likely duplicate") == [("bolt", field, f"acme: {value}")]


def test_who_ends_in_the_same_digits_only_is_another(shop):
    shop.customer("acme", "phones: ['3920034']")
    shop.customer("bolt", "phones: ['+49 171 3920034']")
    shop.customer("cyd", "phones: ['+49 172 3920034']")

    assert findings(shop, "likely duplicate") == []


def test_of_several_each_is_held_against_the_first(shop):
    for name in ("cyd", "acme", "bolt"):
        shop.customer(name, "emails: [info@x.example]\nphones: ['+49 171 3920034']")

    assert findings(shop, "likely duplicate") == [
        ("bolt", "emails", "acme: info@x.example"),
        ("bolt", "phones", "acme: +49 171 3920034"),
        ("cyd", "emails", "acme: info@x.example"),
        ("cyd", "phones", "acme: +49 171 3920034"),
    ]


def named(shop, customer, name, text=""):
    shop.write(f"customers/{customer}.yaml", f"name: {name}\n{text}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nebula GmbH", "NEBULA"),
        ("星云科技（上海）有限公司", "星云科技 上海"),
        ("Nebula Studios", "Nebulla Studios"),
        ("Backhaus Krone", "Backhaus Kronne GmbH"),
        ("Gestirn und Nebel", "Gestirn und Nebels"),
    ],
)
def test_names_that_are_the_same_or_nearly_are_likely_duplicates(shop, one, other):
    named(shop, "a", one)
    named(shop, "b", other)

    assert findings(shop, "likely duplicate") == [("b", "name", f"a: {other}")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Store 12 Berlin", "Store 13 Berlin"),
        ("张伟", "张玮"),
        ("Anna", "Anne"),
        ("Nebula Studios", "Comet Studios"),
        ("--", "++"),
    ],
)
def test_other_names_are_other_customers(shop, one, other):
    named(shop, "a", f'"{one}"')
    named(shop, "b", f'"{other}"')

    assert findings(shop, "likely duplicate") == []


def test_an_alias_is_a_name_too_but_not_against_its_own_customer(shop):
    named(shop, "a", "Nebula", "aliases: [NEBULA, Nebula Studios]")
    named(shop, "b", "Comet", "aliases: [Nebula Ltd]")

    assert findings(shop, "likely duplicate") == [("b", "name", "a: Nebula Ltd")]


def test_nearly_the_same_name_with_another_email_is_another_customer(shop):
    named(shop, "a", "Anna Weber", "emails: [anna@x.example]")
    named(shop, "b", "Anna Webers", "emails: [webers@y.example]")
    named(shop, "c", "Anna Weberr", "phones: ['+49 171 3920034']")

    assert [row[0] for row in findings(shop, "likely duplicate")] == ["c", "c"]


def test_the_value_of_an_unknown_field_is_shown_wherever_it_stands(shop):
    whole(
        shop,
        "acme",
        """\
sales:
  - {date: 2026-11-01, amount: 1, paid: 2026-11-01}
  - {date: 2026-11-02, amount: 1, paid: 2026-11-02, colour: red}
needs: {decision: {stagee: aware}}
extra: {a: [1, 2]}
nothing:
""",
    )

    assert findings(shop, "unknown field") == [
        ("acme", "extra", '{"a": ["1", "2"]}'),
        ("acme", "needs.decision.stagee", "aware"),
        ("acme", "nothing", None),
        ("acme", "sales.colour", "red"),
    ]


def test_customers_of_later_days_and_those_not_chosen_are_not_looked_at(shop):
    shop.customer("late", "since: 2026-11-24")
    shop.customer("vip", "tags: [vip]\nemails: [a@x.example]")
    shop.customer("other")
    shop.index.choose(["+vip"])

    assert {row["customer"] for row in shop.records("quality", asof=ASOF)} == {"vip"}

    shop.close()
    assert "late" not in {row["customer"] for row in shop.records("quality", asof=ASOF)}


def test_of_thousands_of_numbered_names_none_is_like_another():
    numbered = [(f"branch{n:05}oftheshop", f"c{n:05}", "") for n in range(3000)]
    names = [
        *numbered,
        ("quietharborteas", "x", "Quiet Harbor Teas"),
        ("quietharbourteas", "y", "Quiet Harbour Teas"),
    ]

    found = nearly_alike(sorted(names))

    assert [(each.customer, each.other, each.value) for each in found] == [("y", "x", "Quiet Harbour Teas")]
