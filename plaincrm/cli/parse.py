"""From the words on the command line to a command and its values, options anywhere.

``-x`` is an option, ``-word`` of two letters or more is a tag, ``-5`` a number, ``--`` ends the
options. An option is never another's value (``--via=--keep`` says that it is). What this parser
finds wrong it leaves to Typer's face, which words the error.
"""

from typing import Any, NamedTuple

from plaincrm.cli.spec import COMMON, Command, Param

HELP = ("-h", "--help")


class Line(NamedTuple):
    """A command line taken apart: positional words, and options with their values in order.

    *lacking* is the first option that wants a value and has none.
    """

    words: list[str]
    options: list[tuple[str, str | None]]
    lacking: str | None = None

    def canonical(self) -> list[str]:
        """The same line with the options first and ``--`` before the words, as any parser takes it.

        An option that lacks its value comes last, where every parser must see that.
        """
        flat: list[str] = []
        for name, value in self.options:
            flat += [name] if value is None else [name, value]
        return [*flat, self.lacking] if self.lacking else [*flat, "--", *self.words]

    @property
    def asks_help(self) -> bool:
        """Whether help is asked for, whatever else the line says."""
        return any(name in HELP for name, _ in self.options)


class NotPlainError(Exception):
    """The line is not one that can be bound without a question; Typer's face tells the user why."""


def split(argv: list[str], options: list[Param]) -> Line:
    """Take *argv* apart by the given options; an unknown option keeps its place, without a value."""
    known = {name: param for param in options for name in param.names}
    words: list[str] = []
    found: list[tuple[str, str | None]] = []
    lacking: list[str] = []
    rest = list(argv)
    while rest:
        token = rest.pop(0)
        if token == "--":
            words += rest
            break
        if not is_option(token):
            words.append(token)
            continue
        name, equals, value = token.partition("=")
        param = known.get(name)
        if equals:
            found.append((name, value))
        elif param is None or not param.takes_value:
            found.append((name, None))
        elif getattr(param.spec, "maybe", None) is not None:
            found.append((name, rest.pop(0) if _follows(rest, param) else param.spec.maybe))  # type: ignore[union-attr]
        elif rest and not _is_one_of(known, rest[0]):
            found.append((name, rest.pop(0)))
        else:
            lacking.append(name)
    return Line(words, found, lacking[0] if lacking else None)


def is_option(token: str) -> bool:
    """Whether a word is an option: ``--name``, or ``-x`` with one letter."""
    if token.startswith("--"):
        return len(token) > 2
    return len(token) == 2 and token[0] == "-" and not token[1].isdigit()


def _is_one_of(known: dict[str, Param], token: str) -> bool:
    """Whether a word is an option of this line or ends the options, and so is no value."""
    return token == "--" or token.partition("=")[0] in (*known, *HELP)


def _follows(rest: list[str], param: Param) -> bool:
    """Whether the next word is the value of an option that may stand alone: it must read as one."""
    if not rest or is_option(rest[0]) or param.spec.read is None:
        return False
    from plaincrm.errors import CrmError

    try:
        param.spec.read(rest[0])
    except CrmError:
        return False
    return True


def first_words(argv: list[str]) -> Line:
    """The line as far as the options of every command allow: enough to find the command."""
    return split(argv, list(COMMON))


def bind(command: Command, line: Line) -> dict[str, Any]:
    """The values of *line* by parameter name; NotPlainError when anything is missing or left over."""
    if line.lacking:
        raise NotPlainError
    values = {param.name: param.default for param in command.params}
    values.update({param.name: param.default for param in command.options})
    _bind_options(command, line, values)
    _bind_words(command, line.words, values)
    return values


def _bind_options(command: Command, line: Line, values: dict[str, Any]) -> None:
    known = {name: param for param in command.options for name in param.names}
    for name, value in line.options:
        param = known.get(name)
        if param is None or param.takes_value != (value is not None):
            raise NotPlainError
        if param.kind == "many":
            values[param.name] = [*(values[param.name] or []), value]
        else:
            values[param.name] = True if param.kind == "flag" else value
        choices = getattr(param.spec, "choices", ())
        if choices and value not in choices:
            raise NotPlainError
    if any(param.required and values[param.name] is None for param in command.options):
        raise NotPlainError


def _bind_words(command: Command, words: list[str], values: dict[str, Any]) -> None:
    left = list(words)
    for param in command.arguments:
        if param.kind == "many":
            values[param.name], left = left, []
        elif left:
            values[param.name] = left.pop(0)
        if param.required and not values[param.name]:
            raise NotPlainError
    if left:
        raise NotPlainError
