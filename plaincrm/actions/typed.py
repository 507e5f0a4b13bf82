"""From the text of a file, or of a command line, to the value that is written at its place."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

Path = tuple[str | int, ...]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def typed(path: Path, raw: Any) -> Any:
    """The raw data of a file (every scalar is text) as values to write at *path*: days, numbers, flags.

    What cannot be read as the kind of its place stays text, and the schema says what is wrong.
    """
    if isinstance(raw, dict):
        return {key: typed((*path, key), value) for key, value in raw.items() if value is not None}
    if isinstance(raw, list):
        return [typed((*path, 0), value) for value in raw]  # every item of a list is of one kind
    from plaincrm.model.places import kind_at

    return raw if raw is None else scalar(kind_at(path), raw)


def day_or_time(text: str) -> Any:
    """A day as a date; a day with a time of day as it is written, without quotes."""
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    from plaincrm.book.yaml import Plain

    return Plain(text) if _TIME.match(text) else text


def scalar(kind: str, text: str) -> Any:
    """One text as a value of its kind (see ``model.places.kind_at``)."""
    if kind == "day":
        return day_or_time(text)
    if kind in ("decimal", "whole") and _NUMBER.fullmatch(text):
        return Decimal(text)
    if kind == "flag" and text.lower() in ("true", "false", "yes", "no"):
        return text.lower() in ("true", "yes")
    return text
