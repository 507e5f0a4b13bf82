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
    try:
        candidates = _candidates(done, start)
    except CrmError:
        return 0
    print("\n".join(dict.fromkeys(candidates)))
    return 0


def _candidates(done: list[str], start: str) -> list[str]:
    from plaincrm.cli import commands, parse

    line = parse.first_words(done)
    first = line.words[0] if line.words else ""
    if not first:
        return _starting(sorted({words.split()[0] for words in commands.WORDS}), start)
    if first in commands.families() and len(line.words) == 1 and not start.startswith("-"):
        seconds = [words.split()[1] for words in commands.WORDS if words.startswith(f"{first} ")]
        return _starting([*seconds, *_reports(first)], start)
    command = _command(done, line.words)
    return [] if command is None else _of_command(command, done, start, _named_book(line.options))


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
    from plaincrm.cli import parse

    options = {name: param for param in command.options for name in param.names}
    before = options.get(done[-1]) if done else None
    if before is not None and before.takes_value:
        return _values(before, start, book)
    if start.startswith("-"):
        return _starting(sorted(name for name in options if name.startswith("--")), start)
    given = len(parse.split(done, command.options).words) - len(command.words.split())
    arguments = command.arguments
    if not arguments:
        return []
    here = arguments[min(given, len(arguments) - 1)]
    if here.kind == "many" and given >= len(arguments) and here.spec.complete == "who":
        return []  # set WHO …: only the first word is a customer
    return _values(here, start, book)


def _values(param: Param, start: str, book: str | None) -> list[str]:
    choices = getattr(param.spec, "choices", ())
    if choices:
        return _starting(list(choices), start)
    if param.spec.complete == "folder":
        return [FILES]
    from plaincrm.index import complete as words

    kind = param.spec.complete
    return [word for word, _ in words.complete(_book(book), kind, start)] if kind in words.KINDS else []


def _book(named: str | None) -> Book:
    from pathlib import Path

    from plaincrm.book import Book

    return Book.find(Path(named) if named else None)


def _named_book(options: list[tuple[str, str | None]]) -> str | None:
    given = dict(options)
    return given.get("-C") or given.get("--book")


def _starting(words: list[str], start: str) -> list[str]:
    return [word for word in words if word.startswith(start)]
