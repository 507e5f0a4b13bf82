"""A look into the package of a workbook (XLSX, ODS) before a reader makes room for what it says."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from plaincrm.errors import InvalidDataError
from plaincrm.formats.sheet import MOST_CELLS
from plaincrm.formats.workbook.cells import WorksheetCells
from plaincrm.formats.workbook.parts import parts
from plaincrm.formats.workbook.tables import Tables
from plaincrm.formats.workbook.xml import Damage

if TYPE_CHECKING:
    Cells = list[tuple[int, int]]

# What the standard library raises for bytes that are no sound archive, and we for what stands in it.
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, Damage, OSError, EOFError),
    *(ValueError, RuntimeError, NotImplementedError),
)
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others burst before their size can be seen
_LARGEST_UNPACKED = 150_000_000
_LARGEST_PART = 60_000_000
_MOST_SPACES = 10_000_000


def look_inside(content: bytes) -> dict[str, Cells]:
    """The cells (row, column, from 0) without a value, by the name of their sheet.

    InvalidDataError (exit 4) for what would burst when it is unpacked or laid out: a reader makes room for
    all cells up to the last one, which may stand at XFD1048576 alone.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _refuse_bombs(packed.infolist())
            _refuse_vast_tables(packed)
            return _cells_without_value(packed)
    except _DAMAGES as error:
        raise InvalidDataError(f"is no sound workbook: {error}", hint="save it again") from error


def _refuse_bombs(files: list[zipfile.ZipInfo]) -> None:
    sizes = [file.file_size for file in files]
    if sum(sizes) > _LARGEST_UNPACKED or max(sizes, default=0) > _LARGEST_PART:
        raise InvalidDataError(
            f"unpacks to {sum(sizes) // 1_000_000} MB, more than plaincrm takes",
            hint="export the sheet as CSV and split it",
        )
    if any(file.compress_type not in _USUAL for file in files):
        raise InvalidDataError(
            "is packed as no spreadsheet program does it", hint="save it again, or export it as CSV"
        )
    if any(file.flag_bits & 1 for file in files):
        raise InvalidDataError("is locked with a password", hint="save it without one")


def refuse_vast(sizes: list[tuple[int, int]]) -> None:
    """InvalidDataError where the sheets of these sizes, rows and columns, have too many cells together."""
    cells = sum(height * width for height, width in sizes)
    if cells > MOST_CELLS:
        height, width = max(sizes, key=lambda size: size[0] * size[1])
        together = f", {len(sizes)} sheets together {cells:,}" if len(sizes) > 1 else ""
        raise InvalidDataError(
            f"has a sheet of {height:,} × {width:,} cells{together}, more than plaincrm takes",
            hint="delete what is empty to the right and below, or export it as CSV",
        )


def _refuse_vast_tables(packed: zipfile.ZipFile) -> None:
    if "content.xml" not in packed.namelist():
        return
    tables = Tables()
    with packed.open("content.xml") as part:
        tables.read(part)
    refuse_vast(tables.sizes)
    if tables.spaces > _MOST_SPACES:
        raise InvalidDataError(
            f"has {tables.spaces:,} spaces in its cells, more than plaincrm takes",
            hint="delete them, or export it as CSV",
        )


def _cells_without_value(packed: zipfile.ZipFile) -> dict[str, Cells]:
    found = parts(packed)
    worksheets: dict[str, WorksheetCells] = {}
    left = MOST_CELLS
    for name in found.worksheets:
        worksheets[name] = worksheet = WorksheetCells(left)
        with packed.open(name) as part:
            worksheet.read(part)
        left = worksheet.left
    shown = {sheet: worksheets[part] for sheet, part in found.of_sheets.items()}
    hidden = [worksheets[name] for name in worksheets.keys() - set(found.of_sheets.values())]
    refuse_vast([(each.height, each.width) for each in [*shown.values(), *hidden]])
    return {sheet: worksheet.valueless for sheet, worksheet in shown.items()}
