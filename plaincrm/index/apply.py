"""Makes the index hold given contents at given paths; only contents never seen are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.book.customer_file import id_of
from plaincrm.book.state import is_blob_id
from plaincrm.index import roll_ups, write
from plaincrm.index.reading import read_blobs, read_files
from plaincrm.index.write import sayable

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from plaincrm.book import Book
    from plaincrm.index.reading import Progress
    from plaincrm.index.refresh import Targets
    from plaincrm.index.write import Wanted


def apply(connection: sqlite3.Connection, book: Book, targets: Targets, progress: Progress | None) -> Targets:
    """Put each path of *targets* to its blob (None: no such file).

    Gives the paths whose bytes on disk were not those of their blob, with the id of the blob that they were
    (line ends converted by git, or a file that was changed meanwhile); None where the disk did not give the
    file, as in a sparse checkout: it is read from git then.
    """
    # What was read from git for another revision may not be what a checkout writes: links, filters.
    write.drop_unplaced(connection, ())
    before = write.documents_at(connection, map(sayable, targets))
    placed = _known(connection, targets)
    unseen = {
        path: blob for path, blob in targets.items() if blob is not None and sayable(path) not in placed
    }
    wanted = write.numbered(connection, unseen)
    doubtful: Targets = {}
    for batch in read_files(book, wanted, progress):
        write.insert(connection, batch.rows)
        doubtful |= batch.doubtful
    for rows in read_blobs(book, _only_in_git(wanted, doubtful)):
        write.insert(connection, rows)
    roll_ups.value_foreign(connection, wanted)
    placed |= {sayable(each.path): (each.customer, each.doc) for each in wanted}
    write.place_files(connection, placed)
    write.drop_unplaced(connection, before)
    return doubtful


def _only_in_git(wanted: list[Wanted], doubtful: Targets) -> list[Wanted]:
    return [each for each in wanted if doubtful.get(each.path, "") is None and is_blob_id(each.blob)]


def forget(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Take the files at *paths* out of the index, so that they are read again."""
    stored = [sayable(path) for path in paths]
    before = write.documents_at(connection, stored)
    write.place_files(connection, dict.fromkeys(stored))
    write.drop_unplaced(connection, before)


def disown(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Let what the files at *paths* hold count as the content of no blob, so that nobody finds it by one."""
    for doc in write.documents_at(connection, map(sayable, paths)):
        connection.execute("UPDATE document SET blob = ? WHERE doc = ?", (f"unsettled-{doc}", doc))


def _known(connection: sqlite3.Connection, targets: Targets) -> dict[str, tuple[str, int] | None]:
    """Where each path's content is known already, or the file is gone."""
    placed: dict[str, tuple[str, int] | None] = {}
    for path, blob in targets.items():
        customer = sayable(id_of(path))
        if blob is None:
            placed[sayable(path)] = None
        elif (doc := write.known_document(connection, customer, blob)) is not None:
            placed[sayable(path)] = (customer, doc)
    return placed
