"""Workbooks (XLSX, XLS, ODS) → their sheets, every cell as the text that a person would type."""

from __future__ import annotations

import contextlib
import io
import os
import re
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from plaincrm.errors import InvalidDataError, OutsideError
from plaincrm.formats.sheet import LARGEST_FILE, LONGEST_CELL, MOST_ROWS, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
# What the standard library raises for bytes that are no sound archive.
_DAMAGES = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError)
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others burst before their size can be seen
_LARGEST_UNPACKED = 150_000_000
_LARGEST_SHEET = 60_000_000
_MOST_CELLS = 5_000_000
_MOST_MEMORY = 1_500_000_000  # bytes


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
    sheets = _apart(content) if content.startswith(OLE) else _sheets(content, _look_inside(content))
    return [sheet for sheet in sheets if any(not row.is_blank for row in sheet.rows)]


def _apart(content: bytes) -> list[Sheet]:
    """The sheets of an old workbook, read in a process of its own with bounded memory.

    A damaged one may say that it needs many gigabytes; where they are not there the reader ends its process.
    """
    from plaincrm.book.processes import spread

    try:
        (sheets,) = spread(_bounded, [content])
    except OutsideError as error:
        raise InvalidDataError("is no sound workbook", hint="save it again, or export it as CSV") from error
    return sheets


def _bounded(content: bytes) -> list[Sheet]:
    with contextlib.suppress(ImportError, ValueError, OSError):  # not on Windows; or less is allowed already
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # its last words are no message of ours
    return _sheets(content, {})


def _sheets(content: bytes, valueless: dict[str, list[tuple[int, int]]]) -> list[Sheet]:
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [_sheet(book, name, valueless) for name in book.sheet_names]
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise InvalidDataError(
            f"is no sound workbook: {error}", hint="save it again, or export it as CSV"
        ) from error


def _look_inside(content: bytes) -> dict[str, list[tuple[int, int]]]:
    """Refuses what would burst when unpacked; gives the cells without a value, by part."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            sizes = [part.file_size for part in parts]
            if sum(sizes) > _LARGEST_UNPACKED or max(sizes, default=0) > _LARGEST_SHEET:
                raise InvalidDataError(
                    f"unpacks to {sum(sizes) // 1_000_000} MB, more than plaincrm takes",
                    hint="export the sheet as CSV and split it",
                )
            if any(part.compress_type not in _USUAL for part in parts):
                raise InvalidDataError(
                    "is packed as no spreadsheet program does it", hint="save it again, or export it as CSV"
                )
            if any(part.flag_bits & 1 for part in parts):
                raise InvalidDataError("is locked with a password", hint="save it without one")
            _refuse_vast_sheets(packed)
            return _cells_without_value(packed)
    except _DAMAGES as error:
        raise InvalidDataError(f"is no sound workbook: {error}", hint="save it again") from error


def _refuse_vast_sheets(packed: zipfile.ZipFile) -> None:
    """The reader makes room for all cells up to the last one, which may stand at XFD1048576 alone."""
    for name in packed.namelist():
        measure = next((made for shape, made in _MEASURED if re.fullmatch(shape, name)), None)
        if measure is None:
            continue
        with packed.open(name) as part:
            height, width = measure(part.read(_LARGEST_SHEET))
        if height * width > _MOST_CELLS:
            raise _vast(height, width)


def _vast(height: int, width: int, sheet: str = "") -> InvalidDataError:
    where = f"sheet {sheet}: " if sheet else "a sheet "
    return InvalidDataError(
        f"{where}has {height:,} × {width:,} cells, more than plaincrm takes",
        hint="delete what is empty to the right and below, or export it as CSV",
    )


def _size_of_xlsx(text: bytes) -> tuple[int, int]:
    """Rows and columns up to the last cell in which something stands."""
    columns: set[bytes] = set()
    height = 0
    for found in _CELL.finditer(text):
        columns.add(found[1])
        height = max(height, int(found[2]))
    return height, max(map(_column_number, columns), default=0)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _size_of_ods(text: bytes) -> tuple[int, int]:
    """The same of the largest sheet, where one cell or row may stand for many."""
    sizes = map(_size_of_table, text.split(b"<table:table ")[1:])
    return max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))


def _size_of_table(text: bytes) -> tuple[int, int]:
    height = width = above = 0
    for row in _ODS_ROW.finditer(text):
        times = _times(_ODS_ROWS.search(row[1]))
        cells = list(_ODS_CELL.finditer(row[2] or b""))
        filled = [place for place, cell in enumerate(cells) if not cell[0].endswith(b"/>")]
        if filled:
            height = above + times
            width = max(width, sum(_times(_ODS_COLUMNS.search(cell[0])) for cell in cells[: filled[-1] + 1]))
        above += times
    return height, width


def _times(repeated: re.Match[bytes] | None) -> int:
    return int(repeated[1]) if repeated else 1


_CELL = re.compile(rb'<c\s[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*(?<!/)>')
_WHOLE_CELL = re.compile(rb'<c\s([^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*)(?<!/)>(.*?)</c>', re.DOTALL)
_ODS_ROW = re.compile(rb"<table:table-row\b([^>]*?)(?:/>|>(.*?)</table:table-row>)", re.DOTALL)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b[^>]*>")
_ODS_ROWS = re.compile(rb'number-rows-repeated="([0-9]{1,9})"')
_ODS_COLUMNS = re.compile(rb'number-columns-repeated="([0-9]{1,9})"')
_MEASURED = ((r"xl/worksheets/[^/]+\.xml", _size_of_xlsx), (r"content\.xml", _size_of_ods))


def _cells_without_value(packed: zipfile.ZipFile) -> dict[str, list[tuple[int, int]]]:
    """Of each worksheet part the cells (row, column, from 0) of formulas never calculated, and of errors."""
    found = {}
    for name in packed.namelist():
        if re.fullmatch(r"xl/worksheets/sheet[0-9]+\.xml", name):
            with packed.open(name) as part:
                text = part.read(_LARGEST_SHEET)
            if b"<f" in text or b't="e"' in text:
                found[name] = [
                    (int(cell[3]) - 1, _column_number(cell[2]) - 1)
                    for cell in _WHOLE_CELL.finditer(text)
                    if _has_no_value(cell[1], cell[4])
                ]
    return found


def _has_no_value(attributes: bytes, inside: bytes) -> bool:
    if b't="e"' in attributes:
        return True
    # a text may be empty, which is a value
    return b"<f" in inside and b't="str"' not in attributes and not re.search(rb"<v>[^<]", inside)


def _sheet(book: Any, name: str, valueless: dict[str, list[tuple[int, int]]]) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    if sheet.height * sheet.width > _MOST_CELLS or sheet.height > MOST_ROWS:
        raise _vast(sheet.height, sheet.width, name)
    unknown = valueless.get(f"xl/worksheets/sheet{book.sheet_names.index(name) + 1}.xml", [])
    rows = [Row(number, cells, is_padded=True) for number, cells in enumerate(_rows(sheet), 1)]
    rows = _marked(rows, unknown)
    _fill_down(rows, getattr(sheet, "merged_cell_ranges", None) or ())
    notes = ["is hidden in the workbook"] if _is_hidden(book, name) else []
    return Sheet(name, rows, tuple(notes))


def _marked(rows: list[Row], unknown: list[tuple[int, int]]) -> list[Row]:
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
    for (first, column), (last, _) in merged:
        text = rows[first].cells[column] if first < len(rows) and column < len(rows[first].cells) else ""
        if not text or any(map(str.isdigit, text)):
            continue
        for row in rows[first + 1 : last + 1]:
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
