"""Customer files: YAML, schema, and what is doubtful in them."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.book.customer_file import load
from plaincrm.book.processes import in_chunks
from plaincrm.book.state import is_customer_file
from plaincrm.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.book import Book
    from plaincrm.errors import Problem
    from plaincrm.model import Settings


def customer_files(
    book: Book, paths: list[str], *, progress: Callable[[int, int], None] | None = None
) -> list[Problem]:
    """The problems of customer files, by their paths in the book."""
    problems: list[Problem] = []
    done = 0
    for number, found in in_chunks(partial(_look, book.root, book.settings), paths):
        problems += found
        done += number
        if progress:
            progress(done, len(paths))
    return problems


def _look(root: Path, settings: Settings, paths: list[str]) -> tuple[int, list[Problem]]:
    """How many files were looked at, and what is wrong in them."""
    files = (load(root, path, settings, deep=True) for path in paths)
    return len(paths), [problem for file in files for problem in file.problems]


def path_in_book(book: Book, file: str) -> str:
    """A file as the user names it, from where they stand or from the book, relative to the book."""
    for base in (Path.cwd(), book.root):
        full = Path(os.path.abspath(base / file))  # noqa: PTH100  a link must not be followed out of the book
        if os.path.lexists(full):
            path = full.relative_to(book.root).as_posix() if full.is_relative_to(book.root) else None
            if path and (full.is_file() or is_customer_file(path)):
                return path
            break
    known = book.path_of(file)
    if known is not None:
        return known
    raise NotFoundError(
        f"{file} is not a file of the book", hint="name a file such as customers/acme.yaml, or an ID"
    )
