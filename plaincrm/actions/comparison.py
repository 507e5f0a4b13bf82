"""Two tables of one report side by side: as it stands now and as it stood then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from plaincrm.table import Row, Value

# A row is known again by its customer, else by its first column, and by these where the report has them.
_KEYS = ("currency", "ref", "invoice", "offset", "metric", "t", "b", "to", "problem", "field")
# Beside a group these are part of what it is; beside a customer they are facts about it.
_OF_A_GROUP = ("segment", "industry")


def side_by_side(now: Table, then: Table, day: str) -> Table:
    """The rows of both joined by their keys; each other column twice, the older as ``NAME_then``."""
    names = [column.name for column in now.columns]
    first = "customer" if "customer" in names else names[0]
    known_by = _KEYS + _OF_A_GROUP if first == "group" else _KEYS
    keys = [name for name in names if name == first or name in known_by]
    rest = [column for column in now.columns if column.name not in keys]
    columns = [column for column in now.columns if column.name in keys]
    for column in rest:
        columns += [column, Column(f"{column.name}_then", column.kind)]
    ours, theirs = _by_key(now, keys), _by_key(then, keys)
    rows = [
        (*key, *_pairs(rest, ours.get(key, {}), theirs.get(key, {})))
        for key in [*ours, *(key for key in theirs if key not in ours)]
    ]
    notes = (*now.notes, f"NAME_then: the same as of {day}; empty where the row was not there.")
    return Table(tuple(columns), rows, now.title, notes)


def _by_key(table: Table, keys: list[str]) -> dict[Row, dict[str, Value]]:
    return {tuple(record[key] for key in keys): record for record in table.records()}


def _pairs(columns: list[Column], now: dict[str, Value], then: dict[str, Value]) -> list[Value]:
    return [record.get(column.name) for column in columns for record in (now, then)]
