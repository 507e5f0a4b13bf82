"""The book as it was at another revision: its documents are read once, then kept until the next refresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.book.customer_file import id_of
from plaincrm.errors import CrmError
from plaincrm.index import roll_ups, store, write
from plaincrm.index.write import sayable
from plaincrm.model.ids import collision_key

if TYPE_CHECKING:
    import sqlite3

    from plaincrm.index.index import Index

ATTEMPTS = 3
_NOW = "SELECT f.path, d.blob, d.doc FROM main.file f JOIN document d ON d.doc = f.doc"


def show_revision(index: Index, revision: str) -> None:
    """Shadow the table `file` with the files of *revision*; `tree` and all views follow."""
    files = index.book.committed(revision)
    for _ in range(ATTEMPTS):
        documents = _documents(index, files)
        if _all_there(index, documents, files):
            break
    else:
        raise CrmError("the index is being changed by others all the time", hint="try again")
    connection = index.connection
    connection.execute("DROP TABLE IF EXISTS temp.file")
    connection.execute("CREATE TEMP TABLE file AS SELECT * FROM main.file LIMIT 0")
    connection.executemany("INSERT INTO temp.file VALUES (?, ?, ?, ?, ?)", _rows(documents))
    connection.execute("CREATE INDEX temp.past_customer ON file (customer)")
    connection.execute("CREATE INDEX temp.past_doc ON file (doc)")
    roll_ups.withhold(connection, "month_total", "gap_total")


def _documents(index: Index, files: dict[str, str]) -> dict[str, int]:
    """The document of every path; those never seen are read from git and stored."""
    connection = index.connection
    known = _known(connection, files)
    unseen = files.keys() - known.keys()
    if unseen:
        connection.execute("COMMIT")  # ends our view of the data, so that we may write
        try:
            with store.writing(connection):
                known |= _store(index, {path: files[path] for path in unseen})
        finally:
            connection.execute("BEGIN")
    return known


def _store(index: Index, files: dict[str, str]) -> dict[str, int]:
    from plaincrm.index.reading import read_blobs

    connection = index.connection
    known = _known(connection, files)  # others may have been quicker
    wanted = write.numbered(connection, {path: blob for path, blob in files.items() if path not in known})
    for rows in read_blobs(index.book, wanted):
        write.insert(connection, rows)
    roll_ups.value_foreign(connection, wanted)
    write.insert(connection, {"past": [(each.doc,) for each in wanted if not each.twin]})
    return known | {each.path: each.doc for each in wanted}


def _known(connection: sqlite3.Connection, files: dict[str, str]) -> dict[str, int]:
    """The documents that are there already; most files are as they are now, which is asked at once."""
    now = {path: (blob, doc) for path, blob, doc in connection.execute(_NOW)}
    known = {}
    for path, blob in files.items():
        held, doc = now.get(sayable(path), (None, None))
        if held != blob:
            doc = write.known_document(connection, sayable(id_of(path)), blob)
        if doc is not None:
            known[path] = doc
    return known


def _all_there(index: Index, documents: dict[str, int], files: dict[str, str]) -> bool:
    """Whether nobody cleared the past away, and used its numbers again, between our writing and our view."""
    there = set(index.rows("SELECT doc, blob FROM document"))
    return all((doc, files[path]) in there for path, doc in documents.items())


def _rows(documents: dict[str, int]) -> list[tuple[str, str, str, int, str | None]]:
    owners: dict[str, str] = {}
    rows = []
    for path, doc in sorted(documents.items()):
        customer = sayable(id_of(path))
        owner = owners.setdefault(collision_key(customer), sayable(path))
        rows.append(
            (sayable(path), customer, collision_key(customer), doc, None if owner == sayable(path) else owner)
        )
    return rows
