"""The examples of docs/reports.md on voices and deals: of a studio with a dozen clients."""

import shlex

import pytest

from plaincrm.output import render
from tests.reports.test_reports_docs import ASOF, PAGE

# score in the third and in the fourth quarter of 2026, and what else is to tell
NPS = {
    "ann": (9, 10),
    "ben": (6, 9),
    "cai": (10, 10),
    "dan": (8, 9),
    "eva": (0, 3),
    "fay": (9, 9),
    "gil": (7, 8),
    "hal": (5, 10),
    "ida": (9, 9),
    "jon": (8, 7),
    "kim": (10, None),
}
MORE = {
    "ann": {
        "industry": "software",
        "emails": ["ann@ann.example"],
        "needs": {"motives": ["more leads", "one brand"], "decision": {"stage": "deciding"}},
        "sales": [{"date": "2026-02-01", "amount": "4000", "due": "2026-03-01", "paid": "2026-02-20"}],
        "deals": [
            {
                "opened": "2026-01-05",
                "title": "Site",
                "amount": "4000",
                "stage": "negotiation",
                "closed": "2026-02-01",
                "outcome": "won",
            },
            {"opened": "2026-10-12", "title": "Shop", "amount": "9000", "stage": "proposal"},
        ],
    },
    "ben": {
        "industry": "food",
        "emails": ["ben@ben.example"],
        "needs": {"motives": ["more leads"], "decision": {"stage": "evaluating"}},
        "deals": [
            {
                "opened": "2026-03-01",
                "title": "Site",
                "amount": "2500",
                "closed": "2026-05-01",
                "outcome": "lost",
                "reason": "price",
            },
            {
                "opened": "2026-11-02",
                "title": "Logo",
                "amount": "800",
                "stage": "lead",
                "close_by": "2026-12-15",
            },
        ],
    },
    "cai": {
        "industry": "food",
        "phones": ["+86 138 0013 8000"],
        "emails": ["cai@cai.example"],
        "needs": {"motives": ["one brand"], "decision": {"stage": "evaluating"}},
        "sales": [{"date": "2026-10-20", "amount": "1200", "invoice": "INV-8"}],
        "feedback": [
            {"date": "2026-10-21", "kind": "complaint", "product": "Hosting", "comment": "down on Sunday"},
            {"date": "2026-11-10", "score": "4.5", "comment": "响应很快"},
        ],
    },
    "dan": {
        "industry": "food",
        "emails": ["dan@dan.example"],
        "phones": ["13800138000"],
        "feedback": [
            {
                "date": "2026-09-01",
                "kind": "complaint",
                "comment": "invoice without VAT number",
                "resolved": "2026-09-03",
                "resolution": "new invoice",
            },
        ],
        "deals": [{"opened": "2026-09-20", "title": "Shop", "amount": "3000", "currency": "USD"}],
    },
    "eva": {"industry": "tea", "colour": "green"},
}
EXAMPLES = [
    "satisfaction",
    "satisfaction --metric csat",
    "feedback --from 2026-10-15",
    "complaints",
    "needs",
    "needs --by decision_stage",
    "pipeline",
    "pipeline --by deal",
    "quality",
]


@pytest.fixture
def studio(shop):
    for customer, (summer, autumn) in NPS.items():
        data = {"industry": "retail", "emails": [f"{customer}@{customer}.example"], **MORE.get(customer, {})}
        asked = [
            {"date": day, "metric": "nps", "score": str(score)}
            for day, score in (("2026-08-03", summer), ("2026-10-05", autumn))
            if score is not None
        ]
        shop.customers({customer: {**data, "feedback": [*asked, *data.get("feedback", [])]}})
    return shop


def example(shop, line):
    name, *words = shlex.split(line)
    options = {key.removeprefix("--"): value for key, value in zip(words[::2], words[1::2], strict=True)}
    shown = render(shop.report(name, asof=ASOF, **options), "plain").rstrip()
    return f"```console\n$ plaincrm report {line}\n{shown}\n```"


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_examples_of_the_studio_are_what_the_program_prints(studio, line):
    shown = example(studio, line)

    assert shown in PAGE.read_text(encoding="utf-8"), shown


def test_both_shapes_of_satisfaction_and_needs_are_on_the_page(studio):
    page = PAGE.read_text(encoding="utf-8")

    shapes = [("satisfaction", {}), ("needs", {"with": "segment"}), ("needs", {"with": "industry"})]
    for name, values in shapes:
        part = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        for column in studio.report(name, asof=ASOF, **values).columns:
            assert f"`{column.name}`" in part, column.name
