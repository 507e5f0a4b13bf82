"""Puts documents into the index and takes them out; decides which file owns an ID."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.customer_file import id_of
from plaincrm.index import roll_ups
from plaincrm.model.ids import collision_key

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from plaincrm.index.rows import Rows

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


MANY = 1_000  # of more, all files are looked at at once


class Wanted(NamedTuple):
    """A file of which a document is to be made: the blob it should hold, the document's number.

    A *twin* holds the same content for the same customer as another file, which makes the document.
    """

    path: str
    customer: str
    blob: str
    doc: int
    twin: bool


def numbered(connection: sqlite3.Connection, blobs: dict[str, str]) -> list[Wanted]:
    """What to make of files with contents never seen (path → blob id), by path."""
    ((first,),) = connection.execute("SELECT coalesce(max(doc), 0) + 1 FROM document")
    numbers: dict[tuple[str, str], int] = {}
    wanted = []
    for path, blob in sorted(blobs.items()):
        key = (sayable(id_of(path)), blob)
        twin = key in numbers
        wanted.append(Wanted(path, *key, numbers.setdefault(key, first + len(numbers)), twin))
    return wanted


def insert(connection: sqlite3.Connection, rows: Rows) -> None:
    """Put rows into their tables."""
    for table, values in rows.items():
        if values:
            marks = ",".join("?" * len(values[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", values)


def sayable(name: str) -> str:
    """A file name as text that can be stored and shown: bytes that are not UTF-8 are written out."""
    if name.isascii():
        return name
    return name.encode("utf-8", "backslashreplace").decode()


def known_document(connection: sqlite3.Connection, customer: str, blob: str) -> int | None:
    """The number of the document that has this content already."""
    row = connection.execute(
        "SELECT doc FROM document WHERE customer = ? AND blob = ?", (customer, blob)
    ).fetchone()
    return row[0] if row else None


def place_files(connection: sqlite3.Connection, placed: dict[str, tuple[str, int] | None]) -> None:
    """Say for each path which customer and document it holds (None: no such file), then who owns each ID."""
    rows = [(path, held[0], collision_key(held[0]), held[1]) for path, held in placed.items() if held]
    touched = _folded_at(connection, placed) | {row[2] for row in rows}
    before = _shown(connection, touched)
    connection.executemany("DELETE FROM file WHERE path = ?", [(path,) for path in placed])
    connection.executemany("INSERT INTO file VALUES (?, ?, ?, ?, NULL)", rows)
    _settle_rivals(connection, touched)
    after = _shown(connection, touched)
    roll_ups.follow(connection, before - after, after - before)


def _shown(connection: sqlite3.Connection, folded: set[str]) -> set[int]:
    """The documents that readers see under these folded IDs."""
    if len(folded) > MANY:
        found = connection.execute("SELECT folded, doc FROM file WHERE rival IS NULL")
        return {doc for key, doc in found if key in folded}
    shown = "SELECT doc FROM file WHERE folded = ? AND rival IS NULL"
    return {doc for key in folded for (doc,) in connection.execute(shown, (key,))}


def _folded_at(connection: sqlite3.Connection, paths: Collection[str]) -> set[str]:
    if len(paths) > MANY:
        return {key for path, key in connection.execute("SELECT path, folded FROM file") if path in paths}
    found = (
        connection.execute("SELECT folded FROM file WHERE path = ?", (path,)).fetchone() for path in paths
    )
    return {row[0] for row in found if row}


def _settle_rivals(connection: sqlite3.Connection, folded: set[str]) -> None:
    """Of the files whose IDs collide, the first by path owns the ID; the others name it as their rival."""
    if len(folded) > MANY:
        doubtful = "SELECT folded FROM file GROUP BY folded HAVING count(*) > 1 OR max(rival) IS NOT NULL"
        folded = {key for (key,) in connection.execute(doubtful) if key in folded}
    for key in sorted(folded):
        found = connection.execute("SELECT path, rival FROM file WHERE folded = ? ORDER BY path", (key,))
        owner = None
        for path, rival in found.fetchall():
            if rival != owner:
                connection.execute("UPDATE file SET rival = ? WHERE path = ?", (owner, path))
            owner = owner or path


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
