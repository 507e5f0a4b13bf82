"""The examples of docs/reports.md on buying over time: of the book of five, or of a tea shop of twelve."""

import pytest

from tests.reports.test_reports_docs import BOOK, PAGE, example

# when they bought what for how much; all of 2026
TEA_SHOP = {
    "ann": "01-05 Tea 40, 02-02 Tea 40, 03-03 Pot 90, 06-20 Tea 40, 10-12 Tea 60, 11-09 Tea 60",
    "ben": "01-12 Tea 20, 02-20 Pot 80, 05-04 Cup 30, 11-16 Tea 20",
    "cai": "01-20 Pot 110, 01-28 Tea 25, 04-14 Tea 25, 08-03 Course 320",
    "dan": "02-03 Tea 15, 03-17 Cup 12",
    "eva": "02-09 Tea 30, 02-09 Pot 85, 07-07 Tea 30, 10-01 Cup 24",
    "fay": "02-23 Cup 18",
    "gil": "03-02 Tea 22, 04-02 Tea 22, 05-02 Tea 22, 06-02 Pot 70",
    "hal": "03-09 Course 320",
    "ida": "03-16 Tea 12",
    "jon": "03-30 Tea 35, 09-14 Pot 75",
    "kim": "04-20 Course 320, 05-18 Tea 45, 10-26 Tea 45",
    "lea": "05-25 Cup 16, 11-02 Cup 16",
}
OF_FIVE: list[tuple[str, dict[str, str]]] = [
    ("purchases", {}),
    ("activity", {}),
    ("acquisition", {"by": "quarter"}),
]
OF_TWELVE: list[tuple[str, dict[str, str]]] = [
    ("concentration", {}),
    ("cohorts", {"by": "quarter"}),
    ("retention", {}),
    ("affinity", {}),
    ("affinity", {"for": "kim"}),
    ("migration", {"since": "2026-08-01", "cuts": "r=30/60/90/180,f=2/3/4/5"}),
]


@pytest.fixture
def five(shop):
    shop.write("rates.yaml", "- {date: 2026-01-01, currency: USD, rate: 0.9}\n")
    for customer, text in BOOK.items():
        shop.customer(customer, text)
    return shop


@pytest.fixture
def tea_shop(shop):
    for customer, purchases in TEA_SHOP.items():
        entries = [purchase.split() for purchase in purchases.split(", ")]
        sales = [{"date": f"2026-{day}", "product": name, "amount": paid} for day, name, paid in entries]
        shop.customers({customer: {"sales": sales}})
    return shop


@pytest.mark.parametrize(("name", "values"), OF_FIVE)
def test_the_examples_of_five_customers_are_what_the_program_prints(five, name, values):
    shown = example(five, name, values)

    assert shown in PAGE.read_text(encoding="utf-8"), shown


@pytest.mark.parametrize(("name", "values"), OF_TWELVE)
def test_the_examples_of_the_tea_shop_are_what_the_program_prints(tea_shop, name, values):
    shown = example(tea_shop, name, values)

    assert shown in PAGE.read_text(encoding="utf-8"), shown
