"""A customer's file as it will be in the end, and as it stood on any day before."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

Data = dict[str, Any]

CANONICAL = (
    "name", "kind", "aliases", "company", "title", "people", "phones", "emails", "social", "website",
    "addresses", "birthday", "industry", "company_size", "level", "source", "tags", "owner", "since",
    "cadence_days", "stage", "needs", "churn", "custom", "external_ids", "archived", "notes",
    "contact_log", "sales", "deals", "feedback",
)  # fmt: skip


class Plain(str):
    """A text that is written without quotes, such as a date with a time."""

    __slots__ = ()


class Later(NamedTuple):
    """A value that was written on *day*; until then *before* stood there (None: nothing)."""

    day: date
    value: Any
    before: Any = None


class Noted(NamedTuple):
    """A value and the remark that somebody wrote behind it."""

    value: Any
    remark: str


class Draft:
    """One customer file in the making: its ID, what it says in the end, and since when it exists."""

    __slots__ = ("data", "entered", "folder", "id")

    def __init__(self, customer: str, data: Data, entered: date, folder: str = "customers") -> None:
        self.id = customer
        self.data = data
        self.entered = entered
        self.folder = folder

    @property
    def path(self) -> str:
        """Where the file lies, relative to the book."""
        return f"{self.folder}/{self.id}.yaml"

    def entries(self, name: str) -> list[Data]:
        """The entries of a list; an empty one is made where there is none."""
        found: list[Data] = self.data.setdefault(name, [])
        return found

    def on(self, day: date) -> Data:
        """What the file said in the evening of *day*."""
        known: Data = seen(self.data, day)
        return known


def day_of(entry: Data) -> date | None:
    """The day that an entry bears, or None when it bears none."""
    value = entry.get("date") or entry.get("opened")
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value


def seen(value: Any, day: date) -> Any:
    """*value* as it stood in the evening of *day*; None where nothing was known yet."""
    if isinstance(value, Later):
        return seen(value.value if value.day <= day else value.before, day)
    if isinstance(value, Noted):
        inner = seen(value.value, day)
        return None if inner is None else Noted(inner, value.remark)
    if isinstance(value, dict):
        return _seen_map(value, day)
    if isinstance(value, list):
        known = [seen(item, day) for item in value if not _is_ahead(item, day)]
        return [item for item in known if item is not None] or None
    return value


def _seen_map(value: Data, day: date) -> Data | None:
    known = {key: seen(item, day) for key, item in value.items()}
    return {key: item for key, item in known.items() if item is not None} or None


def _is_ahead(item: Any, day: date) -> bool:
    if not isinstance(item, dict):
        return False
    dated = day_of(item)
    return dated is not None and dated > day
