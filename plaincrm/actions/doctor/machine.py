"""The machine: git, who the user is, the YAML parser, encodings."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from plaincrm.actions.doctor.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book

OLDEST_GIT = (2, 30)


def git(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether git is there and new enough."""
    said = book.git.ask("--version").text()
    numbers = tuple(int(number) for number in re.findall(r"\d+", said)[:2])
    if numbers < OLDEST_GIT:
        yield Finding("git", "error", said, "update git to 2.30 or later")
    else:
        yield Finding("git", "ok", said)


def identity(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether git knows who writes."""
    from plaincrm.book.preflight import refuse_unknown_identity

    refuse_unknown_identity(book)
    who = book.git.ask("var", "GIT_COMMITTER_IDENT").text()
    yield Finding("identity", "ok", who.rpartition(">")[0] + ">")


def yaml_parser(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether the quick parser is there."""
    from plaincrm.book.yaml.reading import PurePythonParser, new_parser

    if new_parser is not PurePythonParser:
        yield Finding("YAML parser", "ok", "libyaml")
    else:
        yield Finding(
            "YAML parser",
            "warning",
            "pure Python, ten times slower",
            "install PyYAML as a wheel, or with libyaml-dev",
        )


def encoding(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether names of files and what is typed and shown can hold every letter."""
    names = sys.getfilesystemencoding()
    remedy = "set a UTF-8 locale, as in: export LC_ALL=C.UTF-8"
    if _is_utf_8(names):
        yield Finding("encoding of names", "ok", names)
    else:
        yield Finding("encoding of names", "error", names, remedy)
    shown = _locale()
    if _is_utf_8(shown):
        yield Finding("locale", "ok", shown)
    else:
        yield Finding(
            "locale", "warning", f"{shown}: other programs, such as the editor, may garble names", remedy
        )


def _locale() -> str:
    """The encoding that the locale asks for, whatever mode Python is in."""
    import locale

    return locale.getencoding()


def _is_utf_8(name: str) -> bool:
    return name.lower().replace("-", "").replace("_", "") == "utf8"
