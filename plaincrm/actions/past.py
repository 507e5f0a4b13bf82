"""Which commits a history is about, and whose file each of them touched, through renames."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.book import Book
    from plaincrm.book.timeline import Event, File


class Touched(NamedTuple):
    """A customer's file in a commit: *was* is its path before a rename, *old* has a blob per parent."""

    status: str  # A, M, D or R
    path: str
    was: str | None
    old: tuple[str | None, ...]
    new: str | None


class Doing(NamedTuple):
    """One commit, and the customer files in it that the history is about."""

    event: Event
    touched: tuple[Touched, ...]


class Past(NamedTuple):
    """The commits that are asked for, newest first, and the files they are about (empty: the whole book)."""

    doings: list[Doing]
    paths: tuple[str, ...]


def of_book(book: Book, *, since: str | None = None, limit: int | None = None) -> Past:
    """The commits that touched the book."""
    from plaincrm.book.timeline import timeline

    events = timeline(book, since=since, limit=limit)
    return Past([Doing(event, tuple(_touched(event))) for event in events], ())


def of_customer(book: Book, customer: str) -> Past:
    """The commits that touched a customer's file, whatever it was called; none for an unknown ID."""
    from plaincrm.book.timeline import ever_there, timeline
    from plaincrm.model.ids import is_id

    if not is_id(customer):
        return Past([], ())
    present = book.path_of(customer)
    others = [path for path in book.usual_paths(customer) if path != present]
    first = (*([present] if present else []), *ever_there(book, others))
    if not first:
        return Past([], ())
    paths = first
    while True:
        doings = _back_in_time(book, timeline(book, paths), first)
        found = tuple(
            dict.fromkeys([*paths, *(one.was for doing in doings for one in doing.touched if one.was)])
        )
        if found == paths:
            return Past(doings, paths)
        paths = found  # the file had other names before: look for those too


def newer(past: Past, since: str | None) -> Past:
    """What of it was written on the ISO day *since* or after."""
    return past._replace(doings=[one for one in past.doings if since is None or one.event.when[:10] >= since])


def _back_in_time(book: Book, events: list[Event], paths: tuple[str, ...]) -> list[Doing]:
    """Follow the file from now to its beginning: an old name counts only before the rename."""
    from plaincrm.book.timeline import earlier_path

    now = set(paths)
    doings = []
    for event in events:
        theirs = {file.path: file for file in event.files if file.path in now}
        found = {}
        for path, file in theirs.items():
            was = earlier_path(book, event, path) if file.status == "A" and event.parents else None
            found[path] = _renamed(event, file, was) if was else _as_it_is(file)
        for one in list(found.values()):
            if one.was:
                now = (now - {one.path}) | {one.was}
                found.pop(one.was, None)
        if found:
            doings.append(Doing(event, tuple(found.values())))
    return doings


def _touched(event: Event) -> list[Touched]:
    """The customer files of a commit; one that goes while the same content comes was renamed."""
    from plaincrm.book.state import is_customer_file

    ours = (one for one in event.files if is_customer_file(one.path))
    return with_renames([_as_it_is(file) for file in ours], lambda blob: blob)


def with_renames(touched: list[Touched], known_by: Callable[[str | None], object]) -> list[Touched]:
    """A file that goes and one that comes are one that was renamed where *known_by* says the same of both."""
    gone = {known_by(one.old[0]): one for one in touched if one.status == "D" and len(one.old) == 1}
    found = []
    for one in touched:
        before = gone.pop(known_by(one.new), None) if one.status == "A" else None
        found.append(one._replace(status="R", was=before.path, old=before.old) if before else one)
    renamed = {one.was for one in found}
    return [one for one in found if one.path not in renamed]


def _as_it_is(file: File) -> Touched:
    return Touched(file.status, file.path, None, file.old, file.new)


def _renamed(event: Event, file: File, was: str) -> Touched:
    before = next((one.old for one in event.files if one.path == was), (file.new,))
    return Touched("R", file.path, was, before, file.new)
