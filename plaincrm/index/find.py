"""`find TEXT`: where in the customers' files a text stands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from plaincrm.index.folding import fold
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.index.index import Index
    from plaincrm.table import Row

    Place = tuple[str | int, ...]

COLUMNS = tuple(map(Column, ("customer", "name", "field", "ref", "text")))
AROUND = 40  # characters shown on either side


def find(index: Index, text: str) -> Table:
    """Every value that holds *text*, whatever its case or width, by customer, in the order of the file."""
    needle = fold(text)
    rows: list[Row] = []
    if needle:
        for customer, name, data in _candidates(index, needle):
            rows += _rows(index, customer, name, json.loads(data), needle)
    return Table(COLUMNS, rows)


def _candidates(index: Index, needle: str) -> list[tuple[str, str, str]]:
    """Customers whose file holds the text as JSON writes it."""
    written = json.dumps(needle, ensure_ascii=False)[1:-1]
    index.connection.create_function("holds", 1, lambda data: written in fold(data), deterministic=True)
    return index.rows(
        "SELECT t.customer, c.name, d.data FROM tree t JOIN customer c ON c.doc = t.doc "
        "JOIN content d ON d.doc = t.doc WHERE holds(d.data) ORDER BY t.customer"
    )


def _rows(index: Index, customer: str, name: str, data: Any, needle: str) -> Iterator[Row]:
    for place, value in leaves((), data):
        if needle in fold(value):
            yield customer, name, _field(place), _ref(index, customer, place), snippet(value, needle)


def leaves(place: Place, value: Any) -> Iterator[tuple[Place, str]]:
    """Every single value of parsed data with the way to it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves((*place, key), item)
    elif isinstance(value, list):
        for position, item in enumerate(value):
            yield from leaves((*place, position), item)
    elif value is not None and not isinstance(value, bool):
        yield place, str(value)


def snippet(text: str, needle: str) -> str:
    """The text around the first hit on one line, with … where it was cut."""
    line = " ".join(text.split())
    at = max(fold(line).find(needle), 0)
    start, end = max(at - AROUND, 0), at + len(needle) + AROUND
    return ("…" if start else "") + line[start:end] + ("…" if end < len(line) else "")


def _field(place: Place) -> str:
    """The dotted field, without positions: contact_log.summary."""
    return ".".join(step for step in place if isinstance(step, str))


def _ref(index: Index, customer: str, place: Place) -> str | None:
    """The reference of the entry that the place lies in, if it lies in one."""
    found = index.rows(
        "SELECT r.ref FROM tree t JOIN entry_ref r ON r.doc = t.doc "
        "WHERE t.customer = ? AND r.list = ? AND r.position = ?",
        (customer, *place[:2]) if len(place) > 1 else (customer, None, None),
    )
    return str(found[0][0]) if found else None
