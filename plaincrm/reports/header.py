"""The header of a report in SQL: comment lines ``-- key: value`` above the SELECT."""

from __future__ import annotations

import re
from typing import NamedTuple

from plaincrm.errors import CrmError, InvalidDataError, Problem
from plaincrm.reports.param import KINDS, Param
from plaincrm.reports.shape import read_columns

_LINE = re.compile(r"--\s*([a-z-]+):\s*(.*?)\s*$")
_PARAM = re.compile(r"(\S+)\s+(\S+)\s+(\S+)(?:\s+(.*))?$")
_NAME = re.compile(r"[a-z][a-z0-9_]*$")
_NO_DEFAULT = "-"


class Header(NamedTuple):
    """What a SQL report says of itself; *columns* is empty where the query's own names serve."""

    title: str
    title_zh: str
    about: str
    columns: str
    counted: str
    notes: tuple[str, ...]
    params: tuple[Param, ...]


def read_header(text: str, *, path: str) -> Header:
    """The header of a SQL file; InvalidDataError (exit 4) naming the lines that cannot be read."""
    facts: dict[str, str] = {}
    notes: list[str] = []
    params: list[Param] = []
    problems: list[Problem] = []
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        if line.strip() and not line.startswith("--"):
            break
        match = _LINE.match(line)
        if match is None:
            continue
        key, value = match.groups()
        try:
            if key == "param":
                params.append(read_param(value))
            elif key == "note":
                notes.append(value)
            else:
                facts[key] = value
            if key == "columns":
                read_columns(value)
        except CrmError as error:
            problems.append(Problem(path, number, key, error.message, error.hint))
    if problems:
        raise InvalidDataError(f"{path} has errors in its header", problems=problems)
    return Header(
        facts.get("title", ""),
        facts.get("title-zh", ""),
        facts.get("about", ""),
        facts.get("columns", ""),
        facts.get("n", ""),
        tuple(notes),
        tuple(params),
    )


def read_param(text: str) -> Param:
    """The Param in ``days integer 180  how long counts as silent``; ``-`` means no default.

    Choices are written with bars: ``by month|quarter month  what to group by``.
    """
    match = _PARAM.match(text)
    if match is None:
        raise InvalidDataError(
            f'"{text}" is not a parameter',
            hint="write: name type default  about, such as: days integer 180  how long counts as silent",
        )
    name, kind, default, about = match.groups()
    if not _NAME.match(name):
        raise InvalidDataError(f'"{name}" is not a name', hint="use a-z, 0-9 and _, beginning with a letter")
    choices = tuple(kind.split("|")) if "|" in kind else ()
    if not choices and kind not in KINDS[:-1]:
        raise InvalidDataError(
            f'"{kind}" is not a type', hint="one of " + ", ".join(KINDS[:-1]) + ", or choices: a|b|c"
        )
    param = Param(name, "choice" if choices else kind, None, choices, about or "")
    if default == _NO_DEFAULT:
        return param
    return param._replace(default=default if param.kind == "date" else param.read(default))
