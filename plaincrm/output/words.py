"""The words in a table's cells in the language of whoever reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaincrm.table import Row, Table


def in_chinese(table: Table) -> Table:
    """*table* with its figures, their notes and reasons in Chinese."""
    from plaincrm.labels.values import value, worded

    names = [column.name for column in table.columns]
    ours = worded(names)
    if not ours:
        return table

    def told(row: Row) -> Row:
        cells = zip(names, row, strict=True)
        return tuple(
            value(name, cell) if name in ours and isinstance(cell, str) else cell for name, cell in cells
        )

    return table._replace(rows=[told(row) for row in table.rows])
