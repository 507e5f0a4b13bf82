"""The book's files: the schema for editors, what check says, names, links, hidden characters."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.actions.doctor.finding import Finding
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book

SHOWN = 3
# What a reader cannot see and may be fooled by: bidi overrides, zero width, a BOM in the middle.
_HIDDEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069]|(?<!\\A)\ufeff")


def editor_schema(book: Book, fix: bool) -> Iterator[Finding]:
    """Whether editors can complete and check: the schema that the files point to."""
    from plaincrm.actions.start import EDITOR_SCHEMA
    from plaincrm.actions.start import editor_schema as newest

    path = book.root / EDITOR_SCHEMA
    subject = "editor schema"
    if path.is_file() and path.read_bytes() == newest():
        yield Finding(subject, "ok", EDITOR_SCHEMA)
    elif fix:
        _renew(book, EDITOR_SCHEMA, newest())
        yield Finding(subject, "ok", f"{EDITOR_SCHEMA} is written anew and committed")
    else:
        yield Finding(subject, "warning", f"{EDITOR_SCHEMA} is missing or old", "plaincrm doctor --fix")


def _renew(book: Book, path: str, content: bytes) -> None:
    from plaincrm.book.change import changing

    with changing(book, "doctor") as change:
        change.write(path, content)
        change.say("Renew the schema for editors")


def contents(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """What ``check`` says, in numbers."""
    from plaincrm import checks

    problems = checks.run(book, [])
    errors = sum(1 for problem in problems if problem.severity == "error")
    count = counted(len(book.paths()), "customer file")
    if errors:
        yield Finding("files", "error", f"{counted(errors, 'error')} in {count}", "plaincrm check")
    elif problems:
        yield Finding("files", "warning", f"{counted(len(problems), 'warning')} in {count}", "plaincrm check")
    else:
        yield Finding("files", "ok", count)


def names(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether every file has a place of its own on every system."""
    from plaincrm.checks.collisions import collisions

    found = list(collisions(book))
    for problem in found[:SHOWN]:
        yield Finding("file names", "error", f"{problem.path} {problem.message}", problem.hint)
    if len(found) > SHOWN:
        yield Finding("file names", "error", f"{len(found) - SHOWN} more", "plaincrm check")
    if not found:
        yield Finding("file names", "ok", "all differ by more than case and form")


def links(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether a symbolic link leads out of the book."""
    found = sorted(_links(book.root))
    for path in found[:SHOWN]:
        yield Finding("links", "error", f"{path} is a symbolic link", "put the file itself into the book")
    if len(found) > SHOWN:
        yield Finding("links", "error", f"{len(found) - SHOWN} more", "find . -type l")
    if not found:
        yield Finding("links", "ok", "no symbolic links")


def _links(root: Path) -> Iterator[str]:
    tops = [root / name for name in ("plaincrm.yaml", "rates.yaml", ".gitattributes", "reports", "customers")]
    yield from (path.name for path in tops if path.is_symlink())
    for top in (root / "customers", root / "reports"):
        for parent, folders, files in os.walk(top):
            for name in (*folders, *files):
                path = Path(parent) / name
                if path.is_symlink():
                    yield path.relative_to(root).as_posix()


def hidden_characters(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether a file holds characters that turn the reading order or have no width."""
    from plaincrm.actions.doctor.lines import lines

    found = [(line.place, match[0]) for line in lines(book) if (match := _HIDDEN.search(line.text))]
    for place, char in found[:SHOWN]:
        remedy = "remove it by hand unless you want it there: plaincrm edit"
        yield Finding("hidden characters", "warning", f"{place}: U+{ord(char):04X}", remedy)
    if len(found) > SHOWN:
        yield Finding("hidden characters", "warning", f"{len(found) - SHOWN} more lines", None)
    if not found:
        yield Finding("hidden characters", "ok", "none")
