"""``list``: the customers that fit, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.errors import UsageError
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from plaincrm.index import Index

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


def list_customers(
    index: Index, filters: list[str], *, sort: str | None = None, limit: int | None = None, archived: bool = False
) -> Table:
    """The customers that fit *filters* by ID, or by the column *sort* (``-COL`` for downwards)."""
    from plaincrm.model.currency import major

    index.choose(filters, archived=archived)
    names = [column.name for column in COLUMNS]
    found = index.rows(f"SELECT {', '.join(names)} FROM overview ORDER BY customer", {})
    place = names.index("revenue")
    rows = [(*row[:place], major(row[place], row[-1]) if row[place] is not None else None, row[-1]) for row in found]
    if sort:
        _sort(rows, names, sort)
    return Table(COLUMNS, rows[:limit] if limit is not None else rows, "Customers")


def _sort(rows: list[Any], names: list[str], sort: str) -> None:
    column = sort.removeprefix("-")
    if column not in names:
        from difflib import get_close_matches

        near = get_close_matches(column, names, n=1)
        hint = f"did you mean {near[0]}?" if near else "one of " + ", ".join(names)
        raise UsageError(f'list has no column "{column}"', hint=hint)
    place = names.index(column)
    present = [row for row in rows if row[place] is not None]
    absent = [row for row in rows if row[place] is None]
    present.sort(key=lambda row: row[place], reverse=sort.startswith("-"))
    rows[:] = present + absent
