"""``csv`` and ``tsv``: for spreadsheets and scripts, no cell of which a spreadsheet may run."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.output.look import Look
    from plaincrm.table import Table, Value

_NUMBER = r"[+-][0-9]+([.,][0-9]+)*([eE][+-]?[0-9]+)?%?"
_GUARDED = frozenset("=@\t\r+-'")
_PHONE = r"[+-](?=(?:[^0-9]*[0-9]){5})[0-9 ()./-]*[0-9]( ?(ext\.?|x|转|#) ?[0-9]+)?"


def render_csv(table: Table, _look: Look) -> str:
    """Header and rows; absent is empty, money exact, shares as fractions, lines end in a line feed."""
    return delimited(table, ",")


def render_tsv(table: Table, _look: Look) -> str:
    """The same with tabs between the cells."""
    return delimited(table, "\t")


def guard(text: str) -> str:
    """*text* with a ``'`` before it when a spreadsheet would take it for a formula.

    One that has such a mark of its own gets another, so that taking one away gives the text again.
    """
    if text[:1] in ("=", "@", "\t", "\r") or (text[:1] == "'" and guard(text[1:]) != text[1:]):
        return "'" + text
    if text[:1] in ("+", "-") and not re.fullmatch(f"{_NUMBER}|{_PHONE}", text):
        return "'" + text
    return text


def delimited(table: Table, delimiter: str, *, raw: bool = False) -> str:
    """Header and rows between *delimiter*; *raw* leaves cells without guards, for programs only."""
    import csv

    lines = _Lines()
    # with \n as its line end the module would leave a bare \r in a cell unquoted
    writer = csv.writer(lines, delimiter=delimiter, lineterminator="\r\n")
    names = [column.name for column in table.columns]
    writer.writerow(names if raw else map(guard, names))
    columns = [_column(values, raw=raw) for values in zip(*table.rows, strict=True)]
    writer.writerows(zip(*columns, strict=True))
    return "".join(lines)


def _column(values: Sequence[Value], *, raw: bool) -> Sequence[Value]:
    """The cells of one column; texts, whole numbers and what is absent the csv module writes as they are."""
    types = set(map(type, values))
    if not types <= {str, int, type(None)}:
        values = [value if isinstance(value, str) else _cell(value) for value in values]
    if raw or str not in types or _GUARDED.isdisjoint({str(value)[:1] for value in values}):
        return values
    return [guard(value) if isinstance(value, str) else value for value in values]


class _Lines(list[str]):
    """Takes the lines of a csv writer, each ended by a line feed."""

    def write(self, line: str) -> None:
        self.append(line.removesuffix("\r\n") + "\n")


def _cell(value: Value) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else format(value, "f")
