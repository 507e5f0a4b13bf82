"""One sync on its way: taking in what the remote has, and seeing to what goes there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.conflicts import GO_ON
from plaincrm.actions.moves import Move, customers, moves
from plaincrm.errors import ConflictError, CrmError, InvalidDataError
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.book.incoming import Changed
    from plaincrm.book.network import Line
    from plaincrm.book.remote import Remote
    from plaincrm.errors import Problem

    Progress = Callable[[int, int], None]
    Warn = Callable[[str], None]


class Synced(NamedTuple):
    """What came and went, with which branch, the short commit the book is at, and what else to tell."""

    moves: list[Move]
    remote: str | None  # None where a merge was finished in a book that has no other side
    commit: str
    is_even: bool  # whether both sides now have the same
    notices: list[str]


class Course:
    """With whom a sync is, how it talks, and what came and went so far."""

    def __init__(
        self, book: Book, how: How, line: Line, progress: Progress | None, warn: Warn | None = None
    ) -> None:
        from plaincrm.book import commit

        self.book = book
        self.how = how
        self.line = line
        self.progress = progress
        self.warn = warn or (lambda _: None)
        self.moves: dict[tuple[str, str], Move] = {}
        self.notices: list[str] = []
        self.is_even = False
        if commit.head(book) is None:
            raise ConflictError("nothing is committed here yet", hint="commit the book: plaincrm save")

    @cached_property
    def remote(self) -> Remote:
        """The other side; OutsideError (exit 6) where there is none."""
        from plaincrm.book import remote

        return remote.choose(self.book)

    @property
    def head(self) -> str:
        """The commit the book is at."""
        from plaincrm.book import commit

        return str(commit.head(self.book))

    def note(self, direction: str, old: str, new: str) -> None:
        """Remember what differs between two commits as having come, or gone."""
        from plaincrm.book.incoming import changes

        for move in moves(self.book, direction, changes(self.book, old, new)):
            self.moves[direction, move.customer or move.path] = move

    def errors(self, old: str, new: str) -> list[Problem]:
        """The errors that *new* has and *old* has not."""
        from plaincrm.checks.revision import errors_between

        return errors_between(self.book, old, new, progress=self.progress)

    def tell_twins(self, ours: str, theirs: str, *, but: Collection[str] = ()) -> None:
        """Warn at once of entries that may be two and are kept once: no later failure shall hide it."""
        from plaincrm.actions.twins import HINT, twins

        found = twins(self.book, ours, theirs, but=but)
        for line in found:
            self.warn(line)
        self.notices += [f"hint: {HINT}"] if found else []

    def result(self) -> Synced:
        """What to tell in the end."""
        from plaincrm.book.commit import short_head
        from plaincrm.book.remote import exists

        moved = sorted(self.moves.values(), key=Move.rank)
        remote = str(self.remote) if exists(self.book) else None
        return Synced(moved, remote, short_head(self.book), self.is_even, self.notices)


def join(course: Course, theirs: str) -> None:
    """Bring *theirs* into the branch: by moving on where that is enough, else by a merge."""
    from plaincrm.book import incoming
    from plaincrm.book.interrupted import Note, noted_merge
    from plaincrm.book.turn import our_turn

    with our_turn(course.book) as notices:
        course.notices += notices
        head = course.head
        fork = incoming.fork(course.book, head, theirs)
        if fork == theirs:
            return
        with noted_merge(course.book, Note(head, theirs, _hand_edits(course.book, fork, theirs))):
            if fork == head:
                _refuse_errors(course, course.errors(head, theirs))
                incoming.forward(course.book, theirs)
            else:
                _merge(course, head, fork, theirs)
        course.note("came", head, course.head)


def _merge(course: Course, head: str, fork: str, theirs: str) -> None:
    from plaincrm.book import incoming, registration

    book = course.book
    staged = incoming.staged_besides(book, ())
    if staged:
        raise ConflictError(
            f"what you have staged is in the way of a merge: {', '.join(staged)}",
            hint="commit it first: plaincrm save, or git commit · or unstage it: git restore --staged FILE",
        )
    registration.register(book)
    came = moves(book, "came", incoming.changes(book, fork, theirs))
    name = str(course.remote) if incoming.is_called(book, str(course.remote), theirs) else theirs
    if not incoming.merge(book, name, course.how.words or _worded(came, course)):
        course.tell_twins(head, theirs, but=[file.path for file in incoming.unmerged(book)])
        raise _conflict(book)
    try:
        _refuse_errors(course, course.errors(head, incoming.tree(book)))
        incoming.conclude(book, "plaincrm sync")
    except CrmError:
        if incoming.merging(book):
            incoming.abort(book)
        raise
    course.tell_twins(head, theirs)


def _worded(came: list[Move], course: Course) -> str:
    number = customers(came)
    what = counted(number, "customer") if number else str(course.remote)
    return f"sync: merge {what}"


def _conflict(book: Book) -> ConflictError:
    from plaincrm.actions.conflicts import conflicts, renamed_apart, way_on

    head = "changed here and there, in the same place (here / there):"
    apart = renamed_apart(book)
    return ConflictError("\n".join([head, *conflicts(book, apart)]), way_on(book, apart))


def _refuse_errors(course: Course, errors: list[Problem]) -> None:
    if errors:
        raise InvalidDataError(
            f"what came from {course.remote} has errors; nothing was merged",
            hint="ask whoever made them to mend them",
            problems=errors,
        )


def _hand_edits(book: Book, fork: str, theirs: str) -> tuple[str, ...]:
    """What the user has not committed and the merge goes round; refused where it cannot.

    Nor does it go round broken files of the book: nobody could check the book after it.
    """
    from plaincrm.book.hand_edits import edited, problems_of
    from plaincrm.book.incoming import changes, in_the_way
    from plaincrm.book.interrupted import hand_edited

    found = hand_edited(book)
    touched = {changed.path for changed in changes(book, fork, theirs)}.intersection(found)
    if touched:
        raise in_the_way(book, touched)
    problems = [problem for item in edited(book) for problem in problems_of(book, item.path)]
    if problems:
        raise InvalidDataError(
            "your uncommitted hand edits have errors; nothing was merged",
            hint="mend them, then: plaincrm save",
            problems=problems,
        )
    return tuple(found)


def conclude(course: Course) -> None:
    """Commit the open merge as its files now stand; refused while marks or errors are left in them."""
    from plaincrm.book import incoming
    from plaincrm.book.lock import locked
    from plaincrm.book.preflight import refuse_unknown_identity

    book = course.book
    refuse_unknown_identity(book)
    with locked(book.repository):
        theirs = incoming.merging(book)
        if theirs is None:
            raise nothing_open()
        head, paths = course.head, _resolved(book, course.head, theirs)
        _refuse_undecided(book, paths)
        _refuse_stray(book, incoming.changes(book, head, theirs), paths)
        incoming.stage(book, paths)
        errors = course.errors(head, incoming.tree(book))
        if errors:
            raise InvalidDataError("the merge has errors and stays open", hint=GO_ON, problems=errors)
        incoming.conclude(book, "plaincrm sync --continue")
    course.tell_twins(head, theirs, but=paths)
    course.note("came", head, course.head)


def _refuse_undecided(book: Book, paths: list[str]) -> None:
    """ConflictError (exit 5) while *paths* hold conflict marks, or one file stands under two new names."""
    from plaincrm.actions.conflicts import marked, renamed_apart, told_apart, way_on

    marks, apart = marked(book, paths), renamed_apart(book)
    left = [f"conflict marks are left: {', '.join(marks)}"] if marks else []
    left += told_apart(book, apart)
    if left:
        raise ConflictError("\n".join(left), way_on(book, apart))


def _resolved(book: Book, head: str, theirs: str) -> list[str]:
    """The files that a human had to settle, and those of the merge that they went on to edit."""
    from plaincrm.book import incoming

    touched = {changed.path for changed in incoming.changes(book, incoming.fork(book, head, theirs), theirs)}
    unmerged = [file.path for file in incoming.unmerged(book)]
    return sorted({*unmerged, *touched.intersection(incoming.edited_since(book))})


def _refuse_stray(book: Book, theirs: list[Changed], unmerged: list[str]) -> None:
    from plaincrm.book.incoming import staged_besides

    stray = staged_besides(book, [*(changed.path for changed in theirs), *unmerged])
    if stray:
        raise ConflictError(
            f"what you have staged would go into the merge: {', '.join(stray)}",
            hint=f"unstage it: git restore --staged {' '.join(stray)}",
        )


def nothing_open() -> ConflictError:
    """The error where no merge waits for a human."""
    return ConflictError("no merge waits to be finished", hint="plaincrm sync")
