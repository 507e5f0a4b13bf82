"""Workbooks (XLSX, XLS, ODS) → their sheets, every cell as the text that a person would type."""

from __future__ import annotations

import contextlib
import faulthandler
import io
import os
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from plaincrm.errors import InvalidDataError, OutsideError
from plaincrm.formats.sheet import LARGEST_FILE, LONGEST_CELL, MOST_CELLS, MOST_ROWS, Row, Sheet
from plaincrm.formats.workbook.inside import look_inside, refuse_vast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.formats.workbook.inside import Cells

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_MOST_MEMORY = 1_500_000_000  # bytes
_MOST_TIME = 30  # seconds of a processor


def is_workbook(content: bytes) -> bool:
    """Whether the bytes begin like a workbook."""
    return content.startswith((ZIP, OLE))


def read(content: bytes) -> list[Sheet]:
    """The sheets that hold anything; InvalidDataError (exit 4) for a damaged or hostile file."""
    if len(content) > LARGEST_FILE:
        raise InvalidDataError(
            f"is larger than {LARGEST_FILE // 1_000_000} MB", hint="split it, or export it as CSV"
        )
    if content.startswith(OLE) and _LOCKED in content:
        raise InvalidDataError("is locked with a password", hint="save it without one")
    return [sheet for sheet in _apart(content) if any(not row.is_blank for row in sheet.rows)]


def _apart(content: bytes) -> list[Sheet]:
    """The sheets, read in a process of its own with bounded memory and time.

    A damaged workbook may say that it needs many gigabytes; where they are not there the reader ends its
    process.
    """
    from plaincrm.book.processes import spread

    try:
        (sheets,) = spread(_bounded, [content])
    except OutsideError as error:
        raise InvalidDataError(
            "is no sound workbook, or larger than it seems", hint="save it again, or export it as CSV"
        ) from error
    return sheets


def _bounded(content: bytes) -> list[Sheet]:
    _bound()
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # its last words are no message of ours
    try:
        return _sheets(content, look_inside(content) if content.startswith(ZIP) else {})
    except MemoryError as error:
        raise InvalidDataError("needs more memory than plaincrm takes", hint="export it as CSV") from error


def _bound() -> None:
    """Let this process have so much memory and time and no more, and leave no image of itself behind."""
    try:
        import resource
    except ImportError:  # Windows
        return
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: _MOST_TIME,
        resource.RLIMIT_AS: _MOST_MEMORY,
    }
    for kind, most in bounds.items():
        with contextlib.suppress(ValueError, OSError):  # less is allowed already
            resource.setrlimit(kind, (most, most))


def _sheets(content: bytes, valueless: dict[str, Cells]) -> list[Sheet]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sizes: list[tuple[int, int]] = []
        return [_sheet(book, name, valueless.get(name, []), sizes) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise InvalidDataError(
            f"is no sound workbook: {error}", hint="save it again, or export it as CSV"
        ) from error


def _sheet(book: Any, name: str, unknown: Cells, sizes: list[tuple[int, int]]) -> Sheet:
    """One sheet; *sizes* are those of the sheets before, with which it must not be too much."""
    sheet = book.get_sheet_by_name(name)
    height, width = (place + 1 for place in sheet.end or (-1, -1))
    sizes.append((height, width))
    refuse_vast(sizes)
    if height > MOST_ROWS:
        raise InvalidDataError(
            f"sheet {name} has more than {MOST_ROWS:,} rows", hint="export it as CSV and split it"
        )
    rows = [Row(number, cells, is_padded=True) for number, cells in enumerate(_rows(sheet), 1)]
    rows = _marked(rows, unknown)
    _fill_down(rows, getattr(sheet, "merged_cell_ranges", None) or ())
    notes = ["is hidden in the workbook"] if _is_hidden(book, name) else []
    return Sheet(name, rows, tuple(notes))


def _marked(rows: list[Row], unknown: Cells) -> list[Row]:
    """The rows with what is unknown in them; whatever an error is shown as is no text of the sheet."""
    places: dict[int, set[int]] = {}
    for row, column in unknown:
        places.setdefault(row, set()).add(column)
    for number in places.keys() & set(range(len(rows))):
        cells = ["" if column in places[number] else cell for column, cell in enumerate(rows[number].cells)]
        rows[number] = rows[number]._replace(cells=cells, unknown=frozenset(places[number]))
    return rows


def _is_hidden(book: Any, name: str) -> bool:
    return any(each.name == name and str(each.visible).endswith("Hidden") for each in book.sheets_metadata)


def _fill_down(rows: list[Row], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """Write what stands in a cell merged over several rows into each: whose rows they are.

    Only words without a digit: an amount or a number stands there once.
    """
    filled = 0
    for (first, column), (last, _) in merged:
        text = rows[first].cells[column] if first < len(rows) and column < len(rows[first].cells) else ""
        if not text or any(map(str.isdigit, text)):
            continue
        below = rows[first + 1 : last + 1]
        filled += len(below)
        if filled > MOST_CELLS:  # which lie over each other then
            raise InvalidDataError("has too many merged cells", hint="split them, or export it as CSV")
        for row in below:
            row.cells.extend("" for _ in range(column + 1 - len(row.cells)))
            row.cells[column] = row.cells[column] or text


def _rows(sheet: Any) -> Iterator[list[str]]:
    # with empty areas kept above and to the left, row numbers are those of the program
    for cells in sheet.to_python(skip_empty_area=False):
        texts = [_text(cell) for cell in cells]
        while texts and not texts[-1]:
            texts.pop()
        if any(len(text) > LONGEST_CELL for text in texts):
            raise InvalidDataError(f"a cell is longer than {LONGEST_CELL:,} characters", hint="shorten it")
        yield texts


def _text(cell: Any) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else _decimal(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _decimal(number: float) -> str:
    """The shortest text of a float, without an exponent: what was typed, not 0.30000000000000004."""
    from decimal import Decimal

    return format(Decimal(f"{number:.15g}"), "f")
