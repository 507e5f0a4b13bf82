"""Says where an open merge needs a human: ``file: field: ours / theirs``, one line each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaincrm.book import Book
    from plaincrm.book.both_sides import Apart
    from plaincrm.book.incoming import Unmerged

GO_ON = "put right what is marked, then: plaincrm sync --continue · or take it back: plaincrm sync --abort"
_MARKS = re.compile(rb"^(?:<{7}|>{7})(?: |\r?$)", re.MULTILINE)


def conflicts(book: Book, apart: list[Apart]) -> list[str]:
    """Every place that both sides changed differently, by file; first the files that they named *apart*."""
    from plaincrm.book.incoming import unmerged

    known = {path for file in apart for path in file}
    return told_apart(book, apart) + [
        f"{shown_path(book, file.path)}: {place}"
        for file in unmerged(book)
        if file.path not in known
        for place in _places(book, file)
    ]


def renamed_apart(book: Book) -> list[Apart]:
    """The files that both sides renamed, where both new ones still stand and nobody has chosen."""
    from plaincrm.book import both_sides, incoming
    from plaincrm.book.commit import head

    top = book.repository.top
    unmerged = {file.path for file in incoming.unmerged(book)}
    ours, theirs = str(head(book)), incoming.merging(book)
    if theirs is None or not unmerged:
        return []
    return [
        file
        for file in both_sides.renamed_apart(book, incoming.fork(book, ours, theirs), ours, theirs)
        if all(path in unmerged and (top / path).exists() for path in (file.here, file.there))
    ]


def told_apart(book: Book, apart: list[Apart]) -> list[str]:
    """A line for each: the file as it was, and both new names, the IDs where these differ."""
    from plaincrm.book.customer_file import id_of

    told = []
    for path, *names in apart:
        ids = [id_of(name) for name in names]
        here, there = ids if len(set(ids)) > 1 else [shown_path(book, name) for name in names]
        told.append(f"{shown_path(book, path)}: renamed to {here} / renamed to {there}")
    return told


def way_on(book: Book, apart: list[Apart]) -> str:
    """What to do now; of two names for one customer, how to keep one."""
    one = [
        f"keep one name: git rm {shown_path(book, file.here)}, or: git rm {shown_path(book, file.there)}"
        for file in apart
    ]
    return " · ".join([*one, GO_ON])


def marked(book: Book, paths: list[str]) -> list[str]:
    """The files that still hold conflict marks, with the line of the first."""
    found = []
    for path in paths:
        file = book.repository.top / path
        content = file.read_bytes() if file.is_file() else b""
        mark = _MARKS.search(content)
        if mark:
            line = content.count(b"\n", 0, mark.start()) + 1
            found.append(f"{shown_path(book, path)}:{line}")
    return found


def shown_path(book: Book, path: str) -> str:
    """A path from the top of the repository as the user of the book knows it."""
    return path.removeprefix(book.repository.prefix)


def _places(book: Book, file: Unmerged) -> tuple[str, ...]:
    if file.ours is None or file.theirs is None:
        return (f"the file: {_fate(file.ours)} / {_fate(file.theirs)}",)
    from plaincrm.book.state import is_customer_file

    path = shown_path(book, file.path)
    report: tuple[str, ...] = ()
    if is_customer_file(path):
        from plaincrm.book.merge.driver import outcome_of

        report = outcome_of([file.base or b"", file.ours, file.theirs], file.path).report
    return report or ("some lines: changed / changed",)


def _fate(content: bytes | None) -> str:
    return "removed" if content is None else "changed"
