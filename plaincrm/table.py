"""Table: what reports and listings give and every output format takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    Value = str | int | float | Decimal | None
    Row = tuple[Value, ...]


class Column(NamedTuple):
    """A column: its name (the JSON key, never translated) and the kind of its values.

    Kinds: ``text``; ``date`` (ISO text); ``int``; ``number`` (float); ``money`` (exact: a Decimal
    or its text, a string in JSON); ``share`` (a fraction of 1).
    """

    name: str
    kind: str = "text"


class Table(NamedTuple):
    """Rows under columns, with a title and notes (definition, window, n, what was left out)."""

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    title: str = ""
    notes: tuple[str, ...] = ()

    def records(self) -> list[dict[str, Value]]:
        """The rows as dictionaries by column name."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]
