"""docs/reports.md names every report, column and option, and its examples are what the program prints."""

from pathlib import Path

import pytest

from plaincrm.output import render
from plaincrm.output.charts import render_chart
from plaincrm.output.look import Look
from plaincrm.reports import catalogue

PAGE = Path(__file__).parents[2] / "docs" / "reports.md"
ASOF = "2026-11-23"

BOOK = {
    "acme": """
        industry: machines
        level: A
        tags: [vip]
        contact_log:
          - {date: 2026-11-02, channel: phone, follow_up: 2026-11-20, plan: send the offer}
        sales:
          - {date: 2026-01-15, product: Support, amount: 1200, tax_rate: 0.19, invoice: I-1, paid: 2026-02-01}
          - {date: 2026-04-15, product: Support, amount: 1200, tax_rate: 0.19, invoice: I-2, paid: 2026-05-01}
          - {date: 2026-10-01, product: Training, amount: 800, tax_rate: 0.19, invoice: I-7}
        """,
    "bolt": """
        industry: tools
        level: B
        contact_log: [{date: 2026-07-01, channel: email}]
        sales:
          - {date: 2026-02-10, product: Support, amount: 600, invoice: I-3, paid: 2026-03-01}
          - {date: 2026-03-10, product: Support, amount: 600, invoice: I-4, paid: 2026-04-01}
        """,
    "xingyun": """
        industry: software
        churn: [{date: 2026-09-30, reason: price, note: 另一家报价低三成}]
        sales:
          - {date: 2026-05-20, product: Training, amount: 900, currency: USD, invoice: I-5, paid: 2026-06-01}
        """,
    "dora": """
        birthday: --11-26
        contact_log: [{date: 2026-11-10, channel: meeting}]
        deals: [{opened: 2026-10-01, title: Yearly support, amount: 5000, close_by: 2026-11-27}]
        """,
    "emil": """
        level: A
        stage: {value: nurture, since: 2026-03-01, reason: friend of the house}
        sales:
          - date: 2026-11-03
            product: Support
            amount: 300
            invoice: I-8
            payments: [{date: 2026-11-10, amount: 100}]
          - {date: 2026-11-05, product: Support, amount: -50}
        """,
}
EXAMPLES = [
    ("summary", {}),
    ("follow-ups", {}),
    ("sales", {"by": "quarter"}),
    ("receivables", {}),
    ("receivables", {"by": "bucket"}),
    ("segments", {}),
    ("segments", {"by": "industry"}),
    ("churn", {}),
    ("churn", {"by": "reason"}),
    ("lifecycle", {}),
    ("lifecycle", {"by": "stage"}),
]


@pytest.fixture
def documented(shop):
    shop.write("rates.yaml", "- {date: 2026-01-01, currency: USD, rate: 0.9}\n")
    for customer, text in BOOK.items():
        shop.customer(customer, text)
    return shop


def example(shop, name, values):
    """A command and what it prints, as the page shows it."""
    options = "".join(f" --{key} {value}" for key, value in values.items())
    table = shop.report(name, asof=ASOF, **values)
    return f"```console\n$ plaincrm report {name}{options}\n{render(table, 'plain').rstrip()}\n```"


@pytest.mark.parametrize(("name", "values"), EXAMPLES)
def test_the_examples_are_what_the_program_prints(documented, name, values):
    shown = example(documented, name, values)

    assert shown in PAGE.read_text(encoding="utf-8"), shown


@pytest.mark.parametrize("name", ["receivables", "lifecycle"])
def test_the_pictures_are_what_the_program_draws(documented, name):
    chart = catalogue.find(name).chart(documented.index, {"asof": ASOF})
    shown = f"```console\n$ plaincrm report {name} --chart\n{render_chart(chart, Look())}```"

    assert shown in PAGE.read_text(encoding="utf-8"), shown


@pytest.mark.parametrize("name", catalogue.with_picture())
def test_every_picture_is_on_the_page(name):
    part = PAGE.read_text(encoding="utf-8").split("\n## Pictures\n")[1].split("\n## ")[0]

    assert f"`{name}`" in part


@pytest.mark.parametrize("name", catalogue.names())
def test_every_report_column_and_option_is_on_the_page(documented, name):
    page = PAGE.read_text(encoding="utf-8")
    part = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
    report = catalogue.find(name)
    groupings = next((param.choices for param in report.params if param.name == "by"), ())

    for by in (None, *groupings):
        table = documented.report(name, by=by) if by else documented.report(name)
        for column in table.columns:
            assert f"`{column.name}`" in part, column.name
    for param in report.params:
        assert f"`--{param.name}" in part, param.name
        for choice in param.choices:
            assert choice in part, choice
