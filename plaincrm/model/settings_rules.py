"""Warnings about plaincrm.yaml: settings that nobody knows, a currency that ISO does not."""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from plaincrm.model.doubts import doubtful_currency, unknown_field
from plaincrm.model.problems import Flaw, Loc
from plaincrm.model.settings import Settings


def groups() -> dict[str, type[BaseModel]]:
    """The groups of thresholds by their key."""
    found = {}
    for name, info in Settings.model_fields.items():
        kind = info.annotation
        kind = get_args(kind)[0] if get_args(kind) else kind
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            found[name] = kind
    return found


def settings_doubts(data: Any) -> list[Flaw]:
    """What is doubtful in the raw settings, and blocks nothing."""
    if not isinstance(data, dict):
        return []
    flaws = _unknown(data, Settings, ())
    for name, model in groups().items():
        if isinstance(data.get(name), dict):
            flaws += _unknown(data[name], model, (name,))
    flaws += doubtful_currency(("currency",), data.get("currency"))
    return flaws


def _unknown(entry: dict[str, Any], model: type[BaseModel], loc: Loc) -> list[Flaw]:
    known = model.model_fields
    advice = "it is kept, and means nothing to plaincrm; see docs/settings.md"
    return [
        unknown_field(loc, key, known, advice) for key in entry if isinstance(key, str) and key not in known
    ]
