"""Raw data from YAML, and what is wrong with it, in one line each."""

from __future__ import annotations

from textwrap import dedent
from typing import Any

import yaml

from plaincrm.model import Customer, Flaw, Settings, read_customer, read_settings


def raw(text: str) -> Any:
    """What the book's YAML layer gives for *text*: texts, with None for a plain empty value."""
    return _absent(yaml.load(dedent(text), yaml.BaseLoader))


def settings(text: str = "{currency: EUR}") -> Settings:
    found, flaws = read_settings(raw(text))
    assert found is not None, flaws
    return found


def read(text: str, given: str = "{currency: EUR}") -> tuple[Customer | None, list[Flaw]]:
    return read_customer(raw(text), settings(given))


def sound(text: str, given: str = "{currency: EUR}") -> Customer:
    """The customer, which must have neither errors nor warnings."""
    customer, flaws = read(text, given)
    assert customer is not None
    assert flaws == []
    return customer


def errors(text: str, given: str = "{currency: EUR}") -> list[str]:
    customer, flaws = read(text, given)
    assert (customer is None) == any(flaw.severity == "error" for flaw in flaws)
    return shown(flaws, "error")


def warnings(text: str, given: str = "{currency: EUR}") -> list[str]:
    return shown(read(text, given)[1], "warning")


def shown(flaws: list[Flaw], severity: str) -> list[str]:
    """``sales.0.amount: message (hint)`` for each flaw of that severity."""
    return [
        f"{'.'.join(map(str, flaw.loc))}: {flaw.message} ({flaw.hint})"
        for flaw in flaws
        if flaw.severity == severity
    ]


def _absent(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _absent(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_absent(item) for item in value]
    return None if value in ("", "~", "null") else value
