"""``doctor``: are machine, repository and index fit to keep a book; each finding with its remedy."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import CrmError
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plaincrm.book import Book

OLDEST_GIT = (2, 30)
COLUMNS = (Column("subject"), Column("state"), Column("found"), Column("remedy"))


class Finding(NamedTuple):
    """One thing looked at: ``ok``, ``warning`` or ``error``, what was found, and what to do."""

    subject: str
    state: str
    found: str
    remedy: str | None = None


def examine(book: Book, *, fix: bool = False) -> Table:
    """What the doctor finds, one row each; with *fix* what can be mended without a choice is mended."""
    findings: list[Finding] = []
    for look in EXAMINATIONS:
        try:
            findings += look(book, fix)
        except CrmError as error:
            findings.append(
                Finding(look.__name__.strip("_").replace("_", " "), "error", error.message, error.hint)
            )
    return Table(COLUMNS, [tuple(finding) for finding in findings], "Doctor")


def _git(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    said = book.git.ask("--version").text()
    numbers = tuple(int(number) for number in re.findall(r"\d+", said)[:2])
    if numbers < OLDEST_GIT:
        yield Finding("git", "error", said, "update git to 2.30 or later")
    else:
        yield Finding("git", "ok", said)


def _identity(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    from plaincrm.book.preflight import refuse_unknown_identity

    refuse_unknown_identity(book)
    yield Finding(
        "identity", "ok", book.git.ask("var", "GIT_COMMITTER_IDENT").text().rpartition(">")[0] + ">"
    )


def _operation(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    from plaincrm.book.preflight import refuse_operations_under_way

    refuse_operations_under_way(book)
    branch = book.git.run("symbolic-ref", "-q", "--short", "HEAD").text()
    if branch:
        yield Finding("branch", "ok", branch)
    else:
        yield Finding(
            "branch", "warning", "HEAD is detached: commits belong to no branch", "git switch -c NAME"
        )


def _yaml_parser(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
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


def _encoding(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    encoding = sys.getfilesystemencoding()
    if encoding.lower().replace("-", "") == "utf8":
        yield Finding("file names", "ok", encoding)
    else:
        yield Finding("file names", "error", encoding, "set a UTF-8 locale, as in: export LC_ALL=C.UTF-8")


def _left_over(book: Book, fix: bool) -> Iterator[Finding]:
    from plaincrm.book import journal
    from plaincrm.book.lock import locked
    from plaincrm.book.recover import recover

    if journal.read(book.repository) is None:
        yield Finding("interrupted changes", "ok", "none")
    elif fix:
        with locked(book.repository):
            said = recover(book)
        yield Finding("interrupted changes", "ok", said or "taken back")
    else:
        yield Finding(
            "interrupted changes",
            "warning",
            "one was left",
            "plaincrm doctor --fix, or just go on: the next write mends it",
        )


def _editor_schema(book: Book, fix: bool) -> Iterator[Finding]:
    from plaincrm.actions.start import EDITOR_SCHEMA, editor_schema

    path = book.root / EDITOR_SCHEMA
    if path.is_file() and path.read_bytes() == editor_schema():
        yield Finding("editor schema", "ok", EDITOR_SCHEMA)
    elif fix:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(editor_schema())
        yield Finding("editor schema", "ok", "written anew; commit it with: plaincrm save")
    else:
        yield Finding(
            "editor schema", "warning", f"{EDITOR_SCHEMA} is missing or old", "plaincrm doctor --fix"
        )


def _files(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    from plaincrm import checks

    problems = checks.run(book, [])
    errors = sum(1 for problem in problems if problem.severity == "error")
    if errors:
        yield Finding(
            "files", "error", f"{errors} errors in {len(book.paths())} customer files", "plaincrm check"
        )
    else:
        yield Finding("files", "ok", f"{len(book.paths())} customer files")


def _index(book: Book, fix: bool) -> Iterator[Finding]:
    from plaincrm.index import Index

    if fix:
        for path in (book.cache_path(), book.fallback_cache_path()):
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
    index = Index.open(book)
    count = index.rows("SELECT count(*) FROM tree")[0][0]
    index.close()
    yield Finding("index", "ok", f"{count} customers" + (", built anew" if fix else ""))


EXAMINATIONS: tuple[Callable[[Book, bool], Iterator[Finding]], ...] = (
    _git,
    _identity,
    _operation,
    _yaml_parser,
    _encoding,
    _left_over,
    _editor_schema,
    _files,
    _index,
)
