"""The reports' SQL to be run elsewhere: parameters filled in, the moment read from the table `moment`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.reports.ask import read_ask
from plaincrm.reports.catalogue import BUILT_IN
from plaincrm.reports.header import read_header
from plaincrm.reports.query_text import FOLDER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaincrm.reports.param import Value

# What is no parameter although a colon is in it, and then a parameter.
_WORD = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|/\*.*?\*/|::|:(\w+)""", re.DOTALL)
_OF_MOMENT = ("asof", "asof_day", "from_day", "to_day")


def report_files(own_dir: Path | None = None) -> dict[str, Path]:
    """The SQL file of each report that has one: the built-in ones, shadowed by the book's own."""
    here = FOLDER.parent
    files = {name: here / file for name, file in BUILT_IN.items() if file.endswith(".sql")}
    files |= {file.stem: file for file in FOLDER.glob("*.sql")}
    if own_dir is not None and own_dir.is_dir():
        files |= {file.stem: file for file in own_dir.glob("*.sql") if file.name[0] not in "._"}
    return dict(sorted(files.items()))


def portable_report(name: str, file: Path, settings: Mapping[str, str]) -> str:
    """The SQL of a report without parameters: options have their defaults, as literals.

    Raises InvalidDataError (exit 4) where the header of the user's own cannot be read.
    """
    text = file.read_text(encoding="utf-8-sig")
    ask = read_ask(read_header(text, path=file.name).params, {}, name=name, settings=settings)
    bound = ask.bound()

    def filled(match: re.Match[str]) -> str:
        word = match[1]
        if word in _OF_MOMENT:
            return f"(SELECT m.{word} FROM moment m)"
        return _literal(bound[word]) if word in bound else match[0]

    return _WORD.sub(filled, text)


def _literal(value: Value) -> str:
    if value is None:
        return "NULL"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)
