"""Takes back, or brings again, what plaincrm committed: each undo and redo is one new commit."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import ConflictError, NotFoundError
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.book.change import Change
    from plaincrm.book.log import Commit, Touched


class Reverted(NamedTuple):
    """A commit that was taken back, the new one that did it, and for the first of several its diff."""

    subject: str
    reverted: str
    commit: str | None
    diff: str


def undoable(book: Book) -> Iterator[Commit]:
    """Plaincrm's commits that are in force, newest first, without the one that began the book."""
    from plaincrm.book.log import newest_first

    gone: set[str] = set()
    for commit in newest_first(book):
        if commit.verb in ("undo", "redo"):
            if commit.id not in gone:
                gone.update(commit.undoes)
        elif commit.verb not in ("", "init") and commit.id not in gone:
            yield commit


def redoable(book: Book) -> Iterator[Commit]:
    """The undo commits that no later change has followed, the one to redo first at the front."""
    from plaincrm.book.log import newest_first

    redone: set[str] = set()
    for commit in newest_first(book):
        if commit.verb == "redo":
            redone.update(commit.undoes)
        elif commit.verb == "undo":
            if commit.id not in redone:
                yield commit
        elif commit.verb:
            return


def undo(book: Book, how: How, *, count: int = 1, revision: str | None = None) -> list[Reverted]:
    """Take back the newest *count* commits of plaincrm, or the one that *revision* names: all or nothing."""
    wanted = list(islice(undoable(book), count)) if revision is None else [_named(book, revision)]
    if not wanted:
        raise NotFoundError("there is nothing to undo", hint="hand edits are git's: see git log")
    return _revert(book, wanted, "undo", how)


def redo(book: Book, how: How) -> Reverted:
    """Bring back what the newest undo took away."""
    newest = next(redoable(book), None)
    if newest is None:
        raise NotFoundError(
            "there is nothing to redo", hint="only an undo that nothing followed can be redone"
        )
    return _revert(book, [newest], "redo", how)[0]


def _named(book: Book, revision: str) -> Commit:
    from plaincrm.book.log import commit_named

    wanted = commit_named(book, revision)
    for commit in undoable(book) if wanted else ():
        if commit.id == wanted:
            return commit
    raise NotFoundError(
        f'no commit of plaincrm in force is called "{revision}"', hint="see them: plaincrm undo --list"
    )


def _revert(book: Book, wanted: list[Commit], verb: str, how: How) -> list[Reverted]:
    from plaincrm.book.change import changing
    from plaincrm.book.log import touched

    with changing(book, verb, words=how.words, dry_run=how.dry_run) as change:
        for commit in wanted:
            _revert_files(change, commit, touched(book, commit.id))
            change.trailers.append(f"Undoes: {commit.id}")
        change.say(_worded(wanted, verb))
    if not change.done.changed:
        raise _nothing_left(wanted)
    diffs = [change.done.diff, *[""] * len(wanted)]
    return [
        Reverted(_own_words(commit), commit.short, change.done.commit, diff)
        for commit, diff in zip(wanted, diffs, strict=False)
    ]


def _nothing_left(wanted: list[Commit]) -> ConflictError:
    count = len(wanted)
    if count > 1:
        return ConflictError(
            f"the last {count} changes make up for each other: without them all is as it is now",
            hint=f"go further back: plaincrm undo {count + 1}",
        )
    return ConflictError(
        f"{wanted[0].short} left nothing that could be taken back", hint="see: plaincrm history"
    )


def _worded(wanted: list[Commit], verb: str) -> str:
    said = _own_words(wanted[0]) if len(wanted) == 1 else counted(len(wanted), "change")
    return f"{verb.capitalize()}: {said}"


def _own_words(commit: Commit) -> str:
    return commit.subject.removeprefix("Undo: ")


def _revert_files(change: Change, commit: Commit, files: list[Touched]) -> None:
    # Where a removed file's content has only moved, it stands in the work tree as git would check it out.
    moved = {file.after: change.content(file.path) for file in files}
    for file in files:
        now = change.content(file.path)
        if now != file.after:
            if now != file.before:
                change.write(file.path, _without(change.book, commit, file.path, now))
        elif now is None:
            change.write(file.path, moved.get(file.before) or _checked_out(change.book, commit, file.path))
        else:
            change.write(file.path, file.before)


def _checked_out(book: Book, commit: Commit, path: str) -> bytes | None:
    from plaincrm.book.log import content_at

    return content_at(book, f"{commit.id}^", path)


def _without(book: Book, commit: Commit, path: str, now: bytes | None) -> bytes | None:
    """The present content *now* without what *commit* did; ConflictError where later work overlaps."""
    from plaincrm.book.log import content_at
    from plaincrm.book.merge.driver import by_lines, outcome_of

    before, after = _checked_out(book, commit, path), content_at(book, commit.id, path)
    if now == after:  # git stores it otherwise than it stands in the work tree
        return before
    joined: bytes | None
    if now is not None and before is not None and after is not None:
        if path.startswith("customers/"):
            outcome = outcome_of([after, now, before], str(book.root / path))
            joined, clean = outcome.content, outcome.clean
        else:
            joined, clean = by_lines(after, now, before)
        if clean and joined is not None:
            return joined
    raise ConflictError(
        f"{path} was changed after {commit.short}, in the same place",
        hint="undo the later change first, or edit the file by hand",
    )
