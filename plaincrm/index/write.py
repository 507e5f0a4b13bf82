"""Puts documents into the index and takes them out; decides which file owns an ID."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.model.ids import collision_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from plaincrm.index.reading import Reading

FACTS = (
    "content",
    "problem",
    "customer",
    "summary",
    "list_value",
    "person",
    "name_key",
    "entry",
    "contact_entry",
    "sale_entry",
    "payment",
    "deal_entry",
    "feedback_entry",
    "churn_entry",
)
BATCH = 5_000


class Writer:
    """Collects rows and writes them table by table, many at once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._waiting: dict[str, list[tuple[Any, ...]]] = {}
        self._count = 0
        self._next = connection.execute("SELECT coalesce(max(doc), 0) + 1 FROM document").fetchone()[0]

    def add(self, reading: Reading, customer: str, blob: str) -> int:
        """Queue a document and its facts; gives its number."""
        doc: int = self._next
        self._next += 1
        self.queue("document", [(doc, customer, blob, int(reading.sound))])
        for table, rows in reading.rows.items():
            self.queue(table, [(doc, *row) for row in rows])
        if self._count > BATCH:
            self.flush()
        return doc

    def flush(self) -> None:
        """Write what is queued."""
        for table, rows in self._waiting.items():
            if rows:
                marks = ",".join("?" * len(rows[0]))
                self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        self._waiting.clear()
        self._count = 0

    def queue(self, table: str, rows: list[tuple[Any, ...]]) -> None:
        """Have rows of a table written with the next flush."""
        self._waiting.setdefault(table, []).extend(rows)
        self._count += len(rows)


def known_document(connection: sqlite3.Connection, customer: str, blob: str) -> int | None:
    """The number of the document that has this content already."""
    row = connection.execute(
        "SELECT doc FROM document WHERE customer = ? AND blob = ?", (customer, blob)
    ).fetchone()
    return row[0] if row else None


def place_files(connection: sqlite3.Connection, placed: dict[str, tuple[str, int] | None]) -> None:
    """Say for each path which customer and document it holds (None: no such file), then who owns each ID."""
    touched = _folded_at(connection, placed)
    connection.executemany("DELETE FROM file WHERE path = ?", [(path,) for path in placed])
    rows = [(path, held[0], collision_key(held[0]), held[1]) for path, held in placed.items() if held]
    connection.executemany("INSERT INTO file VALUES (?, ?, ?, ?, NULL)", rows)
    touched.update(row[2] for row in rows)
    _settle_rivals(connection, touched)


def _folded_at(connection: sqlite3.Connection, paths: Iterable[str]) -> set[str]:
    found = (
        connection.execute("SELECT folded FROM file WHERE path = ?", (path,)).fetchone() for path in paths
    )
    return {row[0] for row in found if row}


def _settle_rivals(connection: sqlite3.Connection, folded: Iterable[str]) -> None:
    """Of the files whose IDs collide, the first by path owns the ID; the others name it as their rival."""
    for key in sorted(folded):
        paths = [
            row[0]
            for row in connection.execute("SELECT path FROM file WHERE folded = ? ORDER BY path", (key,))
        ]
        owner = paths[0] if paths else None
        connection.executemany(
            "UPDATE file SET rival = ? WHERE path = ?",
            [(None if path == owner else owner, path) for path in paths],
        )


def documents_at(connection: sqlite3.Connection, paths: Iterable[str]) -> set[int]:
    """The documents that the files at *paths* hold now."""
    found = (connection.execute("SELECT doc FROM file WHERE path = ?", (path,)).fetchone() for path in paths)
    return {row[0] for row in found if row}


def drop_unplaced(connection: sqlite3.Connection, documents: Iterable[int]) -> None:
    """Remove those of *documents*, and of the past, that no file holds."""
    candidates = {*documents, *(row[0] for row in connection.execute("SELECT doc FROM past"))}
    held = "SELECT 1 FROM file WHERE doc = ?"
    gone = [(doc,) for doc in sorted(candidates) if not connection.execute(held, (doc,)).fetchone()]
    for table in (*FACTS, "document"):
        connection.executemany(f"DELETE FROM {table} WHERE doc = ?", gone)
    connection.execute("DELETE FROM past")
