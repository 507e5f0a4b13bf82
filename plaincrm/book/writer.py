"""The order of operations of every change: files first, then one commit, and a way back at each step."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import commit as commits
from plaincrm.book import disk, orphans
from plaincrm.book import journal as journals
from plaincrm.book.journal import Journal, Touched
from plaincrm.book.recover import take_back
from plaincrm.book.state import blob_id, hash_blob
from plaincrm.errors import ConflictError, CrmError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from plaincrm.book.book import Book
    from plaincrm.book.preflight import Standing

    Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much

FLUSHED_ONE_BY_ONE = 20  # so many files; more are flushed all at once


class Draft(NamedTuple):
    """One file as it was read and as it shall be; None = no file."""

    path: str
    old: bytes | None
    new: bytes | None


def write_and_commit(
    book: Book, drafts: list[Draft], message: str, head: str | None, progress: Progress | None = None
) -> str:
    """Write *drafts* and commit them, or leave everything as it was; gives the short commit id.

    The lock is held. Only when this returns is the change acknowledged: it is on the disk and in git.
    """
    files = tuple(
        Touched(draft.path, _blob(draft.old), _blob(draft.new), draft.old is not None) for draft in drafts
    )
    journal = Journal(book.repository.prefix, head, message, files)
    return _with_journal(book, journal, drafts, progress or _silently)


def commit_hand_edits(book: Book, paths: list[str], message: str, standing: Standing) -> str:
    """Commit files that the user edited by hand, untouched, and give the short commit id."""
    blobs = {path: blob_id(book.root / path) for path in paths}
    files = tuple(Touched(path, blob, blob, path not in standing.untracked) for path, blob in blobs.items())
    return _with_journal(book, Journal(book.repository.prefix, standing.head, message, files), [], _silently)


def _silently(what: str, done: int, total: int) -> None:
    """Tell nobody how far it is."""


def _with_journal(book: Book, journal: Journal, drafts: list[Draft], progress: Progress) -> str:
    written: set[str] = set()
    try:
        _keep_backups(book, drafts, journal)
        journals.write(book.repository, journal)
    except BaseException:
        journals.drop(book.repository)
        raise
    try:
        _write_files(book, drafts, written, progress)
        progress("committing", len(journal.files), len(journal.files))
        commit = commits.commit(book, journal)
        if any(blob_id(book.root / touched.path) != touched.new for touched in journal.files):
            commits.restage(book, journal.paths)  # a hook changed and added them, which git forgets
    except BaseException as error:
        return _settled(book, journal, written, error)
    with contextlib.suppress(OSError):  # it is done; the next run clears away what cannot be now
        journals.drop(book.repository)
    return commit


def _settled(book: Book, journal: Journal, written: set[str], error: BaseException) -> str:
    """Undo the files and raise *error*, unless git did commit: it may fail after that; then the commit id."""
    if not isinstance(error, CrmError):  # interrupted: the git that we began may still be at it
        orphans.wait_for_git(book)
    if not commits.was_made(book, journal):
        take_back(book, journal, written)
        journals.drop(book.repository)
        raise error
    with contextlib.suppress(CrmError, OSError):  # else the next run finds the journal and does it
        commits.mend_index(book, journal)
        journals.drop(book.repository)
    if not isinstance(error, CrmError | OSError):
        raise error
    return commits.short_head(book)


def _keep_backups(book: Book, drafts: list[Draft], journal: Journal) -> None:
    kept = journals.folder(book.repository)
    disk.make_folder(kept)
    for place, draft in enumerate(drafts):
        if draft.old is not None:
            disk.keep_backup(book.root / draft.path, journal.backup(kept, place))
    if len(drafts) > 1:  # a single file is either old or new: finding it again takes no backup
        disk.sync_folder(kept)


def _write_files(book: Book, drafts: list[Draft], written: set[str], progress: Progress) -> None:
    kept = journals.folder(book.repository)
    _prepare(book, drafts, kept, progress)
    for number, draft in enumerate(drafts):
        progress("putting in place", number, len(drafts))
        path = book.root / draft.path
        if disk.read(book.root, draft.path) != draft.old:
            raise ConflictError(
                f"{draft.path} was changed by somebody else meanwhile", hint="run the command again"
            )
        written.add(draft.path)
        if draft.new is None:
            path.unlink()
        else:
            disk.place(kept / f"draft-{number}", path)
    folders = _folders(book, drafts)
    folders |= {folder.parent for folder in folders if book.folder in folder.parents}
    for folder in folders:
        disk.sync_folder(folder)
    for folder in folders:
        disk.remove_empty_folders(folder, book.folder)


def _prepare(book: Book, drafts: list[Draft], kept: Path, progress: Progress) -> None:
    """Bring all new contents to the disk, under other names: what is renamed later must be whole."""
    one_by_one = len(drafts) <= FLUSHED_ONE_BY_ONE or not disk.CAN_FLUSH_ALL
    for folder in _folders(book, [draft for draft in drafts if draft.new is not None]):
        disk.make_folder(folder)
    for number, draft in enumerate(drafts):
        progress("writing", number, len(drafts))
        if draft.new is not None:
            like = book.root / draft.path
            disk.write_draft(kept / f"draft-{number}", draft.new, like=like, flush=one_by_one)
    if not one_by_one:
        disk.flush_all()


def _folders(book: Book, drafts: list[Draft]) -> set[Path]:
    return {book.root / name for name in {draft.path.rpartition("/")[0] for draft in drafts}}


def _blob(content: bytes | None) -> str | None:
    return None if content is None else hash_blob(content)
