"""The order of operations of every change: files first, then one commit, and a way back at each step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import commit as commits
from plaincrm.book import disk
from plaincrm.book import journal as journals
from plaincrm.book.journal import Journal, Touched
from plaincrm.book.recover import take_back
from plaincrm.book.state import blob_id, hash_blob
from plaincrm.errors import ConflictError, OutsideError

if TYPE_CHECKING:
    from plaincrm.book.book import Book
    from plaincrm.book.preflight import Standing


class Draft(NamedTuple):
    """One file as it was read and as it shall be; None = no file."""

    path: str
    old: bytes | None
    new: bytes | None


def write_and_commit(book: Book, drafts: list[Draft], message: str, head: str | None) -> str:
    """Write *drafts* and commit them, or leave everything as it was; gives the short commit id.

    The lock is held. Only when this returns is the change acknowledged: it is on the disk and in git.
    """
    files = tuple(
        Touched(draft.path, _blob(draft.old), _blob(draft.new), draft.old is not None) for draft in drafts
    )
    return _with_journal(book, Journal(str(book.root), head, message, files), drafts)


def commit_hand_edits(book: Book, paths: list[str], message: str, standing: Standing) -> str:
    """Commit files that the user edited by hand, untouched, and give the short commit id."""
    blobs = {path: blob_id(book.root / path) for path in paths}
    files = tuple(Touched(path, blob, blob, path not in standing.untracked) for path, blob in blobs.items())
    return _with_journal(book, Journal(str(book.root), standing.head, message, files), [])


def _with_journal(book: Book, journal: Journal, drafts: list[Draft]) -> str:
    try:
        journals.write(book.repository, journal)
        _write_files(book, drafts, journal)
        commit = commits.commit(book, journal.paths, journal.message, new=journal.untracked)
    except BaseException as error:
        _back_out(book, journal)
        if isinstance(error, OSError):
            raise _disk_trouble(error) from error
        raise
    journals.drop(book.repository)
    return commit


def _write_files(book: Book, drafts: list[Draft], journal: Journal) -> None:
    kept = journals.folder(book.repository)
    for position, draft in enumerate(drafts):
        path = book.root / draft.path
        if draft.old == draft.new:
            continue
        if draft.old is not None:
            disk.keep_backup(path, journal.backup(kept, position))
        if disk.content_or_none(path) != draft.old:
            raise ConflictError(
                f"{draft.path} was changed by somebody else meanwhile", hint="run the command again"
            )
        if draft.new is None:
            path.unlink()
            disk.sync_folder(path.parent)
            disk.remove_empty_folders(path.parent, book.root)
        else:
            disk.make_folder(path.parent)
            disk.replace(path, draft.new)


def _back_out(book: Book, journal: Journal) -> None:
    """Undo the files unless git did move on: it may report a failure after the commit was made."""
    commits.sweep_locks(book, newer_than=journals.path(book.repository))
    if commits.head(book) == journal.head:
        take_back(book, journal)
    journals.drop(book.repository)


def _blob(content: bytes | None) -> str | None:
    return None if content is None else hash_blob(content)


def _disk_trouble(error: OSError) -> OutsideError:
    return OutsideError(
        f"cannot write {error.filename or 'to the disk'}: {error.strerror or error}; nothing was changed",
        hint="see that there is space and that you may write there, then run the command again",
    )
