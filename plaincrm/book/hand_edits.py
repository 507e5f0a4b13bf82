"""Hand edits: which files differ from the commit, what is wrong with them, and committing them as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.customer_file import load
from plaincrm.book.git import failed
from plaincrm.book.settings_file import read_rates_file, settings_and_problems

if TYPE_CHECKING:
    from plaincrm.book.book import Book
    from plaincrm.errors import Problem

_OURS = ("customers/", "reports/", "plaincrm.yaml", "rates.yaml", ".gitattributes", ".plaincrm/")


class Edited(NamedTuple):
    """A file of the book that differs from the commit: ``new``, ``edited``, ``deleted`` or ``conflict``."""

    path: str
    state: str


def edited(book: Book) -> list[Edited]:
    """The book's files that differ from the current commit, by path."""
    args = ("status", "--porcelain=v2", "--no-renames", "-z", "-uall", "--", ".")
    answer = book.git.bare(*args)
    if answer.code != 0:
        raise failed(args, answer)
    found = []
    for record in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if record[:1] in ("1", "u", "?"):
            fields_before = {"1": 8, "u": 10, "?": 1}[record[0]]
            path = record.split(" ", fields_before)[fields_before].removeprefix(book.repository.prefix)
            if path.startswith(_OURS):
                found.append(Edited(path, _state(book, record, path)))
    return sorted(found)


def _state(book: Book, record: str, path: str) -> str:
    if record[0] == "u":
        return "conflict"
    if not (book.root / path).exists():
        return "deleted"
    return "new" if record[0] == "?" or record[2] == "A" else "edited"


def edited_paths(book: Book) -> list[str]:
    """The paths of :func:`edited`."""
    return [item.path for item in edited(book)]


def problems_of(book: Book, path: str) -> list[Problem]:
    """The errors that keep a file from being committed."""
    full = book.root / path
    if not full.exists():
        return []
    if path.startswith("customers/") and path.endswith(".yaml"):
        return load(book.root, path, book.settings).errors
    problems: list[Problem] = []
    if path == "plaincrm.yaml":
        problems = settings_and_problems(path, full.read_bytes())[1]
    elif path == "rates.yaml":
        problems = read_rates_file(path, full.read_bytes(), book.settings)[1]
    return [problem for problem in problems if problem.severity == "error"]


def commit_hand_edits(book: Book, paths: list[str], message: str) -> str:
    """Commit *paths* as they stand, in one commit; gives the short commit id."""
    from plaincrm.book.lock import locked
    from plaincrm.book.preflight import refuse_operations_under_way, refuse_unknown_identity, standing
    from plaincrm.book.recover import recover
    from plaincrm.book.writer import commit_hand_edits as commit_as_they_stand

    refuse_operations_under_way(book)
    refuse_unknown_identity(book)
    with locked(book.repository):
        recover(book)
        return commit_as_they_stand(book, paths, message, standing(book, paths))
