"""Answers the shell's completion: commands, options, customers and the words they take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.errors import CrmError

if TYPE_CHECKING:
    from plaincrm.book import Book
    from plaincrm.cli.spec import Command, Param

FILES = "__files__"


def complete(argv: list[str]) -> int:
    """Print the words that may stand in place of the last of *argv* (the first names the shell)."""
    _, *words = argv
    done, start = (words[:-1], words[-1]) if words else ([], "")
    if start == ":" or done[-1:] == [":"]:
        return 0  # bash takes level:A apart, and A alone is nothing to begin a word with
    try:
        candidates = _candidates(done, start)
    except CrmError:
        return 0
    for word in dict.fromkeys(candidates):
        print(word)
    return 0


def _candidates(done: list[str], start: str) -> list[str]:
    from plaincrm.cli import commands, parse
    from plaincrm.cli.spec import COMMON

    line = parse.first_words(done)
    lacking = _lacking(list(COMMON), done)
    if lacking is not None:
        return _values(lacking, lacking.spec.complete, start, None)
    first = line.words[0] if line.words else ""
    if not first:
        return _starting(sorted({words.split()[0] for words in commands.WORDS}), start)
    if first in commands.families() and len(line.words) == 1 and not start.startswith("-"):
        seconds = [words.split()[1] for words in commands.WORDS if words.startswith(f"{first} ")]
        return _starting([*seconds, *_reports(first)], start)
    command = _command(done, line.words)
    return [] if command is None else _of_command(command, done, start, _named_book(line.options))


def _lacking(options: list[Param], done: list[str]) -> Param | None:
    """The option whose value comes next: the last word, where it takes one."""
    named = [param for param in options if done and done[-1] in param.names and param.takes_value]
    return named[0] if named else None


def _reports(first: str) -> list[str]:
    if first != "report":
        return []
    from plaincrm.reports import catalogue

    return catalogue.names()


def _command(done: list[str], words: list[str]) -> Command | None:
    from plaincrm.cli import commands

    if words[0] == "report":
        from plaincrm.cli.report import report_command

        return report_command(done)
    for name in (" ".join(words[:2]), words[0]):
        if name in commands.WORDS:
            return commands.load(name)
    return None


def _of_command(command: Command, done: list[str], start: str, book: str | None) -> list[str]:
    lacking = _lacking(command.options, done)
    if lacking is not None:
        return _values(lacking, lacking.spec.complete, start, book)
    kind, here = _kind_here(command, done)
    tags = _signed_tags(start, book) if kind in ("filter", "change") else []
    if start.startswith("-"):
        names = [name for param in command.options for name in param.names if name.startswith("--")]
        return _starting(sorted(names), start) + tags
    return tags if here is None or start.startswith("+") else _values(here, kind, start, book)


def _kind_here(command: Command, done: list[str]) -> tuple[str, Param | None]:
    """What the next word is: its kind, and its parameter; None where no more are taken."""
    from plaincrm.cli import parse

    given = len(parse.split(done, command.options).words) - len(command.words.split())
    last = len(command.arguments) - 1
    if last < 0 or (given > last and command.arguments[last].kind != "many"):
        return "", None
    here = command.arguments[min(given, last)]
    kinds = here.spec.complete.split() or [""]  # set WHO +TAG: the first word of many may be of another kind
    return kinds[min(max(given - last, 0), len(kinds) - 1)], here


def _values(param: Param, kind: str, start: str, book: str | None) -> list[str]:
    choices = getattr(param.spec, "choices", ())
    if choices:
        return _starting(list(choices), start)
    if kind in ("file", "folder"):
        return [FILES]
    if kind == "filter":
        return _fields(start, book)
    if kind in _LISTS:
        return _starting(_LISTS[kind](), start)
    return _indexed(kind, start, book)


def _fields(start: str, book: str | None) -> list[str]:
    """Fields to filter by: the columns of a list, and keys of a file where no column begins so."""
    from plaincrm.index.filters import COLUMNS

    found = _starting([*COLUMNS, "tags"], start) or _indexed("field", start, book)
    return [f"{name}:" for name in found]


def _signed_tags(start: str, book: str | None) -> list[str]:
    """Tags with the sign that *start* has; ``-x`` is an option and so no tag."""
    sign = start[:1]
    if sign not in ("+", "-"):
        return []
    return [sign + tag for tag in _indexed("tag", start[1:], book) if sign == "+" or len(tag) > 1]


def _indexed(kind: str, start: str, book: str | None) -> list[str]:
    from plaincrm.index import complete as words

    return [word for word, _ in words.complete(_book(book), kind, start)] if kind in words.KINDS else []


def _formats() -> list[str]:
    from plaincrm.actions.exporting import FORMATS

    return list(FORMATS)


def _shells() -> list[str]:
    from plaincrm.cli.completion import SCRIPTS

    return list(SCRIPTS)


def _columns() -> list[str]:
    from plaincrm.index.listing import NAMES

    return [*NAMES, *(f"-{name}" for name in NAMES)]


_LISTS = {"format": _formats, "shell": _shells, "column": _columns}


def _book(named: str | None) -> Book:
    from pathlib import Path

    from plaincrm.book import Book

    return Book.find(Path(named) if named else None)


def _named_book(options: list[tuple[str, str | None]]) -> str | None:
    given = dict(options)
    return given.get("-C") or given.get("--book")


def _starting(words: list[str], start: str) -> list[str]:
    return [word for word in words if word.startswith(start)]
