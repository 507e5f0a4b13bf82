"""Finishes, or takes back, what a run that died had begun: its journal says what that was."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.book import commit as commits
from plaincrm.book import disk
from plaincrm.book import journal as journals
from plaincrm.book.state import blob_id

if TYPE_CHECKING:
    from plaincrm.book.book import Book
    from plaincrm.book.journal import Journal

ORPHAN_SECONDS = 5.0


def recover(book: Book) -> str | None:
    """Bring the book back to a whole state; what was done in words, None where nothing was left over.

    To be called with the lock held: whoever wrote the journal is dead, though its git may still run.
    """
    journal = journals.read(book.repository)
    if journal is None:
        return None
    _wait_for_orphans(book)
    commits.sweep_locks(book, newer_than=journals.path(book.repository))
    _remove_drafts(journal)
    return _settle(book, journal)


def _settle(book: Book, journal: Journal) -> str | None:
    root = Path(journal.root)
    present = [blob_id(root / touched.path) for touched in journal.files]
    written = [now == touched.new for now, touched in zip(present, journal.files, strict=True)]
    known = [now in (touched.old, touched.new) for now, touched in zip(present, journal.files, strict=True)]
    message = None
    if commits.head(book) == journal.head:  # the commit was never made
        if all(written):
            finish(book, journal)
            message = "finished what an interrupted command had begun"
        elif all(known):
            take_back(book, journal)
        else:
            message = "an interrupted command left files that were edited since; they were left as they are"
    journals.drop(book.repository)
    return message


def finish(book: Book, journal: Journal) -> str:
    """Commit the files of *journal* under its own message and give the short commit id."""
    there = into(book, Path(journal.root))
    return commits.commit(there, journal.paths, journal.message, new=journal.untracked)


def take_back(book: Book, journal: Journal) -> None:
    """Put the old content of every file of *journal* back where ours stands; needs no disk space."""
    root = Path(journal.root)
    kept = journals.folder(book.repository)
    for position, touched in enumerate(journal.files):
        path = root / touched.path
        if touched.old == touched.new or blob_id(path) != touched.new:
            continue
        if touched.old is None:
            path.unlink(missing_ok=True)
            disk.remove_empty_folders(path.parent, root)
        else:
            disk.make_folder(path.parent)
            journal.backup(kept, position).replace(path)
    commits.forget_intent(into(book, root), journal.untracked)


def into(book: Book, root: Path) -> Book:
    """The book at *root* in the same repository, which is *book* itself unless it holds several."""
    return book if root == book.root else type(book)(root)


def _wait_for_orphans(book: Book) -> None:
    deadline = time.monotonic() + ORPHAN_SECONDS
    while commits.git_is_running(book) and time.monotonic() < deadline:
        time.sleep(0.02)


def _remove_drafts(journal: Journal) -> None:
    for touched in journal.files:
        path = Path(journal.root) / touched.path
        for draft in path.parent.glob(f".{path.name}.*.tmp"):
            draft.unlink(missing_ok=True)
