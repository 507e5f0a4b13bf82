"""A sync that was killed: the note it leaves while it works, and how the next one sets things right."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import commit as commits
from plaincrm.book import disk, incoming, orphans
from plaincrm.book import journal as journals
from plaincrm.book.git import failed
from plaincrm.book.incoming import note_path
from plaincrm.book.preflight import path_of
from plaincrm.book.state import blob_id
from plaincrm.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plaincrm.book.book import Book
    from plaincrm.book.incoming import Changed
    from plaincrm.book.repository import Repository

TAKEN_BACK = "took back the merge of an interrupted sync"


class Note(NamedTuple):
    """A merge under way: the commit before it, the one that is merged, and the hand edits it leaves alone.

    While the sync only talks with the remote, there is neither commit yet.
    """

    head: str | None = None
    theirs: str | None = None
    hand_edited: tuple[str, ...] = ()


@contextlib.contextmanager
def noted(book: Book) -> Iterator[None]:
    """Leave a note while a sync works; what a dead one left of git's locks is cleared away first."""
    orphans.sweep_locks(book, note_path(book.repository))
    _write(book.repository, Note())
    try:
        yield
    finally:
        note_path(book.repository).unlink(missing_ok=True)


@contextlib.contextmanager
def noted_merge(book: Book, note: Note) -> Iterator[None]:
    """Leave a note while a merge touches files, and take the merge back where it is broken off."""
    _write(book.repository, note)
    try:
        yield
    except BaseException as error:
        if not (isinstance(error, ConflictError) and incoming.merging(book)):  # that one is for a human
            recover(book)
        _write(book.repository, Note())
        raise
    _write(book.repository, Note())


def hand_edited(book: Book) -> list[str]:
    """Every file of the repository that differs from the commit or is new to git, by path from the top."""
    args = ("status", "--porcelain=v2", "--no-renames", "-z", "-uall")
    answer = book.git.run(*args, allow_locks=False)
    if answer.code != 0:
        raise failed(args, answer)
    records = answer.out.decode("utf-8", "surrogateescape").split("\0")
    return sorted({path_of(record) for record in records if record[:1] in ("1", "u", "?")})


def recover(book: Book) -> str | None:
    """Take back the merge that a dead sync had begun; what was done in words, None where there was none.

    To be called with the lock held: whoever merged is dead, though its git may still run.
    """
    note = _read(book.repository)
    if note is None or note.head is None or note.theirs is None:
        return None
    orphans.wait_for_git(book)
    orphans.sweep_locks(book, note_path(book.repository))
    _sweep_drafts(book)
    said = None
    if commits.head(book) == note.head:
        said = _take_back(book, note.head, note.theirs, note.hand_edited)
    if incoming.merging(book) and (said or incoming.contains(book, "HEAD", note.theirs)):
        book.git.run("merge", "--quit")
    note_path(book.repository).unlink(missing_ok=True)
    return said


def _take_back(book: Book, head: str, theirs: str, hand_edited_before: tuple[str, ...]) -> str | None:
    """Put git's index and the files that the merge may have touched back to the commit before it."""
    touched = {
        changed.path: changed
        for changed in incoming.changes(book, head, theirs)
        if changed.path not in hand_edited_before
    }
    was_open = incoming.merging(book) is not None
    incoming.with_paths(book, list(touched), "reset", "-q")
    differing = [touched[name] for name in hand_edited(book) if name in touched]
    rescued = [name for changed in differing if (name := _rescued(book, changed))]
    _restore(book, differing)
    if rescued:
        return f"{TAKEN_BACK}; what stood in {', '.join(rescued)} is kept in {_shelf(book)}"
    return TAKEN_BACK if differing or was_open else None


def _sweep_drafts(book: Book) -> None:
    """Remove the three versions that git wrote down for the merge driver, and could not take away again."""
    since = note_path(book.repository).stat().st_mtime_ns
    for draft in book.repository.top.glob(".merge_file_*"):
        if draft.stat().st_mtime_ns >= since:
            draft.unlink()


def _rescued(book: Book, changed: Changed) -> str | None:
    """Keep a copy of a file unless it is just what the merge brought, or empty; its path if one was kept."""
    file = book.repository.top / changed.path
    if not file.is_file() or blob_id(file) == changed.blob or file.stat().st_size == 0:
        return None
    import shutil

    disk.make_folder(_shelf(book))
    shutil.copy2(file, _shelf(book) / changed.path.replace("/", "__"))
    return changed.path


def _restore(book: Book, differing: list[Changed]) -> None:
    incoming.with_paths(
        book, [changed.path for changed in differing if changed.status != "A"], "checkout", "-q", "HEAD"
    )
    for changed in differing:
        if changed.status == "A":
            file = book.repository.top / changed.path
            file.unlink(missing_ok=True)
            disk.remove_empty_folders(file.parent, book.repository.top)


def _shelf(book: Book) -> Path:
    return journals.folder(book.repository) / "rescued"


def _write(repository: Repository, note: Note) -> None:
    home = journals.folder(repository)
    disk.make_folder(home)
    content = json.dumps(note._asdict(), ensure_ascii=False).encode("utf-8", "surrogateescape")
    disk.replace(note_path(repository), content, home)


def _read(repository: Repository) -> Note | None:
    """The note that a dead sync left, or None; one that cannot be read is none of ours."""
    try:
        facts = json.loads(note_path(repository).read_bytes().decode("utf-8", "surrogateescape"))
        return Note(facts["head"], facts["theirs"], tuple(facts["hand_edited"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
