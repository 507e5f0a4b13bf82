"""Which customers a reader sees: filters → a temporary table `tree` that shadows the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.index.index import Index


_ARCHIVED = "c.archived_day IS NOT NULL AND c.archived_day <= (SELECT asof_day FROM moment)"
_TREE = "SELECT t.customer, t.path, t.doc FROM tree t JOIN customer c ON c.doc = t.doc"


def choose(index: Index, filters: Sequence[str], *, hide_archived: bool) -> None:
    """Narrow the views to customers that fit all *filters*."""
    from plaincrm.index.filters import matching, parse_filter

    parsed = [parse_filter(index, text) for text in filters]
    if hide_archived and not any(one.field == "archived" for one in parsed):
        _hide_archived(index)
    for one in parsed:
        wanted = matching(index, one)
        rows = [row for row in index.rows("SELECT customer, path, doc FROM tree") if row[0] in wanted]
        index.connection.execute(f"CREATE TEMP TABLE chosen AS {_TREE} LIMIT 0")
        index.connection.executemany("INSERT INTO temp.chosen VALUES (?, ?, ?)", sorted(rows))
        _show_chosen(index)


def _hide_archived(index: Index) -> None:
    if index.rows(f"{_TREE} WHERE {_ARCHIVED} LIMIT 1"):
        index.connection.execute(f"CREATE TEMP TABLE chosen AS {_TREE} WHERE NOT ({_ARCHIVED})")
        _show_chosen(index)


def _show_chosen(index: Index) -> None:
    """Put the temporary table `chosen` in the place of `tree`."""
    from plaincrm.index.roll_ups import withhold

    connection = index.connection
    ((kind,),) = index.rows("SELECT type FROM temp.sqlite_master WHERE name = 'tree'")
    connection.execute(f"DROP {kind} temp.tree")
    connection.execute(
        "CREATE TEMP TABLE tree (customer TEXT PRIMARY KEY, path TEXT, doc INTEGER) WITHOUT ROWID"
    )
    connection.execute("INSERT INTO temp.tree SELECT customer, path, doc FROM temp.chosen ORDER BY customer")
    connection.execute("DROP TABLE temp.chosen")
    connection.execute("CREATE INDEX temp.tree_doc ON tree (doc, customer, path)")
    withhold(connection, "month_total")
