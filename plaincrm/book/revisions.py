"""``--at REV|DATE``: which commit that is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm import dates
from plaincrm.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from plaincrm.book.book import Book


class Revision(NamedTuple):
    """A commit and the day it stands for: the day asked for, else the day of the commit (ISO)."""

    id: str
    day: str


def resolve(book: Book, text: str) -> Revision:
    """The commit that *text* names: any name git knows, or the last commit of a day.

    NotFoundError (exit 3) where there is none.
    """
    is_no_name = re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?|\^.*", text)  # a day, or "all but"
    found = None if is_no_name else _named(book, text)
    return found or _on_day(book, text)


def _named(book: Book, text: str) -> Revision | None:
    answer = book.git.bare("rev-parse", "--verify", "-q", "--end-of-options", text + "^{commit}")
    if answer.code != 0:
        return None
    commit = answer.text().splitlines()[-1]
    return Revision(commit, book.git.bare("log", "-1", "--format=%cs", commit).text())


def _on_day(book: Book, text: str) -> Revision:
    try:
        day = dates.parse_period(text)[1].isoformat()
    except UsageError as error:
        raise NotFoundError(
            f'"{text}" is neither a revision nor a day',
            hint="write a commit, a branch or a day such as 2026-06-30",
        ) from error
    commit = book.git.bare("rev-list", "-1", f"--before={day} 23:59:59", "HEAD").text()
    if not commit:
        raise NotFoundError(f"the book has no commit up to {day}", hint="see when it began: plaincrm history")
    return Revision(commit, day)
