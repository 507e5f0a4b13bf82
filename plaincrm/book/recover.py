"""Finishes, or takes back, what a run that died had begun: its journal says what that was."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from plaincrm.book import commit as commits
from plaincrm.book import disk, orphans
from plaincrm.book import journal as journals
from plaincrm.book.state import blob_id
from plaincrm.errors import OutsideError

if TYPE_CHECKING:
    from plaincrm.book.book import Book
    from plaincrm.book.journal import Journal

FINISHED = "finished what an interrupted command had begun"
TAKEN_BACK = "took back what an interrupted command had begun"
LEFT = "an interrupted command left files that were edited since; they were left as they are"


def recover(book: Book) -> str | None:
    """Bring the book back to a whole state; what was done in words, None where nothing was left over.

    To be called with the lock held: whoever wrote the journal is dead, though its git may still run.
    """
    journal = journals.read(book.repository)
    if journal is None:
        return None
    orphans.wait_for_git(book)
    orphans.sweep_locks(book, journals.path(book.repository))
    message = _settle(into(book, journal.prefix), journal)
    journals.drop(book.repository)
    return message


def _settle(book: Book, journal: Journal) -> str | None:
    if not book.root.is_dir():
        return LEFT
    _remove_drafts(book, journal)
    if commits.was_made(book, journal):
        commits.mend_index(book, journal)
        return None
    present = [blob_id(book.root / touched.path) for touched in journal.files]
    if all(now == touched.new for now, touched in zip(present, journal.files, strict=True)):
        with contextlib.suppress(OutsideError):  # a hook refuses it now as it would have then
            commits.commit(book, journal)
            return FINISHED
    commits.forget_intent(book, journal.untracked)
    if all(now == touched.old for now, touched in zip(present, journal.files, strict=True)):
        return None
    if not all(_can_go_back(book, journal, place, now) for place, now in enumerate(present)):
        return LEFT
    take_back(book, journal, set(journal.paths))
    return TAKEN_BACK


def _can_go_back(book: Book, journal: Journal, place: int, now: str | None) -> bool:
    touched = journal.files[place]
    if now == touched.old:
        return True
    kept = journal.backup(journals.folder(book.repository), place)
    return now == touched.new and (touched.old is None or kept.exists())


def take_back(book: Book, journal: Journal, written: set[str]) -> None:
    """Put the old content of the *written* files of *journal* back: renames, which need no disk space.

    Whatever stands there now goes: ours, or what a hook made of it.
    """
    kept = journals.folder(book.repository)
    for place, touched in enumerate(journal.files):
        path = book.root / touched.path
        if touched.path not in written or blob_id(path) == touched.old:
            continue
        if touched.old is None:
            path.unlink(missing_ok=True)
        else:
            disk.make_folder(path.parent)
            disk.place(journal.backup(kept, place), path)
    for touched in journal.files:
        disk.remove_empty_folders((book.root / touched.path).parent, book.folder)
    commits.forget_intent(book, journal.untracked)


def into(book: Book, prefix: str) -> Book:
    """The book at *prefix* in the same repository, which is *book* itself unless it holds several."""
    return book if prefix == book.repository.prefix else type(book)(book.repository.top / prefix)


def _remove_drafts(book: Book, journal: Journal) -> None:
    for touched in journal.files:
        disk.beside(book.root / touched.path).unlink(missing_ok=True)
