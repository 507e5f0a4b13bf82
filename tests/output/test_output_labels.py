"""The names of columns in two languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from plaincrm import labels

REPORTS = [
    file
    for file in sorted(Path(labels.__file__).parents[1].glob("reports/**/*"))
    if file.suffix in (".py", ".sql")
]

# the listings and reports, as their columns are promised
LISTINGS = {
    "list": "customer name kind level stage industry tags owner last_contact next_follow_up revenue currency",
    "find": "customer name field ref text",
    "history": "commit date author customer action change",
    "status": "path state",
    "follow-ups": "customer name state due days plan channel last_contact cadence_days ref",
    "receivables": "customer name invoice date due currency gross paid open days_late bucket",
    "receivables by": "group currency open entries",
    "sales": "group currency sold refunded net orders buyers new_buyers repeat_buyers average_order change",
    "segments": "customer name industry company_size level recency_days frequency monetary "
    "frequency_band amount_band r f m segment class",
    "segments by": "group customers share buyers revenue revenue_share",
    "concentration": "rank customer name revenue share cumulative_share class",
    "purchases": "customer name occasions orders first last median_gap mean_gap silence ratio expected_by "
    "average_order revenue top_product",
    "cohorts": "cohort size offset customers share revenue currency",
    "retention": "t at_risk events survival low high",
    "churn": "customer name state date reason silence usual_gap ratio p_buy expected_spend value_at_risk why",
    "churn by": "group customers share revenue_lost won_back",
    "lifecycle": "customer name derived manual stage since why",
    "lifecycle by": "stage customers revenue moved_in moved_out",
    "satisfaction": "period n score low high promoters passives detractors mean",
    "answers": "date customer name metric score scale comment",
    "feedback": "date customer name kind metric score comment suggestion resolved days ref",
    "complaints": "date customer name product comment resolved days resolution ref",
    "needs": "group customers share revenue win_rate",
    "pipeline": "stage deals amount weighted median_age stuck",
    "deals": "customer name title stage currency amount probability weighted age close_by stuck ref",
    "forecast": "customer name x t_x T p_alive p_buy expected_purchases expected_spend clv past_revenue",
    "affinity": "a b together support confidence lift",
    "activity": "group contacts customers last days_since",
    "acquisition": "group new_customers buyers conversion median_days_to_first_sale revenue",
    "migration": "from to customers",
    "quality": "problem customer field value",
    "summary": "figure value currency note",
}

# column names that a file uses for something else: the date it was paid there, the sum here
OTHER_THINGS = {"paid", "due", "title", "value"}


@pytest.mark.parametrize("listing", LISTINGS)
def test_every_column_has_a_chinese_head_that_no_other_column_beside_it_has(listing):
    columns = LISTINGS[listing].split()
    heads = [labels.head(column, "zh") for column in columns]

    assert not set(columns) & set(heads)
    assert len(set(heads)) == len(heads)


def test_every_report_has_a_title_in_both_languages():
    for name in [listing for listing in LISTINGS if " " not in listing and listing not in ("answers",)]:
        assert labels.title(name, "zh") != labels.title(name, "en") != ""


def test_english_heads_are_the_names_that_programs_use():
    assert labels.head("next_follow_up", "en") == "next_follow_up"
    assert labels.label("next_follow_up", "en") == "Next follow-up"


def test_a_dotted_key_is_named_part_by_part_but_for_the_users_own():
    assert labels.head("decision.stage", "zh") == "决策过程.阶段"
    assert labels.head("social.source", "zh") == "社交账号.source"
    assert labels.head("people.0.phones", "zh") == "联系人.0.电话"
    assert labels.head("decision.stage", "en") == "decision.stage"


def test_every_column_that_a_report_defines_has_a_label():
    defined = {name for file in REPORTS for text in specs_in(file) for name in columns_of(text)}

    assert len(defined) > 30
    assert defined - set(labels.COLUMNS) == set()


def specs_in(file: Path) -> list[str]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".sql":
        return re.findall(r"(?m)^(?:-- *)?columns: *(.+)$", text)
    return [
        node.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def columns_of(text: str) -> list[str]:
    """The columns in a text such as ``customer, due date, open money(currency)``; else none."""
    parts = [part.strip() for part in text.split(",") if part.strip()]
    kinds = "text|date|int|number|money|share"
    columns = [re.fullmatch(rf"(\w+)(?: (?:{kinds})(?:\(\w+\))?)?", part) for part in parts]
    typed = re.search(rf"\w (?:{kinds})\b", text)
    return [column[1] for column in columns if column] if len(parts) > 2 and typed and all(columns) else []


def test_an_unknown_name_stays_itself():
    assert labels.head("contract_no", "zh") == labels.label("contract_no", "zh") == "contract_no"
    assert labels.title("silent customers", "zh") == "silent customers"


def test_no_label_is_empty():
    for name, both in {**labels.COLUMNS, **labels.TITLES}.items():
        assert name
        assert all(label.strip() == label != "" for label in both)


def model_labels() -> dict[str, set[str]]:
    from plaincrm.model.customer import Customer

    found: dict[str, set[str]] = {}
    seen: set[type] = set()

    def walk(record) -> None:
        if record in seen:
            return
        seen.add(record)
        for name, field in record.model_fields.items():
            found.setdefault(name, set()).add(field.json_schema_extra["zh"])
            for inner in records_in(field.annotation):
                walk(inner)

    walk(Customer)
    return found


def records_in(annotation) -> list[type]:
    if hasattr(annotation, "model_fields"):
        return [annotation]
    return [record for part in getattr(annotation, "__args__", ()) for record in records_in(part)]


def test_heads_are_the_words_of_the_files():
    found = model_labels()

    assert len(found) > 60
    for name in set(found) - OTHER_THINGS:
        head = labels.head(name, "zh")
        assert any(head in label or label in head for label in found[name]), (name, head, found[name])
