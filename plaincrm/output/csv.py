"""``csv`` and ``tsv``: for spreadsheets and scripts, no cell of which a spreadsheet may run."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaincrm.output.look import Look
    from plaincrm.table import Table, Value

_NUMBER = r"[+-][0-9]+([.,][0-9]+)*([eE][+-]?[0-9]+)?%?"
_PHONE = r"[+-](?=(?:[^0-9]*[0-9]){5})[0-9 ()./-]*[0-9]( ?(ext\.?|x|转|#) ?[0-9]+)?"


def render_csv(table: Table, _look: Look) -> str:
    """Header and rows; absent is empty, money exact, shares as fractions, lines end in a line feed."""
    return delimited(table, ",")


def render_tsv(table: Table, _look: Look) -> str:
    """The same with tabs between the cells."""
    return delimited(table, "\t")


def guard(text: str) -> str:
    """*text* with a ``'`` before it when a spreadsheet would take it for a formula."""
    if text[:1] in ("=", "@", "\t", "\r"):
        return "'" + text
    if text[:1] in ("+", "-") and not re.fullmatch(f"{_NUMBER}|{_PHONE}", text):
        return "'" + text
    return text


def delimited(table: Table, delimiter: str, *, raw: bool = False) -> str:
    """Header and rows between *delimiter*; *raw* leaves cells without guards, for programs only."""
    import csv

    shown = str if raw else guard
    lines = _Lines()
    # with \n as its line end the module would leave a bare \r in a cell unquoted
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([shown(column.name) for column in table.columns])
    for row in table.rows:
        writer.writerow([shown(_cell(value)) if isinstance(value, str) else _cell(value) for value in row])
    return "".join(lines)


class _Lines(list[str]):
    """Takes the lines of a csv writer, each ended by a line feed."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def _cell(value: Value) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)
