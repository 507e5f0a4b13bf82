"""JSON Schemas for editors and other programs, made from the models.

They judge what an editor's YAML reader makes of a file (numbers, truth values, null), accept what
plaincrm accepts, and allow unknown fields, which never block anything.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from plaincrm.model.customer import Customer
from plaincrm.model.rate import Rate
from plaincrm.model.settings import Settings
from plaincrm.model.stage import STAGES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DRAFT_07 = "http://json-schema.org/draft-07/schema#"

Schema = dict[str, Any]

_SHORT_LIST = re.compile(r"\[\n([^\[\]{}]{1,300}?)\n\s*\]")


def documents() -> dict[str, str]:
    """File name → content of everything that belongs into ``schema/``."""
    return {
        "customer.schema.json": _text(customer_schema()),
        "customer.draft-07.schema.json": _text(draft_07(customer_schema())),
        "settings.schema.json": _text(settings_schema()),
        "settings.draft-07.schema.json": _text(draft_07(settings_schema())),
        "rates.schema.json": _text(rates_schema()),
    }


def customer_schema() -> Schema:
    """The schema of a customer file."""
    schema = _finished(Customer.model_json_schema(), "plaincrm customer 客户")
    stage = schema["properties"]["stage"]
    stage["anyOf"] = [{"enum": list(STAGES)}, {"type": "string"}, *stage["anyOf"]]
    return schema


def settings_schema() -> Schema:
    """The schema of plaincrm.yaml."""
    return _finished(Settings.model_json_schema(), "plaincrm settings 设置")


def rates_schema() -> Schema:
    """The schema of rates.yaml; an empty file is a list without rates."""
    schema = _finished(TypeAdapter(list[Rate]).json_schema(), "plaincrm exchange rates 汇率")
    return _or_null(schema)


def draft_07(schema: Schema) -> Schema:
    """The same schema in draft 7, which most editors know best."""
    renamed = json.loads(json.dumps(schema).replace("#/$defs/", "#/definitions/"))
    definitions = renamed.pop("$defs")
    return {**renamed, "$schema": DRAFT_07, "definitions": definitions}


def _finished(made: Schema, title: str) -> Schema:
    for definition in made.get("$defs", {}).values():
        _tidy_record(definition)
    if "properties" in made:
        _tidy_record(made)
    return {"$schema": DIALECT, "title": title, **{key: item for key, item in made.items() if key != "title"}}


def _tidy_record(schema: Schema) -> None:
    required = schema.get("required", [])
    schema.pop("title", None)
    schema["properties"] = {
        name: _property(field, optional=name not in required) for name, field in schema["properties"].items()
    }


def _property(made: Schema, *, optional: bool) -> Schema:
    """A field with its Chinese label as title, its meaning, and null where it may be empty."""
    head = {"title": made.pop("zh")}
    if "description" in made:  # else it is that of the $ref
        head["description"] = made.pop("description")
    made.pop("title", None)
    default = made.pop("default", None)
    if "$ref" in made:
        made = {"anyOf": [made]}  # draft 7 reads nothing beside a $ref
    body = _or_null(made) if optional else made
    return {**head, **body} if default in (None, [], {}) else {**head, **body, "default": _plain(default)}


def _or_null(schema: Schema) -> Schema:
    if "anyOf" in schema:
        options = [option for option in schema["anyOf"] if option != {"type": "null"}]
        if len(options) == 1 and "$ref" not in options[0]:
            return _or_null({**{key: item for key, item in schema.items() if key != "anyOf"}, **options[0]})
        return {**schema, "anyOf": [*options, {"type": "null"}]}
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, "null"]}


def _plain(value: Any) -> Any:
    """A default as a JSON number where it is one."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, str) and value.replace(".", "", 1).isdigit():
        number = Decimal(value)
        return int(number) if number == number.to_integral_value() else float(number)
    return value


def _text(schema: Schema) -> str:
    text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
    return _SHORT_LIST.sub(lambda match: "[" + re.sub(r"\s*\n\s*", " ", match[1]).strip() + "]", text)
