"""Hand edits: which files differ from the commit, what is wrong with them, committing them as they are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import disk
from plaincrm.book.customer_file import load
from plaincrm.book.git import failed
from plaincrm.book.preflight import is_staged_otherwise, path_of
from plaincrm.book.settings_file import read_rates_file, settings_and_problems
from plaincrm.book.state import is_customer_file
from plaincrm.errors import InvalidDataError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.book.book import Book

OURS = ("customers/", "reports/", "plaincrm.yaml", "rates.yaml", ".gitattributes", ".plaincrm/")
_UNFIT = {
    "conflict": ("has an unresolved merge", "resolve it, then: git add {}"),
    "staged": ("is staged in one version and edited in another", "git add {}, or git restore --staged {}"),
}


class Edited(NamedTuple):
    """A file that differs from the commit: ``new``, ``edited``, ``deleted``, ``conflict``.

    ``staged`` stands for one whose staged version is neither the commit's nor the work tree's.
    """

    path: str
    state: str


class Review(NamedTuple):
    """The hand edits that may be committed, and what is wrong with the others."""

    good: list[str]
    left_out: list[Problem]


def edited(book: Book) -> list[Edited]:
    """The book's files that differ from the current commit, by path."""
    args = ("status", "--porcelain=v2", "--no-renames", "-z", "-uall", "--", ".")
    answer = book.git.bare(*args)
    if answer.code != 0:
        raise failed(args, answer)
    found: dict[str, str] = {}
    for record in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if record[:1] in ("1", "u", "?"):
            path = path_of(record).removeprefix(book.repository.prefix)
            if path.startswith(OURS):
                found[path] = "staged" if path in found else _state(book, record, path)
    return [Edited(path, state) for path, state in sorted(found.items())]


def _state(book: Book, record: str, path: str) -> str:
    if record[0] == "u":
        return "conflict"
    if is_staged_otherwise(record):
        return "staged"
    if not os.path.lexists(book.root / path):
        return "deleted"
    return "new" if record[0] == "?" or "A" in record[2:4] else "edited"


def problems_of(book: Book, path: str) -> list[Problem]:
    """The errors that keep a file from being committed."""
    try:
        raw = disk.read(book.root, path)
    except InvalidDataError as error:
        return [Problem(path, None, "", error.message.removeprefix(f"{path} "), error.hint)]
    if raw is None:
        return []
    if is_customer_file(path):
        return load(book.root, path, book.settings).errors
    problems: list[Problem] = []
    if path == "plaincrm.yaml":
        problems = settings_and_problems(path, raw)[1]
    elif path == "rates.yaml":
        problems = read_rates_file(path, raw, book.settings)[1]
    return [problem for problem in problems if problem.severity == "error"]


def review(book: Book, further: Callable[[Book], list[Problem]]) -> Review:
    """Look through all hand edits; *further* names what is wrong in the book as a whole."""
    good, left_out = [], []
    known = [problem for problem in further(book) if problem.severity == "error"]
    for path, state in edited(book):
        problems = _unfit(path, state) or problems_of(book, path)
        problems = problems or [problem for problem in known if problem.path == path]
        left_out += problems
        good += [] if problems else [path]
    return Review(good, left_out)


def save(
    book: Book, worded: Callable[[list[str]], str], further: Callable[[Book], list[Problem]]
) -> tuple[str | None, Review, list[str]]:
    """Commit the hand edits that may be, in one commit: its short id, the review, and what else to tell.

    *worded* gives the commit message for their paths; *further* is as in :func:`review`. The id is None
    where there was nothing to commit.
    """
    from plaincrm.book.preflight import standing
    from plaincrm.book.turn import our_turn
    from plaincrm.book.writer import commit_hand_edits

    with our_turn(book) as notices:
        found = review(book, further)
        commit = None
        if found.good:
            message = f"{worded(found.good)}\n"
            commit = commit_hand_edits(book, found.good, message, standing(book, found.good))
    return commit, found, notices


def _unfit(path: str, state: str) -> list[Problem]:
    if state not in _UNFIT:
        return []
    message, hint = _UNFIT[state]
    return [Problem(path, None, "", message, hint.replace("{}", path))]
