"""Keeps the book and its remote in step: fetch, merge, check, push; nothing is left half-merged."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from plaincrm.actions.course import Course, conclude, join, nothing_open
from plaincrm.errors import ConflictError, InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.actions.course import Progress, Synced, Warn
    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.book.network import Line

ROUNDS = 5  # how often others may be quicker before we give up


def sync(
    book: Book,
    how: How,
    line: Line,
    *,
    pull: bool = False,
    push: bool = False,
    progress: Progress | None = None,
    warn: Warn | None = None,
) -> Synced:
    """Take in what the remote has and give it what it has not; *pull* or *push* alone: only that half.

    ConflictError (exit 5) where a human must decide; then the merge stays open. InvalidDataError (exit 4)
    where what came, or would go, has errors; OutsideError (exit 6) where the remote does not play along.
    *warn* is told of equal sales and payments of both sides, which a merge keeps once.
    """
    from plaincrm.book.preflight import refuse_operations_under_way

    course = Course(book, how, line, progress, warn)
    both = pull == push
    with contextlib.nullcontext() if how.dry_run else _alone(course):
        refuse_operations_under_way(book)
        if how.dry_run:
            _foretell(course, pull=pull or both, push=push or both)
        else:
            _in_rounds(course, pull=pull or both, push=push or both)
    return course.result()


def resume(
    book: Book,
    how: How,
    line: Line,
    *,
    pull: bool = False,
    progress: Progress | None = None,
    warn: Warn | None = None,
) -> Synced:
    """Finish the merge that a human has decided and, but with *pull*, push as a sync does."""
    from plaincrm.book.remote import exists

    course = Course(book, how, line, progress, warn)
    with _alone(course):
        conclude(course)
        if not pull and exists(book):
            _in_rounds(course, pull=True, push=True)
    return course.result()


def take_back(book: Book) -> None:
    """Take the open merge back; ConflictError (exit 5) where there is none."""
    from plaincrm.book import incoming, interrupted
    from plaincrm.book.lock import locked

    with locked(book.repository):
        said = interrupted.recover(book)
        if incoming.merging(book):
            incoming.abort(book)
        elif said is None:
            raise nothing_open()


@contextlib.contextmanager
def _alone(course: Course) -> Iterator[None]:
    """While no other sync of this clone is at it, and what a dead one left is set right."""
    from plaincrm.book import interrupted
    from plaincrm.book.lock import locked

    repository = course.book.repository
    with locked(repository, "syncing"):
        with locked(repository):
            said = interrupted.recover(course.book)
            course.notices += [said] if said else []
        with interrupted.noted(course.book):
            yield


def _in_rounds(course: Course, *, pull: bool, push: bool) -> None:
    """Fetch, merge and push, again when somebody else pushed in between."""
    from plaincrm.book import remote, rewritten

    for _ in range(ROUNDS):
        rewritten.refuse_erased_tip(course.book, course.remote, course.line)
        theirs, head = remote.fetch(course.book, course.remote, course.line), course.head
        if theirs is not None:
            rewritten.refuse(course.book, course.remote, theirs)
        if pull and theirs not in (None, head):
            join(course, str(theirs))
            head = course.head
        course.is_even = theirs == head
        if not push or not _is_to_go(course, head, theirs):
            return
        if remote.push(course.book, course.remote, course.line):
            course.note("went", theirs or _nothing(course), head)
            course.is_even = True
            return
    raise ConflictError(
        f"others were quicker to push to {course.remote}, {ROUNDS} times; nothing is lost",
        hint="run it again: plaincrm sync",
    )


def _is_to_go(course: Course, head: str, theirs: str | None) -> bool:
    """Whether there is something to push; refused where it does not stand on *theirs*, or has errors."""
    from plaincrm.book.incoming import contains

    if theirs is not None and contains(course.book, theirs, head):
        return False
    if theirs is not None and not contains(course.book, head, theirs):
        raise ConflictError(f"{course.remote} has commits that are not here yet", hint="plaincrm sync")
    errors = course.errors(theirs or _nothing(course), head)
    if errors:
        raise InvalidDataError(
            f"what would go to {course.remote} has errors; nothing was pushed",
            hint="mend them, then: plaincrm save",
            problems=errors,
        )
    return True


def _foretell(course: Course, *, pull: bool, push: bool) -> None:
    """Note what would come and go; nothing is moved, neither here nor there."""
    from plaincrm.book import incoming, remote, rewritten

    rewritten.refuse_erased_tip(course.book, course.remote, course.line)
    head, theirs = course.head, remote.peek(course.book, course.remote, course.line)
    course.is_even = theirs == head
    if theirs is None:
        fork = _nothing(course)
    else:
        rewritten.refuse(course.book, course.remote, theirs)
        fork = incoming.fork(course.book, head, theirs)
        if pull:
            course.note("came", fork, theirs)
            course.tell_twins(head, theirs)
    if push:
        course.note("went", fork, head)


def _nothing(course: Course) -> str:
    from plaincrm.book.incoming import nothing

    return nothing(course.book)
