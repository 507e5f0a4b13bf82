"""Text with delimiters (CSV, TSV and their kin) → one sheet."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from plaincrm.errors import InvalidDataError
from plaincrm.formats.decoding import decode
from plaincrm.formats.sheet import LARGEST_FILE, LONGEST_CELL, MOST_COLUMNS, Row, Sheet, refuse_many_lines

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_LOOKED_AT = 60  # rows from which the delimiter is told
_MOST_OPEN_QUOTES = 50


def read(content: bytes, *, region: str | None = None, encoding: str | None = None) -> list[Sheet]:
    """The rows of a text file with any delimiter, in any encoding that can be told.

    A quotation mark that is never closed spoils its own row only, which is then marked.
    Raises InvalidDataError (exit 4) for what is no text, or too large.
    """
    if len(content) > LARGEST_FILE:
        raise InvalidDataError(
            f"is larger than {LARGEST_FILE // 1_000_000} MB", hint="split it into several files"
        )
    text, said, guessed = decode(content, region=region, encoding=encoding)
    refuse_many_lines(text)
    lines = _lines(text)
    for number, line in enumerate(lines, 1):
        if len(line) > MOST_COLUMNS and max(map(line.count, DELIMITERS)) >= MOST_COLUMNS:
            raise InvalidDataError(
                f"line {number}: has more than {MOST_COLUMNS:,} cells",
                hint="leave out the columns you do not need",
            )
    delimiter = _delimiter(lines)
    rows = list(_rows(lines, delimiter))
    note = f"{said}{' (guessed)' if guessed else ''}, {DELIMITERS[delimiter]}"
    sample = next((line.strip() for line in lines if guessed and not line.isascii()), "")
    return [Sheet("", rows, (note, *([f"reads as: {sample[:60]}"] if sample else [])))]


def _lines(text: str) -> list[str]:
    """The lines with their ends: LF, CR LF, or CR alone; never what only looks like one (U+2028)."""
    found = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [f"{line}\n" for line in found[:-1]] + ([found[-1]] if found[-1] else [])


def _delimiter(lines: list[str]) -> str:
    """The delimiter by which the largest share of the rows comes out equally wide.

    A share, not a number: read by the wrong one, a cell of several lines falls into many rows.
    """
    counts = {delimiter: _agreement(lines, delimiter) for delimiter in DELIMITERS}
    return max(counts, key=lambda delimiter: counts[delimiter])


def _agreement(lines: list[str], delimiter: str) -> tuple[float, int]:
    """The share of the rows that agree on a width above one, and that width."""
    try:
        rows = list(islice(csv.reader(lines, delimiter=delimiter), _LOOKED_AT))
    except csv.Error:
        return 0.0, 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0, 0
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    return count / len(rows), width


def _rows(lines: list[str], delimiter: str) -> Iterator[Row]:
    start, repairs = 0, 0
    while start < len(lines):
        opened = yield from _until_open_quote(lines, start, delimiter)
        if opened is None:
            return
        repairs += 1
        if repairs > _MOST_OPEN_QUOTES:
            raise InvalidDataError(
                f"line {opened + 1}: quotation marks do not match, here and in many lines before",
                hint="export it again, with quotes doubled inside cells",
            )
        cells = lines[opened].rstrip("\n").split(delimiter)
        yield Row(opened + 1, cells, "a quotation mark is never closed")
        start = opened + 1


def _until_open_quote(lines: list[str], start: int, delimiter: str) -> Generator[Row, None, int | None]:
    """The rows from line *start*; returns the line where a quotation mark opens that nothing closes."""
    reader = csv.reader(islice(lines, start, None), delimiter=delimiter)
    first = start
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return None
        except csv.Error as error:
            raise InvalidDataError(
                f"line {first + 1}: a cell is longer than {LONGEST_CELL:,} characters",
                hint="a quotation mark may be open there",
            ) from error
        end = start + reader.line_num
        if (end == len(lines) or end - first > 1) and _is_open(lines[first:end], delimiter):
            return first
        yield Row(first + 1, cells)
        first = end


def _is_open(lines: list[str], delimiter: str) -> bool:
    """Whether quotation marks do not match: the text ends inside them, or goes on right behind them.

    Within one line the latter is a slip that spoils nothing; over several it has swallowed rows.
    """
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        odd = sum(line.count('"') for line in lines) % 2 == 1
        return len(lines) > 1 or odd or "unexpected end" in str(error)
    return False
