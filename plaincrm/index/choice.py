"""Which customers a reader sees: filters → a temporary table `tree` that shadows the view."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaincrm.index.index import Index


def choose(index: Index, filters: Sequence[str], *, hide_archived: bool) -> None:
    """Narrow the views to customers that fit all *filters*."""
    from plaincrm.index.filters import matching, parse_filter

    parsed = [parse_filter(index, text) for text in filters]
    if hide_archived and not any(one.field == "archived" for one in parsed):
        _keep(index, _not_archived(index))
    for one in parsed:
        _keep(index, matching(index, one))


def _not_archived(index: Index) -> set[str] | None:
    """Everybody but the archived, or None where nobody is."""
    archived = index.rows(
        "SELECT t.customer FROM tree t JOIN customer c ON c.doc = t.doc "
        "WHERE c.archived_day <= (SELECT asof_day FROM moment)"
    )
    if not archived:
        return None
    return {customer for (customer,) in index.rows("SELECT customer FROM tree")} - {
        row[0] for row in archived
    }


def _keep(index: Index, customers: Iterable[str] | None) -> None:
    if customers is None:
        return
    wanted = set(customers)
    rows = [row for row in index.rows("SELECT customer, path, doc FROM tree") if row[0] in wanted]
    for kind in ("VIEW", "TABLE"):
        if index.rows("SELECT 1 FROM temp.sqlite_master WHERE name = 'tree' AND type = ?", (kind.lower(),)):
            index.connection.execute(f"DROP {kind} temp.tree")
    index.connection.execute(
        "CREATE TEMP TABLE tree (customer TEXT PRIMARY KEY, path TEXT, doc INTEGER) WITHOUT ROWID"
    )
    index.connection.executemany("INSERT INTO temp.tree VALUES (?, ?, ?)", sorted(rows))
