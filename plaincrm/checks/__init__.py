"""What ``check`` looks for: one function per check, each gives the problems it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.checks.collisions import collisions
from plaincrm.checks.files import customer_files
from plaincrm.checks.own_reports import own_reports
from plaincrm.checks.settings import rates, settings
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.book import Book
    from plaincrm.errors import Problem

WHOLE_BOOK = (settings, rates, collisions, own_reports)
COLUMNS = (
    Column("path"),
    Column("line", "int"),
    Column("field"),
    Column("message"),
    Column("hint"),
    Column("severity"),
)


def run(book: Book, files: list[str], *, progress: Callable[[int, int], None] | None = None) -> list[Problem]:
    """Every problem of the book, or of the named *files*, by file and line; all at once, not the first."""
    problems = [] if files else [problem for check in WHOLE_BOOK for problem in check(book)]
    if not any(problem.path == "plaincrm.yaml" and problem.severity == "error" for problem in problems):
        problems += customer_files(book, files, progress=progress)
    return sorted(
        problems, key=lambda problem: (problem.path, problem.line or 0, problem.field, problem.message)
    )


def as_table(problems: list[Problem]) -> Table:
    """The problems as rows: path, line, field, message, hint, severity."""
    return Table(COLUMNS, [tuple(problem) for problem in problems], "Problems")
