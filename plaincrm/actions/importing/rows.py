"""Rows of a sheet → incoming customers; every row ends up as one, skipped, or rejected with a reason."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.importing.cells.asides import is_example, is_footer, is_total
from plaincrm.actions.importing.cells.text import clean
from plaincrm.actions.importing.habits import habits_of, marks_told, orders_told
from plaincrm.actions.importing.headers import normalised
from plaincrm.actions.importing.incoming import Incoming, Origin, Refused
from plaincrm.actions.importing.making import Maker
from plaincrm.actions.importing.values import UnfitError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.actions.importing.columns import Columns
    from plaincrm.actions.importing.options import Options
    from plaincrm.formats.sheet import Row, Sheet

_REPORT = re.compile(r"\breport\b|报表|报告|共\s*\d+\s*[条笔个]", re.IGNORECASE)
_REACHED = ("phone", "phones")
_SHORTEST_NUMBER = 7  # digits of a phone number; with fewer it is a count of them


class Sorted(NamedTuple):
    """What the rows of one sheet came to."""

    incoming: list[Incoming]
    skipped: list[Refused]
    rejected: list[Refused]
    notes: list[str]


def read_rows(sheet: Sheet, columns: Columns, options: Options) -> Sorted:
    """Every row below the headings, sorted."""
    found = Sorted([], [], [], [])
    rows = [row for row in sheet.rows if row.number > columns.row and not row.is_blank]
    habits = habits_of(rows, columns, options)
    found.notes.extend(orders_told(rows, columns, habits))
    found.notes.extend(marks_told(rows, columns, habits))
    maker = Maker(columns, options, habits)
    headings = [normalised(heading) for heading in columns.headings if heading]
    before: Incoming | Refused | None = None
    for number, row in enumerate(rows):
        options.progress(number, len(rows))
        origin = Origin(row.number, sheet.name)
        cells = [clean(cell) for cell in row.cells]
        reason = _no_customer(row, cells, headings, columns)
        if reason:
            found.skipped.append(Refused(origin, reason, row.cells))
        elif row.flaw or _misshapen(row, cells, columns):
            found.rejected.append(Refused(origin, row.flaw or _misshapen(row, cells, columns), row.cells))
        elif isinstance(before, Incoming) and _continues(cells, columns):
            maker.add_line(before, cells)
            before.origins.append(origin)
        elif isinstance(before, Refused) and _continues(
            cells, columns
        ):  # a line of an order that was not taken
            where = found.skipped if before in found.skipped else found.rejected
            where.append(Refused(origin, before.reason, row.cells))
        elif _ends_a_report(cells, found):
            found.skipped.append(Refused(origin, "footer", row.cells))
        else:
            before = _one(row, cells, origin, maker, found)
    return found


def _ends_a_report(cells: Sequence[str], found: Sorted) -> bool:
    """Whether a line of words alone, long enough, follows on a total or a footer."""
    said = [cell for cell in cells if cell]
    ended = bool(found.skipped) and found.skipped[-1].reason in ("total", "footer")
    return ended and len(said) == 1 and bool(_REPORT.search(said[0]))


def _one(row: Row, cells: list[str], origin: Origin, maker: Maker, found: Sorted) -> Incoming | Refused:
    skip = maker.skips(cells)
    if skip:
        found.skipped.append(Refused(origin, skip, row.cells))
        return found.skipped[-1]
    try:
        made = maker.make(cells, origin)
    except UnfitError as error:
        found.rejected.append(Refused(origin, str(error), row.cells))
        return found.rejected[-1]
    made.cells = row.cells
    found.incoming.append(made)
    return made


def _no_customer(row: Row, cells: Sequence[str], headings: list[str], columns: Columns) -> str:
    """Why a row is none of the table's: a total, a footer, an example, the headings once more."""
    said = [cell for cell in cells if cell]
    if not said:
        return "empty"
    if _are_headings(said, headings):
        return "the headings once more"
    begins = _begins(cells, columns)
    if any(is_total(cells[place]) for place in begins) and not _names_somebody(cells, begins, columns):
        return "total"
    if len(said) == 1 and (is_footer(said[0]) or _is_comment(row, columns)):
        return "footer"
    return "example" if any(is_example(cells[place]) for place in begins) else ""


def _begins(cells: Sequence[str], columns: Columns) -> list[int]:
    """Where the first cell is that says something, and the first beside serial numbers and the like."""
    said = [place for place, cell in enumerate(cells) if cell]
    kept = [place for place in said if columns.targets.get(place) != "ignored"]
    return sorted({*said[:1], *kept[:1]})


def _names_somebody(cells: Sequence[str], begins: list[int], columns: Columns) -> bool:
    """Whether beside the word for a total there is another word, or a number to call."""
    for place, cell in enumerate(cells):
        if place in begins and is_total(cell):
            continue
        if any(map(str.isalpha, _bare(cell))):
            return True
        digits = sum(map(str.isdigit, cell)) if columns.targets.get(place) in _REACHED else 0
        if digits >= _SHORTEST_NUMBER:
            return True
    return False


def _is_comment(row: Row, columns: Columns) -> bool:
    """Whether it is a line of one cell that begins with #, in a text file of several columns."""
    return row.cells[0].startswith("#") and len(row.cells) == 1 < len(columns.headings) and not row.is_padded


def _bare(cell: str) -> str:
    """A cell of a total without the units in which it counts."""
    return re.sub(r"[千万萬亿億元家个個笔条人次单¥￥]|[A-Z]{3}\b", "", cell)


def _are_headings(said: list[str], headings: list[str]) -> bool:
    return len(said) == len(headings) and all(
        normalised(cell) == heading for cell, heading in zip(said, headings, strict=True)
    )


def _misshapen(row: Row, cells: Sequence[str], columns: Columns) -> str:
    """Why the cells of a row may stand under wrong headings; empty where they do not."""
    if any(cells[len(columns.headings) :]):
        return f"has {len(cells)} cells under {len(columns.headings)} headings"
    if len(cells) < len(columns.headings) and any("\n" in cell for cell in row.cells) and not row.is_padded:
        return "runs over several lines and is too short: a quotation mark may be open"
    return ""


def _continues(cells: Sequence[str], columns: Columns) -> bool:
    """Whether a row is a further line of the order above."""
    if not columns.source.continues:
        return False
    wanted = {normalised(heading) for heading in columns.source.continues}
    places = [place for place, heading in enumerate(columns.headings) if normalised(heading) in wanted]
    return bool(places) and not any(cells[place] for place in places if place < len(cells))
