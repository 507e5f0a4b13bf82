"""Tables (delimited text and workbooks) → a Batch: every sheet's rows under its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.importing import entries, ours
from plaincrm.actions.importing.columns import LOOKED_AT, columns_of
from plaincrm.actions.importing.headers import normalised
from plaincrm.actions.importing.incoming import Batch
from plaincrm.actions.importing.rows import read_rows
from plaincrm.errors import InvalidDataError

if TYPE_CHECKING:
    from plaincrm.actions.importing.columns import Columns
    from plaincrm.actions.importing.options import Options
    from plaincrm.formats.sheet import Sheet

_SHOWN = 3  # cells
_DIGITS_OF_DATA = 5  # a heading has fewer


def read(file: str, content: bytes, options: Options) -> Batch:
    """The customers of all sheets of a table; InvalidDataError (exit 4) where no sheet has known headings."""
    from plaincrm.formats import delimited, spreadsheet

    if spreadsheet.is_workbook(content):
        sheets = spreadsheet.read(content)
    else:
        sheets = delimited.read(content, region=options.region, encoding=options.encoding)
    return of_sheets(file, sheets, options)


def of_sheets(file: str, sheets: list[Sheet], options: Options) -> Batch:
    """The same of sheets that are read already."""
    if any(ours.recognised(sheet) for sheet in sheets):
        return _ours(file, sheets, options)
    found = [(sheet, columns_of(sheet, options.mapping, options.custom)) for sheet in sheets]
    if not any(columns for _, columns in found):
        raise _nothing_known(sheets)
    source = next(columns.source.name for _, columns in found if columns)
    batch = Batch(file, source, _unmatched(sheets, options), [], [], [], [], headers={})
    for sheet, columns in found:
        _take(batch, sheet, columns, options)
    return batch


def _ours(file: str, sheets: list[Sheet], options: Options) -> Batch:
    """The batch of our own worksheet or CSV; sheets that somebody added to it are read as any other."""
    batch = Batch(file, "plaincrm", ["exported by plaincrm"], [], [], [], [], topics=[], headers={})
    for sheet in sheets:
        own = ours.recognised(sheet)
        if own is not None:
            where = _where(sheet)
            batch.facts.extend(f"{where}{note}" for note in (*sheet.notes, *ours.left_out(sheet, own)))
            ours.take(batch, sheet, own, options)
            _keep_headings(batch, sheet, sheet.rows[0].cells)
        elif not ours.follows_from_others(sheet):
            _take(batch, sheet, columns_of(sheet, options.mapping, options.custom), options)
    return batch


def _take(batch: Batch, sheet: Sheet, columns: Columns | None, options: Options) -> None:
    where = _where(sheet)
    batch.facts.extend(f"{where}{note}" for note in (*sheet.notes, *_valueless(sheet)))
    if columns is None:
        batch.facts.append(f"{where}no heading is known, left out")
        return
    if columns.source.name != "table":
        batch.facts.append(f"{where}exported by {columns.source.name}")
    if columns.row > 1:
        batch.facts.append(f"{where}headings in row {columns.row}")
    idle = entries.idle(columns.targets.values(), columns.topic)
    batch.facts.extend(f"{where}{line}" for line in columns.told(idle))
    sorted_rows = read_rows(sheet, columns, options)
    batch.facts.extend(f"{where}{note}" for note in sorted_rows.notes)
    batch.incoming.extend(sorted_rows.incoming)
    batch.skipped.extend(sorted_rows.skipped)
    batch.rejected.extend(sorted_rows.rejected)
    _keep_headings(batch, sheet, columns.headings)


def _keep_headings(batch: Batch, sheet: Sheet, headings: list[str]) -> None:
    """For the report of rejected rows, which stand there under the headings of their sheet."""
    if batch.headers is not None:
        batch.headers[sheet.name] = headings


def _unmatched(sheets: list[Sheet], options: Options) -> list[str]:
    """A line for each heading of the user's own mapping that no sheet has."""
    there = {normalised(cell) for sheet in sheets for row in sheet.rows[:LOOKED_AT] for cell in row.cells}
    return [
        f'no column is called "{heading}", which --map names for {target}'
        for heading, target in options.mapping.items()
        if normalised(heading) not in there
    ]


def _where(sheet: Sheet) -> str:
    return f"sheet {sheet.name}: " if sheet.name else ""


def _valueless(sheet: Sheet) -> list[str]:
    """A line about formulas that were never calculated, and errors: their cells are taken as empty."""
    cells = sheet.unknown_cells
    if not cells:
        return []
    count = "1 cell has" if len(cells) == 1 else f"{len(cells)} cells have"
    named = ", ".join(cells[:_SHOWN]) + (" …" if len(cells) > _SHOWN else "")
    return [
        f"{count} only a formula without a value, or an error: {named};"
        " open the file in a spreadsheet program and save it"
    ]


def _nothing_known(sheets: list[Sheet]) -> InvalidDataError:
    first = next((row for sheet in sheets for row in sheet.rows if not row.is_blank), None)
    if first is None:
        return InvalidDataError("holds no rows", hint="export it again")
    shown = ", ".join(cell.strip()[:30] for cell in first.cells[:8] if cell.strip())
    hint = 'say what the columns mean: --map name="HEADING",phones="HEADING"'
    if any("@" in cell or sum(map(str.isdigit, cell)) >= _DIGITS_OF_DATA for cell in first.cells):
        hint = "write a line of headings above the rows, such as name,email,phone"
    return InvalidDataError(f"no column heading is known; the first row says: {shown}", hint=hint)
