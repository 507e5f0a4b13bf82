"""XLSX: sheets of typed columns with frozen, filtered heads, drop-downs, formulas and fitting widths."""

from __future__ import annotations

import math
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Cell: TypeAlias = "str | int | float | Decimal | date | Formula | None"

_WIDEST, _NARROWEST = 60, 6
_SPARE_ROWS = 1000  # below the last one, where drop-downs work too
_MOST_CHOICES = 255  # the characters that a drop-down may hold, by the file format
_EXACT_DIGITS = 15  # of a number that a spreadsheet keeps; a longer one stays text
LONGEST_TEXT = 32_767
"""The characters of a text that a cell holds; a longer one is cut."""


class Formula(NamedTuple):
    """A formula, and its value for programs that do not calculate."""

    text: str
    value: float | str


class Heading(NamedTuple):
    """A column: what stands above it, the kind of its cells (as in Column), what its drop-down offers."""

    text: str
    kind: str = "text"
    choices: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """A sheet; its rows may be shorter than its headings."""

    name: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Cell]]


def write(sheets: Iterable[Sheet], *, width: Callable[[str], int], made: date) -> bytes:
    """A workbook; *width* measures a text in columns. The same sheets and day give the same bytes.

    Texts are never formulas, whatever they begin with: they are marked as text for whoever edits them.
    """
    import xlsxwriter

    content = BytesIO()  # the rows go to a file of the system meanwhile, one by one
    book = xlsxwriter.Workbook(content, {"constant_memory": True})
    book.set_properties({"created": datetime(made.year, made.month, made.day)})  # noqa: DTZ001  the format's way
    looks = _looks(book)
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.name), sheet, looks, width)
    book.close()
    return content.getvalue()


def _looks(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bg_color": "#DDE6F0", "bottom": 1, "quote_prefix": False}),
        "text": book.add_format({"num_format": "@"}),
        "guarded": book.add_format({"num_format": "@", "quote_prefix": True}),
        "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        "money": book.add_format({"num_format": "#,##0.00##"}),
        "share": book.add_format({"num_format": "0.0%"}),
        "number": None,
        "int": None,
    }


def _write_sheet(into: Any, sheet: Sheet, looks: dict[str, Any], width: Callable[[str], int]) -> None:
    last = max(len(sheet.rows), 1)
    into.freeze_panes(1, 1)
    into.autofilter(0, 0, last, len(sheet.headings) - 1)
    for place, heading in enumerate(sheet.headings):
        into.write_string(0, place, heading.text, looks["head"])
        cells = (row[place] for row in sheet.rows if place < len(row))
        widest = max((width(line) for cell in cells for line in _shown(cell)), default=0)
        room = min(_WIDEST, max(_NARROWEST, widest + 2, width(heading.text) + 4))  # + the filter's button
        into.set_column(place, place, room, looks[heading.kind])
        if heading.choices and len(",".join(heading.choices)) <= _MOST_CHOICES:
            offer = {"validate": "list", "source": list(heading.choices), "error_type": "warning"}
            into.data_validation(1, place, last + _SPARE_ROWS, place, offer)
    for number, row in enumerate(sheet.rows, 1):
        for place, cell in enumerate(row):
            _write_cell(into, number, place, cell, looks, sheet.headings[place].kind)


def _write_cell(into: Any, row: int, column: int, cell: Cell, looks: dict[str, Any], kind: str) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, Formula):
        into.write_formula(row, column, cell.text, looks[kind], cell.value)
    elif isinstance(cell, date):
        into.write_datetime(row, column, cell, looks["date"])
    elif _is_number(cell):
        into.write_number(row, column, float(cell), looks[kind if kind != "text" else "number"])
    else:
        text = str(cell)[:LONGEST_TEXT]
        into.write_string(row, column, text, looks["guarded" if text[0] in "=+-@\t\r'" else "text"])


def _is_number(cell: Cell) -> bool:
    if isinstance(cell, str) or not isinstance(cell, int | float | Decimal):
        return False
    digits = len(Decimal(str(cell)).as_tuple().digits)
    return digits <= _EXACT_DIGITS and math.isfinite(cell)


def _shown(cell: Cell) -> list[str]:
    if cell is None:
        return []
    if isinstance(cell, Formula):
        return [str(cell.value)]
    if isinstance(cell, date):
        return ["2026-12-31"]
    return str(cell).splitlines() or [""]


def letters(place: int) -> str:
    """What a spreadsheet calls the column at *place*, counted from 0."""
    from xlsxwriter.utility import xl_col_to_name

    return str(xl_col_to_name(place))


def column_range(sheet: str, place: int) -> str:
    """A formula's reference to all cells of a column below its head."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!${letters(place)}$2:${letters(place)}$1048576"
