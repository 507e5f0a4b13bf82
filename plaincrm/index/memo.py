"""Memo: what was worked out from the whole book, kept in the index while the book stays as it is."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaincrm.index.index import Index

# Settings and rates need no column: with others of them the whole index is made anew.
_FIND = """
SELECT value FROM memo
WHERE name = ? AND head = (SELECT value FROM meta WHERE key = 'head')
  AND dirty = (SELECT value FROM meta WHERE key = 'dirty')
"""
_MADE_FROM = "SELECT key, value FROM main.meta ORDER BY key"


def recall(index: Index, name: str) -> str | None:
    """What was kept under *name* for the book as *index* shows it; None where there is nothing."""
    if _is_past(index):
        return None
    found = index.rows(_FIND, (name,))
    return found[0][0] if found else None


def keep(index: Index, name: str, text: str) -> None:
    """Keep *text* until the book changes; where that cannot be done it will be worked out again."""
    ((path,),) = index.rows("SELECT file FROM pragma_database_list WHERE name = 'main'")
    if not path or _is_past(index):
        return
    made_from = index.rows(_MADE_FROM)
    # A connection of its own: the index's has a view of the data open. It does not wait for other writers.
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as other,
    ):
        other.execute("PRAGMA synchronous = NORMAL")
        other.execute("BEGIN IMMEDIATE")
        if other.execute(_MADE_FROM).fetchall() == made_from:
            state: dict[str, str | bytes] = dict(made_from)
            other.execute("DELETE FROM memo WHERE head <> ? OR dirty <> ?", (state["head"], state["dirty"]))
            other.execute(
                "INSERT OR REPLACE INTO memo VALUES (?, ?, ?, ?)", (name, state["head"], state["dirty"], text)
            )
        other.execute("COMMIT")


def _is_past(index: Index) -> bool:
    """Whether another revision than the newest is shown."""
    return bool(index.rows("SELECT 1 FROM temp.sqlite_master WHERE name = 'file'"))
