"""Record, the base of every model, and the field types that models share.

A field's English meaning, Chinese label and JSON Schema stand here or at the field, once; the
schema, the reference and the worksheets are made from them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator, WithJsonSchema

from plaincrm.model import values

# What an editor makes of an unquoted scalar: 0123 is a number to it and a text to us.
_ANY_SCALAR = {"type": ["string", "number", "boolean"]}
_DAY_PATTERN = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_CLOCK_PATTERN = "([Tt]| +)[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)? *([Zz]|[+-][0-9]{1,2}(:?[0-9]{2})?)?"
_NUMBER_PATTERN = "^-?[0-9]+(\\.[0-9]+)?$"


def _number_schema(pattern: str, **limits: Any) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [{"type": "number", **limits}, {"type": "string", "pattern": pattern}]})


def words_schema(*words: str) -> WithJsonSchema:
    """The JSON Schema of a closed choice."""
    return WithJsonSchema({"enum": list(words)})


def open_words_schema(*words: str) -> WithJsonSchema:
    """The JSON Schema of a text for which an editor may offer *words*."""
    return WithJsonSchema({"anyOf": [{"enum": list(words)}, _ANY_SCALAR]})


Text = Annotated[str, WithJsonSchema(_ANY_SCALAR)]
Name = Annotated[
    str,
    PlainValidator(values.name),
    WithJsonSchema({"anyOf": [{"type": "string", "pattern": "\\S"}, {"type": ["number", "boolean"]}]}),
]
Texts = Annotated[
    list[str],
    BeforeValidator(values.as_list),
    WithJsonSchema(
        {
            "anyOf": [
                _ANY_SCALAR,
                {"type": "array", "items": {"type": ["string", "number", "boolean", "null"]}},
            ]
        }
    ),
]
TextMap = Annotated[
    dict[str, str],
    BeforeValidator(values.as_map),
    WithJsonSchema(
        {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean", "null"]}}
    ),
]
AnyMap = Annotated[dict[str, Any], BeforeValidator(values.as_map), WithJsonSchema({"type": "object"})]
Day = Annotated[
    str,
    PlainValidator(values.day),
    WithJsonSchema({"type": "string", "pattern": f"^{_DAY_PATTERN}({_CLOCK_PATTERN})?$"}),
]
Birthday = Annotated[
    str,
    PlainValidator(values.birthday),
    WithJsonSchema(
        {"type": "string", "pattern": f"^({_DAY_PATTERN}|--(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))$"}
    ),
]
Amount = Annotated[Decimal, PlainValidator(values.amount), _number_schema(_NUMBER_PATTERN)]
Number = Annotated[Decimal, PlainValidator(values.number), _number_schema(_NUMBER_PATTERN)]
Positive = Annotated[
    Decimal, PlainValidator(values.positive), _number_schema(_NUMBER_PATTERN, exclusiveMinimum=0)
]
Share = Annotated[
    Decimal,
    PlainValidator(values.share),
    _number_schema("^(0+(\\.[0-9]+)?|0*1(\\.0+)?)$", minimum=0, maximum=1),
]
PositiveWhole = Annotated[
    int,
    PlainValidator(values.whole(1, 36500)),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 1, "maximum": 36500},
                {"type": "string", "pattern": "^0*[1-9][0-9]{0,4}$"},
            ]
        }
    ),
]
Currency = Annotated[
    str, PlainValidator(values.currency_code), WithJsonSchema({"type": "string", "pattern": "^[A-Z]{3}$"})
]
Flag = Annotated[
    bool,
    PlainValidator(values.flag),
    WithJsonSchema(
        {"anyOf": [{"type": "boolean"}, {"enum": ["true", "false", "yes", "no", "Yes", "No", "YES", "NO"]}]}
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
