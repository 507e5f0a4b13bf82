"""Flaw: one thing wrong in raw data, in our words; and how Pydantic's findings become flaws."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.model.values import BadValueError, kind_of, quoted

if TYPE_CHECKING:
    from pydantic import ValidationError

Loc = tuple[str | int, ...]


class Flaw(NamedTuple):
    """What is wrong at one place of raw data; *severity* is ``error`` or ``warning``."""

    loc: Loc
    message: str
    hint: str
    severity: str = "error"


_MISSING = {
    "name": "write who it is, as in name: Acme GmbH",
    "date": "write the day, as in date: 2026-11-27",
    "opened": "write the day, as in opened: 2026-11-27",
    "amount": "write the amount, as in amount: 1200.00",
    "currency": "write an ISO 4217 code, as in currency: USD",
    "rate": "write what one unit is worth in the book's currency, as in rate: 7.00",
    "value": "write acquire, nurture, retain or winback",
}


def flaws_of(error: ValidationError) -> list[Flaw]:
    """Everything Pydantic found, in the order of the model's fields."""
    return [_flaw(item) for item in error.errors(include_url=False)]


def _flaw(item: Any) -> Flaw:
    loc, kind, value = item["loc"], item["type"], item.get("input")
    refusal = item.get("ctx", {}).get("error")
    if kind == "missing" or (value is None and loc and isinstance(loc[-1], str)):
        return missing(loc)
    if isinstance(refusal, BadValueError):
        return Flaw(loc, refusal.message, refusal.hint)
    if kind == "list_type":
        return Flaw(
            loc, f"a list is expected, not {_shown(value)}", 'begin each entry with "- " on a line of its own'
        )
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return _no_map(loc, value)
    if kind == "string_type":
        return Flaw(
            loc, f"a single value is expected, not {kind_of(value)}", "write one value after the colon"
        )
    # whatever else Pydantic may refuse one day: its own words beat silence
    return Flaw(loc, f"{_shown(value)} cannot be used here: {item['msg']}", "see docs/file-format.md")


def missing(loc: Loc) -> Flaw:
    """The flaw of a required field that is absent or empty."""
    field = str(loc[-1]) if loc else "value"
    return Flaw(loc, f"{field} is missing", _MISSING.get(field, f"write {field}: and its value"))


def _no_map(loc: Loc, value: object) -> Flaw:
    if value is None:
        return Flaw(loc, "the entry is empty", 'write the entry after the "-", or remove the dash')
    return Flaw(loc, f"fields are expected, not {_shown(value)}", "write its fields below it, one per line")


def _shown(value: object) -> str:
    return quoted(value) if isinstance(value, str) else kind_of(value)
