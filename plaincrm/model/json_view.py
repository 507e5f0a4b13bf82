"""What a customer looks like in JSON: the raw data, with numbers and truth values typed by the model."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

from plaincrm.model.places import typed_fields

_EXACT_DIGITS = 15
MONEY = frozenset({"amount", "budget"})


def json_view(model: BaseModel, data: dict[str, Any]) -> dict[str, Any]:
    """*data* in its own order, each value as the *model* understands it."""
    typed = _typed(type(model))
    if typed.isdisjoint(data):
        return data.copy()
    known = vars(model)  # Pydantic keeps unknown fields elsewhere
    return {key: _value(key, known[key], raw) if key in typed else raw for key, raw in data.items()}


def plain_number(value: Decimal) -> int | float:
    """A JSON number: whole where the text had no decimals."""
    return int(value) if value.as_tuple().exponent == 0 else float(value)


@cache
def _typed(model: type[BaseModel]) -> frozenset[str]:
    return typed_fields(model) - MONEY


def _value(key: str, value: Any, raw: Any) -> Any:
    if type(value) is str or raw is None or key in MONEY:  # most values, so first
        return raw
    if isinstance(value, BaseModel):
        return json_view(value, raw) if isinstance(raw, dict) else raw
    if isinstance(value, Decimal):
        number = plain_number(value)
        # one of more digits than a JSON number holds stays the text that it is
        return raw if len(str(raw)) > _EXACT_DIGITS and Decimal(repr(number)) != value else number
    if isinstance(value, list):
        return _items(value, raw)
    if isinstance(value, dict):
        return {name: _value(name, value.get(name), item) for name, item in raw.items()}
    return value


def _items(values: list[Any], raw: Any) -> list[Any]:
    if not values or not isinstance(values[0], BaseModel):
        return values
    return [json_view(value, item) for value, item in zip(values, raw, strict=True)]
