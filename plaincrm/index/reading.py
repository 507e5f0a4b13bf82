"""Reads customer files into rows, with two more processes where there are many."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.customer_file import load, parse
from plaincrm.book.state import hash_blob
from plaincrm.index.rows import file_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from plaincrm.book import Book
    from plaincrm.index.rows import Rows
    from plaincrm.model import Settings

    Progress = Callable[[int, int], None]  # files done, files in all

MANY = 1_000
PROCESSES = 2
CHUNK = 64


class Reading(NamedTuple):
    """One file as it was read: the blob id of its bytes, and its rows."""

    path: str
    customer: str
    blob: str
    sound: bool
    rows: Rows


def read_files(book: Book, paths: list[str], progress: Progress | None) -> Iterator[Reading]:
    """The files at *paths*, in that order, as they stand on disk."""
    readings = _in_processes(book, paths) if len(paths) > MANY else _here(book, paths)
    for done, reading in enumerate(readings, 1):
        yield reading
        if progress:
            progress(done, len(paths))


def read_blobs(book: Book, blobs: dict[str, str]) -> Iterator[Reading]:
    """The files as they were in another revision: path → blob id."""
    contents = book.read_blobs(list(blobs.values()))
    for (path, blob), content in zip(blobs.items(), contents, strict=True):
        file = parse(path, content, book.settings)
        yield Reading(path, file.id, blob, file.customer is not None, file_rows(file, book.settings))


def _here(book: Book, paths: list[str]) -> Iterator[Reading]:
    return (_read(book.root, path, book.settings) for path in paths)


def _in_processes(book: Book, paths: list[str]) -> Iterator[Reading]:
    import multiprocessing

    with multiprocessing.Pool(PROCESSES, _prepare, (book.root, book.settings)) as pool:
        yield from pool.imap(_read_prepared, paths, CHUNK)


def _read(root: Path, path: str, settings: Settings) -> Reading:
    file = load(root, path, settings)
    return Reading(path, file.id, hash_blob(file.raw), file.customer is not None, file_rows(file, settings))


_prepared: tuple[Path, Settings] | None = None


def _prepare(root: Path, settings: Settings) -> None:
    global _prepared  # what a worker process needs for each of its files
    _prepared = (root, settings)


def _read_prepared(path: str) -> Reading:
    assert _prepared is not None
    root, settings = _prepared
    return _read(root, path, settings)
