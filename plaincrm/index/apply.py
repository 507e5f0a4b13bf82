"""Makes the index hold given contents at given paths; only contents never seen are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.book.customer_file import id_of
from plaincrm.index import write
from plaincrm.index.reading import read_files

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from plaincrm.book import Book
    from plaincrm.index.reading import Progress
    from plaincrm.index.refresh import Targets


def apply(
    connection: sqlite3.Connection, book: Book, targets: Targets, progress: Progress | None
) -> set[str]:
    """Put each path of *targets* to its blob (None: no such file).

    Gives the paths whose bytes on disk were not those of their blob: line ends converted by git, or a
    file that was changed meanwhile.
    """
    before = write.documents_at(connection, map(sayable, targets))
    placed = _known(connection, targets)
    unseen = sorted(
        path for path, blob in targets.items() if blob is not None and sayable(path) not in placed
    )
    doubtful: set[str] = set()
    writer = write.Writer(connection)
    made: dict[tuple[str, str], int] = {}
    for reading in read_files(book, unseen, progress):
        blob = targets[reading.path]
        assert blob is not None
        key = (sayable(reading.customer), blob)
        if key not in made:
            made[key] = writer.add(reading, *key)
        placed[sayable(reading.path)] = (key[0], made[key])
        if reading.blob != blob:
            doubtful.add(reading.path)
    writer.flush()
    write.place_files(connection, placed)
    write.drop_unplaced(connection, before)
    return doubtful


def forget(connection: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Take the files at *paths* out of the index, so that they are read again."""
    stored = [sayable(path) for path in paths]
    before = write.documents_at(connection, stored)
    write.place_files(connection, dict.fromkeys(stored))
    write.drop_unplaced(connection, before)


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


def sayable(name: str) -> str:
    """A file name as text that can be stored and shown: bytes that are not UTF-8 are written out."""
    if name.isascii():
        return name
    return name.encode("utf-8", "backslashreplace").decode()
