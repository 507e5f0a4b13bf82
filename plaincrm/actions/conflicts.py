"""Says where an open merge needs a human: ``file: field: ours / theirs``, one line each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaincrm.book import Book
    from plaincrm.book.incoming import Unmerged

_MARKS = re.compile(rb"^(?:<{7}|>{7})(?: |\r?$)", re.MULTILINE)


def conflicts(book: Book) -> list[str]:
    """Every place that both sides changed differently, by file."""
    from plaincrm.book.incoming import unmerged

    return [
        f"{shown_path(book, file.path)}: {place}" for file in unmerged(book) for place in _places(book, file)
    ]


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
