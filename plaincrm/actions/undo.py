"""Takes back, or brings again, what plaincrm committed: each undo and redo is a new commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.book.change import Change
    from plaincrm.book.log import Commit


class Reverted(NamedTuple):
    """The commit that was taken back and the new one that did it."""

    subject: str
    reverted: str
    commit: str | None
    diff: str


def undoable(book: Book) -> list[Commit]:
    """Plaincrm's commits that are in force, newest first, without the one that began the book."""
    from plaincrm.book.log import commits

    gone: set[str] = set()
    found = []
    for commit in commits(book):
        if commit.verb in ("undo", "redo"):
            if commit.id not in gone:
                gone.update(commit.undoes.split(","))
        elif commit.verb not in ("", "init") and commit.id not in gone:
            found.append(commit)
    return found


def redoable(book: Book) -> list[Commit]:
    """The undo commits that no later change has followed, the one to redo first at the front."""
    from plaincrm.book.log import commits

    redone: set[str] = set()
    found = []
    for commit in commits(book):
        if commit.verb == "redo":
            redone.update(commit.undoes.split(","))
        elif commit.verb == "undo":
            if commit.id not in redone:
                found.append(commit)
        elif commit.verb:
            break
    return found


def undo(book: Book, how: How, *, count: int = 1, revision: str | None = None) -> Iterator[Reverted]:
    """Take back the newest *count* commits of plaincrm, or the one that *revision* names, and tell each."""
    wanted = undoable(book)[:count] if revision is None else [_named(book, revision)]
    if not wanted:
        raise NotFoundError("there is nothing to undo", hint="hand edits are git's: see git log")
    for commit in wanted:
        yield _revert(book, commit, "undo", how)


def redo(book: Book, how: How) -> Reverted:
    """Bring back what the newest undo took away."""
    candidates = redoable(book)
    if not candidates:
        raise NotFoundError(
            "there is nothing to redo", hint="only an undo that nothing followed can be redone"
        )
    return _revert(book, candidates[0], "redo", how)


def _named(book: Book, revision: str) -> Commit:
    named = [
        commit for commit in undoable(book) if len(revision) >= 4 and commit.id.startswith(revision.lower())
    ]
    if len(named) != 1:
        raise NotFoundError(
            f'no commit of plaincrm in force is called "{revision}"', hint="see them: plaincrm undo --list"
        )
    return named[0]


def _revert(book: Book, commit: Commit, verb: str, how: How) -> Reverted:
    from plaincrm.book.change import changing

    with changing(book, verb, words=how.words, dry_run=how.dry_run) as change:
        for _, path in commit.paths:
            _revert_file(change, commit, path)
        subject = commit.subject.removeprefix("Undo: ")
        change.say(f"{'Undo' if verb == 'undo' else 'Redo'}: {subject}")
        change.trailers.append(f"Undoes: {commit.id}")
    if not change.done.changed:
        raise ConflictError(
            f"{commit.short} left nothing that could be taken back", hint="see: plaincrm history"
        )
    return Reverted(subject, commit.short, change.done.commit, change.done.diff)


def _revert_file(change: Change, commit: Commit, path: str) -> None:
    from plaincrm.book.disk import content_or_none
    from plaincrm.book.log import content_at, merged

    book = change.book
    before, after = content_at(book, f"{commit.id}^", path), content_at(book, commit.id, path)
    now = content_or_none(book.root / path)
    if now == after:
        change.write(path, before)
        return
    if now is not None and before is not None and after is not None:
        joined = merged(book, now, after, before)
        if joined is not None:
            change.write(path, joined)
            return
    raise ConflictError(
        f"{path} was changed after {commit.short}, in the same place",
        hint="undo the later change first, or edit the file by hand",
    )
