"""Record, the base of every model, and the field types that models share.

A field's English meaning, Chinese label and JSON Schema stand here or at the field, once; the
schema, the reference and the worksheets are made from them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from plaincrm.model import values
from plaincrm.model.values import MOST_DAYS

# What an editor makes of an unquoted scalar: 0123 is a number to it and a text to us.
SCALAR = {"type": ["string", "number", "boolean"]}
SCALAR_OR_NULL = {"type": [*SCALAR["type"], "null"]}
TEXTS = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR_OR_NULL}]}
_DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK = "([Tt]| +)[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)? *([Zz]|[+-][0-9]{1,2}(:?[0-9]{2})?)?"
_NUMBER = "-?[0-9]+(\\.[0-9]+)?"


def text_like(pattern: str) -> dict[str, Any]:
    """The JSON Schema of a text that wholly matches *pattern*."""
    return {"type": "string", "pattern": f"^({pattern})$"}


def number_schema(pattern: str, **limits: Any) -> dict[str, Any]:
    """The JSON Schema of a number, quoted or not."""
    return {"anyOf": [{"type": "number", **limits}, text_like(pattern)]}


def whole_schema(low: int, high: int) -> dict[str, Any]:
    """The JSON Schema of a whole number, quoted or not; a quoted one may be out of range."""
    return {"anyOf": [{"type": "integer", "minimum": low, "maximum": high}, text_like("[0-9]+")]}


SHARE = number_schema("0+(\\.[0-9]+)?|0*1(\\.0+)?", minimum=0, maximum=1)


def words_schema(*words: str) -> WithJsonSchema:
    """The JSON Schema of a closed choice."""
    return WithJsonSchema({"enum": list(words)})


def open_words_schema(*words: str) -> WithJsonSchema:
    """The JSON Schema of a text for which an editor may offer *words*."""
    return WithJsonSchema({"anyOf": [{"enum": list(words)}, SCALAR]})


Text = Annotated[str, WithJsonSchema(SCALAR)]
Name = Annotated[
    str,
    PlainValidator(values.name),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": "\\S"}, {"type": ["number", "boolean"]}]}),
]
Texts = Annotated[list[str], BeforeValidator(values.as_list), WithJsonSchema(TEXTS)]
TextMap = Annotated[
    dict[str, str],
    BeforeValidator(values.as_map),
    WithJsonSchema({"type": "object", "additionalProperties": SCALAR_OR_NULL}),
]
AnyMap = Annotated[dict[str, Any], BeforeValidator(values.as_map), WithJsonSchema({"type": "object"})]
Day = Annotated[str, PlainValidator(values.day), WithJsonSchema(text_like(f"{_DAY}({_CLOCK})?"))]
Birthday = Annotated[
    str,
    PlainValidator(values.birthday),
    WithJsonSchema(text_like(f"{_DAY}|--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])")),
]
Amount = Annotated[Decimal, PlainValidator(values.amount), WithJsonSchema(number_schema(_NUMBER))]
Number = Annotated[Decimal, PlainValidator(values.number), WithJsonSchema(number_schema(_NUMBER))]
Positive = Annotated[
    Decimal,
    PlainValidator(values.positive),
    WithJsonSchema(number_schema("[0-9]*[1-9][0-9]*(\\.[0-9]+)?|0+\\.[0-9]*[1-9][0-9]*", exclusiveMinimum=0)),
]
Share = Annotated[Decimal, PlainValidator(values.share), WithJsonSchema(SHARE)]
PositiveWhole = Annotated[
    int, PlainValidator(values.whole(1, MOST_DAYS)), WithJsonSchema(whole_schema(1, MOST_DAYS))
]
Currency = Annotated[str, PlainValidator(values.currency_code), WithJsonSchema(text_like("[A-Z]{3}"))]
Flag = Annotated[
    bool,
    PlainValidator(values.flag),
    WithJsonSchema(
        {"anyOf": [{"type": "boolean"}, text_like("[Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO")]}
    ),
]


class Record(BaseModel):
    """A map of a file. Unknown fields are kept; what they were called is a warning elsewhere."""

    model_config = ConfigDict(extra="allow")


def field(meaning: str, label: str, default: Any = None) -> Any:
    """An optional field: what it means, its Chinese label, its value where it is absent."""
    return Field(default, description=meaning, json_schema_extra={"zh": label})


def required(meaning: str, label: str) -> Any:
    """A field without which the map means nothing."""
    return Field(description=meaning, json_schema_extra={"zh": label})


def many(meaning: str, label: str) -> Any:
    """A list that may be missing."""
    return Field(default_factory=list, description=meaning, json_schema_extra={"zh": label})


def free_keys(meaning: str, label: str) -> Any:
    """A map whose keys are the user's own; it may be missing."""
    return Field(default_factory=dict, description=meaning, json_schema_extra={"zh": label})
