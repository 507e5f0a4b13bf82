"""Reads customer files into rows, with two more processes where there are many."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.customer_file import load, parse, read_regular
from plaincrm.book.processes import in_chunks
from plaincrm.book.state import hash_blob, is_blob_id
from plaincrm.errors import CrmError
from plaincrm.index.rows import file_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from plaincrm.book import Book
    from plaincrm.book.customer_file import CustomerFile
    from plaincrm.index.rows import Rows
    from plaincrm.index.write import Wanted
    from plaincrm.model import Settings

    Progress = Callable[[int, int], None]  # files done, files in all


class Batch(NamedTuple):
    """What came of a chunk: how many files were tried, and the rows of those that could be read.

    *doubtful* are those that did not hold their blob, with the id of the blob that they did hold; None
    where the disk did not give them.
    """

    done: int
    doubtful: dict[str, str | None]
    rows: Rows


def read_files(book: Book, wanted: list[Wanted], progress: Progress | None) -> Iterator[Batch]:
    """The files as they stand on disk."""
    import marshal

    import plaincrm.book.yaml
    import plaincrm.model.customer  # noqa: F401  loaded once for all processes

    done = 0
    for packed in in_chunks(partial(_read, book.root, book.settings), wanted):
        batch = Batch(*marshal.loads(packed))
        yield batch
        done += batch.done
        if progress:
            progress(done, len(wanted))


def read_blobs(book: Book, wanted: list[Wanted]) -> Iterator[Rows]:
    """The rows of files as they were in another revision."""
    new = [each for each in wanted if not each.twin]
    for each, content in zip(new, book.read_blobs([each.blob for each in new]), strict=True):
        yield _rows(each, parse(each.path, content, book.settings), book.settings)


def _read(root: Path, settings: Settings, chunk: list[Wanted]) -> bytes:
    """The batch as plain values only, which marshal packs in half of pickle's time."""
    import marshal

    batch = Batch(len(chunk), {}, {})
    for each in chunk:
        raw = _content(root, each.path)
        held = None if raw is None else hash_blob(raw)
        if held != each.blob:
            batch.doubtful[each.path] = held
        if each.twin or (raw is None and is_blob_id(each.blob)):
            continue
        file = load(root, each.path, settings) if raw is None else parse(each.path, raw, settings)
        for table, rows in _rows(each, file, settings).items():
            batch.rows.setdefault(table, []).extend(rows)
    return marshal.dumps(tuple(batch))


def _content(root: Path, path: str) -> bytes | None:
    try:
        return read_regular(os.path.join(root, path))  # noqa: PTH118  ten times as quick, and there are many
    except (CrmError, OSError):
        return None


def _rows(each: Wanted, file: CustomerFile, settings: Settings) -> Rows:
    document = (each.doc, each.customer, each.blob, int(file.customer is not None))
    return {"document": [document]} | file_rows(each.doc, file, settings)
