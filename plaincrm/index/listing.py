"""`list`: the customers that the views show, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.errors import UsageError
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from plaincrm.index.index import Index

COLUMNS = (
    Column("customer"),
    Column("name"),
    Column("kind"),
    Column("level"),
    Column("stage"),
    Column("industry"),
    Column("tags"),
    Column("owner"),
    Column("last_contact", "date"),
    Column("next_follow_up", "date"),
    Column("revenue", "money"),
    Column("currency"),
)
NAMES = tuple(column.name for column in COLUMNS)
_MONEY = NAMES.index("revenue")


def listing(index: Index, *, sort: str = "customer", limit: int | None = None) -> Table:
    """The columns of `list`, by ID or by *sort* (a column; ``-revenue``: largest first; empty cells last).

    UsageError (exit 2) for an unknown column.
    """
    from plaincrm.model.currency import written

    rows = index.rows(f"SELECT {', '.join(NAMES)} FROM overview ORDER BY customer")
    if sort != "customer":
        rows = _sorted(rows, sort)
    shown = [
        (*row[:_MONEY], written(row[_MONEY], row[_MONEY + 1]), *row[_MONEY + 1 :])
        for row in (rows if limit is None else rows[:limit])
    ]
    return Table(COLUMNS, shown)


def _sorted(rows: list[tuple[Any, ...]], sort: str) -> list[tuple[Any, ...]]:
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    if name not in NAMES:
        raise UsageError(f'"{name}" is not a column', hint=f"sort by one of {', '.join(NAMES)}")
    place = NAMES.index(name)
    there = [row for row in rows if row[place] is not None]
    # reverse keeps the order of ties, which is by ID
    there.sort(key=lambda row: _comparable(row[place]), reverse=descending)
    return there + [row for row in rows if row[place] is None]


def _comparable(value: str | int) -> tuple[str, str | int]:
    return (value.casefold(), value) if isinstance(value, str) else ("", value)
