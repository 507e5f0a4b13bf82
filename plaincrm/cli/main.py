"""Finds the command of a line, calls it, and turns every ending into an exit code."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any

from plaincrm.errors import CrmError, InvalidDataError, UsageError

if TYPE_CHECKING:
    from plaincrm.cli.parse import Line
    from plaincrm.cli.spec import Command


def main() -> None:
    """Run the command line of this process and exit."""
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        _close_quietly()
    except OSError as error:
        code = _end(error, [])
    gc.freeze()  # the process ends: its memory goes back as it is, without a last search for garbage
    sys.exit(code)


def run(argv: list[str]) -> int:
    """Run one command line and give its exit code; errors are told on standard error."""
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    try:
        return dispatch(argv)
    except CrmError as error:
        tell(error)
        return error.exit_code
    except KeyboardInterrupt:
        print("\ninterrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        _close_quietly()
        return 0
    except Exception as error:
        return _end(error, argv)


def dispatch(argv: list[str]) -> int:
    """Find the command of *argv* and call it."""
    from plaincrm.cli import parse

    if argv[:1] == ["__complete"]:
        from plaincrm.cli.complete import complete

        return complete(argv[1:])
    line = parse.first_words(argv)
    if not line.words:
        return _without_command(line)
    command = find_command(argv, line)
    if command is None:
        return _show_help(family=line.words[0])
    if line.asks_help:
        return _through_typer(command, parse.Line([], [("--help", None)]))
    line = parse.split(argv, command.options)
    line = line._replace(words=_without(command.words.split(), line.words))
    try:
        values = parse.bind(command, line)
    except parse.NotPlainError:
        return _through_typer(command, line)
    return call(command, values)


def find_command(argv: list[str], line: Line) -> Command | None:
    """The command that the first words name; None for a family's name alone, as in ``deal``."""
    from plaincrm.cli import commands

    first = line.words[0]
    second = line.words[1] if len(line.words) > 1 else ""
    if first == "report":
        from plaincrm.cli.report import report_command

        return report_command(argv)
    if f"{first} {second}" in commands.WORDS:
        return commands.load(f"{first} {second}")
    if first in commands.WORDS:
        return commands.load(first)
    if first in commands.families():
        if second:
            raise _unknown(f"{first} {second}")
        return None
    raise _unknown(first)


def call(command: Command, values: dict[str, Any]) -> int:
    """Call *command* with the values of a command line; its function gives an exit code or None."""
    from plaincrm.cli.session import Session
    from plaincrm.cli.spec import common_options

    common = {param.name: values.pop(param.name) for param in common_options(command.writes)}
    for param in command.params:
        reader = param.spec.read
        value = values[param.name]
        if reader is not None and value is not None:
            values[param.name] = [reader(item) for item in value] if param.kind == "many" else reader(value)
    session = Session(common)
    try:
        return int(command.function(session, **values) or 0)
    finally:
        session.close()


def tell(error: CrmError) -> None:
    """Print an error in the one shape: what and where, then the hint."""
    from plaincrm.output.escape import escape

    problems = error.problems if isinstance(error, InvalidDataError) else []
    lines = [(str(problem), problem.hint) for problem in problems] or [(error.message, error.hint)]
    for message, hint in lines:
        print("\n".join(escape(part) for part in message.split("\n")), file=sys.stderr)
        if hint:
            print(f"hint: {escape(hint)}", file=sys.stderr)


def _without_command(line: Line) -> int:
    from plaincrm.cli import parse
    from plaincrm.cli.spec import describe
    from plaincrm.cli.today import today

    if line.asks_help:
        return _show_help()
    command = describe("", today, writes=False, group="")
    try:
        return call(command, parse.bind(command, line))
    except parse.NotPlainError:
        return _through_typer(command, line)


def _show_help(family: str | None = None) -> int:
    from plaincrm.cli import commands, face

    every = [commands.load(words) for words in commands.WORDS]
    if family is not None:
        every = [command for command in every if command.words.split()[0] == family]
    return _typer(face.whole(every, call), [family, "--help"] if family else ["--help"])


def _through_typer(command: Command, line: Line) -> int:
    """Let Typer read the line: it prints the help, or words what is wrong."""
    from plaincrm.cli import face

    return _typer(face.single(command, call), line.canonical(), name=f"plaincrm {command.words}".strip())


def _typer(app: Any, args: list[str], name: str = "plaincrm") -> int:
    try:
        return int(app(args, prog_name=name, standalone_mode=False) or 0)
    except Exception as error:
        if not hasattr(error, "format_message"):
            raise
        said = error.format_message()
        quotes = 'several words go into quotes, as in "web shop" · ' if "extra argument" in said else ""
        raise UsageError(said, hint=f"{quotes}{name} --help") from error


# what other programs call it, and what it is here
_ELSEWHERE = {
    "delete": "remove",
    "rm": "remove",
    "new": "add",
    "search": "find",
    "grep": "find",
    "note": "log",
    "tag": "set WHO +TAG",
    "unarchive": "unset WHO archived",
    "help": "--help",
    "diff": "history",
}


def _unknown(words: str) -> UsageError:
    import difflib

    from plaincrm.cli import commands

    names = [*commands.WORDS, *commands.families()]
    here = _ELSEWHERE.get(words)
    near = [here] if here else difflib.get_close_matches(words, names, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else "plaincrm --help lists the commands"
    return UsageError(f'there is no command "{words}"', hint=hint)


def _without(words: list[str], line: list[str]) -> list[str]:
    return line[len(words) :] if line[: len(words)] == words else line


def _end(error: Exception, argv: list[str]) -> int:
    """The exit code for what nobody foresaw: the system refuses something, or this is a bug."""
    from plaincrm.cli.bug import report_bug
    from plaincrm.cli.outside import refusal

    told = refusal(error) if isinstance(error, OSError) else None
    if told is None:
        return report_bug(error, argv)
    if isinstance(error, OSError) and error.filename is None:
        _close_quietly()
    tell(told)
    return told.exit_code


def _open_what_is_closed() -> None:
    # A stream that the shell closed (>&-) is none to Python, and the next file would get its number.
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode))  # noqa: PTH123, SIM115  stays open to the end


def _close_quietly() -> None:
    # The reader went away; what is left in the buffer must not raise when Python closes it.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
