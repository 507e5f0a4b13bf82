"""What ``check`` looks for: one function per check, each gives the problems it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.book.state import is_customer_file
from plaincrm.checks.collisions import collisions
from plaincrm.checks.files import customer_files, path_in_book
from plaincrm.checks.own_reports import own_reports
from plaincrm.checks.settings import rates, settings
from plaincrm.checks.unseen import unseen
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.book import Book
    from plaincrm.errors import Problem

WHOLE_BOOK = (rates, collisions, unseen, own_reports)
COLUMNS = (
    Column("path"),
    Column("line", "int"),
    Column("field"),
    Column("message"),
    Column("hint"),
    Column("severity"),
)


def run(book: Book, files: list[str], *, progress: Callable[[int, int], None] | None = None) -> list[Problem]:
    """Every problem of the book, or of the named *files*, by file and line; all at once, not the first.

    NotFoundError (exit 3) where a name is none of a file in the book.
    """
    named = [path_in_book(book, file) for file in files]
    found = settings(book)
    broken = [problem for problem in found if problem.severity == "error"]
    if not broken:  # else nothing can be said of the other files
        customers = [path for path in named if is_customer_file(path)] if files else book.paths()
        found += [problem for check in WHOLE_BOOK for problem in check(book)]
        found += customer_files(book, customers, progress=progress)
    if files:
        found = [problem for problem in found if problem.path in named or problem in broken]
    return sorted(
        found, key=lambda problem: (problem.path, problem.line or 0, problem.field, problem.message)
    )


def as_table(problems: list[Problem]) -> Table:
    """The problems as rows: path, line, field, message, hint, severity."""
    return Table(COLUMNS, [tuple(problem) for problem in problems], "Problems")
