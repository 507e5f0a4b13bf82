"""The JSON Schemas, given what an editor's YAML reader makes of a file, agree with plaincrm's reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from plaincrm.model import read_customer, read_rates, read_settings
from plaincrm.model.schema import documents
from tests.model.reading import raw, settings
from tests.model.test_reading_customers import WHOLE

SCHEMAS = {name: json.loads(text) for name, text in documents().items()}
DIALECTS = ["customer.schema.json", "customer.draft-07.schema.json"]
EXAMPLES = sorted((Path(__file__).parent.parent.parent / "examples").glob("*/customers/**/*.yaml"))


class EditorLoader(yaml.SafeLoader):
    """YAML as editors read it: numbers, truth values and null, but dates as text."""


EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def complaints(name: str, text: str) -> list[str]:
    """The places that the schema flags in *text*, read as an editor reads it."""
    schema = SCHEMAS[name]
    validator = jsonschema.validators.validator_for(schema)(schema)
    data = yaml.load(text, EditorLoader)
    return sorted({".".join(map(str, error.absolute_path)) for error in validator.iter_errors(data)})


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_a_schema_is_a_schema(name: str) -> None:
    schema = SCHEMAS[name]

    jsonschema.validators.validator_for(schema).check_schema(schema)


def test_the_two_dialects_are_those_they_are_named_for() -> None:
    assert SCHEMAS["customer.schema.json"]["$schema"].endswith("2020-12/schema")
    assert SCHEMAS["customer.draft-07.schema.json"]["$schema"].endswith("draft-07/schema#")
    assert "$defs" not in documents()["customer.draft-07.schema.json"]


@pytest.mark.parametrize("name", DIALECTS)
def test_a_file_with_every_field_is_accepted(name: str) -> None:
    assert complaints(name, WHOLE) == []


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.skipif(not EXAMPLES, reason="the examples are not here")
def test_the_examples_are_accepted(name: str) -> None:
    flagged = {str(path): complaints(name, path.read_text(encoding="utf-8")) for path in EXAMPLES}

    assert {path: found for path, found in flagged.items() if found} == {}


VALUES: dict[str, list[str]] = {
    "name": ["Acme", "7", "true", "1.10", "' '", "", "[a]", "{a: b}"],
    "kind": ["person", "", "firm", "7"],
    "aliases": ["a", "7", "[a, 7, true, ~]", "[]", "~", "{a: b}", "[[a]]"],
    "company": ["a", "0123", "no", "~", "[a]"],
    "birthday": ["1988-03-05", "--03-05", "~", "March", "1988"],
    "company_size": ["50", "50-99", "500+", "'50'", "many", "-5"],
    "level": ["A", "Z", "1", "[a]"],
    "since": [
        "2024-05-01",
        "2024-05-01T10:00:00+08:00",
        "2024-05-01 9:30",
        "2024",
        "2024-5-1",
        "2024-13-01",
        "[a]",
    ],
    "cadence_days": ["30", "'30'", "0", "2.5", "often", "~"],
    "stage": ["retain", "gone", "{value: retain}", "{since: 2026-01-01}", "[retain]", "~"],
    "social": ["{wechat: a, x: 7, y: ~}", "~", "[a]", "a", "{a: [b]}"],
    "custom": ["{a: [b], c: {d: e}}", "~", "a"],
    "external_ids": ["{hubspot: 901}", "a"],
    "needs": [
        "{motives: a, decision: {budget: 20000, by: 2026-12-31}}",
        "{decision: {by: soon}}",
        "{decision: 7}",
        "~",
    ],
    "people": ["[{name: A, phones: 123}]", "[{title: x}]", "[]", "~", "A", "[A]", "[~]"],
    "churn": ["[{date: 2026-01-01}]", "[{reason: x}]", "{date: 2026-01-01}"],
    "contact_log": [
        "[{date: 2026-01-01, channel: phone, every: 2w}]",
        "[{date: 2026-01-01, channel: pigeon, every: 14}]",
        "[{date: 2026-01-01, direction: both}]",
        "[{date: friday}]",
        "[{date: 2026-01-01, done: yes}]",
    ],
    "sales": [
        "[{date: 2026-01-01, amount: 12}]",
        "[{date: 2026-01-01, amount: -12.50}]",
        "[{date: 2026-01-01, amount: '12.50'}]",
        "[{date: 2026-01-01, amount: '12,50'}]",
        "[{date: 2026-01-01, amount: 12,50}]",
        "[{date: 2026-01-01}]",
        "[{amount: 1}]",
        "[{date: 2026-01-01, amount: ~}]",
        "[{date: 2026-01-01, amount: 1, tax_rate: 0.06, quantity: 1.5}]",
        "[{date: 2026-01-01, amount: 1, tax_rate: 6}]",
        "[{date: 2026-01-01, amount: 1, tax_rate: '0.06', quantity: '2'}]",
        "[{date: 2026-01-01, amount: 1, tax_rate: '6'}]",
        "[{date: 2026-01-01, amount: 1, currency: eur}]",
        "[{date: 2026-01-01, amount: 1, currency: KWD, note: ~}]",
        "[{date: 2026-01-01, amount: 1, delivery: sent}]",
        "[{date: 2026-01-01, amount: 1, delivery: partial, void: yes}]",
        "[{date: 2026-01-01, amount: 1, void: 'no'}]",
        "[{date: 2026-01-01, amount: 1, void: maybe}]",
        "[{date: 2026-01-01, amount: 1, payments: [{date: 2026-01-01, amount: 1}]}]",
        "[{date: 2026-01-01, amount: 1, payments: [{date: 2026-01-01}]}]",
        "[{date: 2026-01-01, amount: 1, payments: 2026-01-01}]",
    ],
    "deals": [
        "[{opened: 2026-01-01, probability: 0.6, outcome: won}]",
        "[{opened: 2026-01-01, probability: 60}]",
        "[{opened: 2026-01-01, outcome: maybe}]",
        "[{title: x}]",
    ],
    "feedback": [
        "[{date: 2026-01-01, score: 4.5, scale: 5, metric: csat, kind: survey}]",
        "[{date: 2026-01-01, score: '5', scale: '7'}]",
        "[{date: 2026-01-01, score: five}]",
        "[{date: 2026-01-01, metric: stars}]",
        "[{date: 2026-01-01, kind: rant}]",
    ],
    "unknown_field": ["a", "[a]", "{a: b}", "~"],
}


@pytest.mark.parametrize("name", DIALECTS)
@pytest.mark.parametrize(
    ("field", "value"), [(field, value) for field, found in VALUES.items() for value in found]
)
def test_the_schema_and_the_reader_agree(name: str, field: str, value: str) -> None:
    text = f"{field}: {value}\n" if field == "name" else f"name: Acme\n{field}: {value}\n"

    refused = read_customer(raw(text), settings())[0] is None

    assert bool(complaints(name, text)) == refused


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "{format: 1, name: 7, currency: CNY, region: CN, language: zh, terms_days: '30', layout: letters}",
        "{cadence: {A: 30, B: '90', C: ~}, deal_stages: {lead: 0.1, won: '1'}, decision_stages: [a, b]}",
        "{fields: {a: text, b: [x, y, 7]}, retention_days: ~, rfm: {method: rank, grid: ~}}",
        "{bands: {frequency: [1, 2]}, churn: {ratio: 2.5}, lifecycle: ~, forecast: {margin: 1}}",
        "{rfm: {grid: {A: R1-5 F1-4, B: [R1-5 F5]}}}",
        "{format: 2}",
        "{currency: euro}",
        "{region: China}",
        "{language: fr}",
        "{terms_days: -1}",
        "{cadence: {A: 0}}",
        "{deal_stages: {lead: 10}}",
        "{fields: {a: int}}",
        "{bands: {amount: [0.8]}}",
        "{churn: {ratio: 0}}",
        "{churn: 2}",
    ],
)
@pytest.mark.parametrize("name", ["settings.schema.json", "settings.draft-07.schema.json"])
def test_the_schema_of_the_settings_and_their_reader_agree(name: str, text: str) -> None:
    refused = read_settings(raw(text))[0] is None

    assert bool(complaints(name, text)) == refused


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[{date: 2026-01-01, currency: USD, rate: 7.00}]",
        "[{date: 2026-01-01, currency: USD, rate: '0.05'}]",
        "[{date: 2026-01-01, currency: USD, rate: 0}]",
        "[{date: 2026-01-01, currency: USD, rate: '0.00'}]",
        "[{date: 2026-01-01, currency: usd, rate: 7}]",
        "[{date: 2026-01-01, currency: USD}]",
        "{USD: 7}",
    ],
)
def test_the_schema_of_the_rates_and_their_reader_agree(text: str) -> None:
    flaws = read_rates(raw(text) if text else None, settings())[1]

    assert bool(complaints("rates.schema.json", text)) == any(flaw.severity == "error" for flaw in flaws)


def properties(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        field
        for record in [schema, *schema["$defs"].values()]
        for field in record.get("properties", {}).values()
    ]


@pytest.mark.parametrize("name", ["customer.schema.json", "settings.schema.json", "rates.schema.json"])
def test_every_field_has_a_chinese_title_and_a_meaning(name: str) -> None:
    found = properties(SCHEMAS[name])

    assert found
    assert all(any("\u4e00" <= char <= "\u9fff" for char in field["title"]) for field in found)
    assert all(field.get("description") or "$ref" in field["anyOf"][0] for field in found)


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_no_unknown_field_is_ever_flagged(name: str) -> None:
    assert '"additionalProperties": false' not in json.dumps(SCHEMAS[name])
