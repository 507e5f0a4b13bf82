"""The cells of our own tables as a file says them, also after a spreadsheet saved them in its own manner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.actions.exporting.topics import kind_of, parted
from plaincrm.actions.importing.cells import amounts, days
from plaincrm.actions.importing.cells.phones import is_ruined
from plaincrm.actions.importing.habits import column
from plaincrm.output.csv import guard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaincrm.formats.sheet import Row, Sheet

_DAY = re.compile(r"([0-9]{4}|-)-[0-9]{2}-[0-9]{2}.*")  # with a time of day, or a birthday without a year
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class OwnCells:
    """The columns of one sheet (*places*) and how it writes days and amounts; a CSV has guards."""

    def __init__(self, sheet: Sheet, places: Mapping[str, int], region: str | None) -> None:
        self.places = places
        self.guarded = not sheet.name
        self.warnings: list[str] = []
        self._orders: dict[str, str] = {}
        self._commas: set[str] = set()
        rows = sheet.rows[1:]
        for name, place in places.items():
            if kind_of(name) == "date":
                own = days.day_order(column(rows, place), None)
                self._orders[name] = own or days.day_order((), region)
            elif kind_of(name) != "text" and amounts.decimal_marks(column(rows, place)).has_comma_decimals:
                self._commas.add(name)

    def of(self, row: Row) -> dict[str, str]:
        """Every cell by its column, empty ones too; *warnings* name those left out, which nobody knows."""
        self.warnings = []
        found = {}
        for name, place in self.places.items():
            cell = row.cells[place] if place < len(row.cells) else ""
            cell = _unguarded(cell) if self.guarded else cell
            if place in row.unknown:
                self.warnings.append(
                    f"{name}: the cell has no value, only a formula or an error; left as it is"
                )
            elif name == "phones" and any(map(is_ruined, parted(cell))):
                self.warnings.append(f'phone "{cell}" was ruined by a spreadsheet and is not taken')
            else:
                found[name] = self._as_in_a_file(name, cell) if cell.strip() else ""
        return found

    def _as_in_a_file(self, name: str, cell: str) -> str:
        kind = kind_of(name)
        if kind == "date" and not _DAY.fullmatch(cell):
            return self._day(name, cell)
        if kind in ("money", "number") and not _NUMBER.fullmatch(cell):
            return self._number(name, cell)
        return cell

    def _day(self, name: str, cell: str) -> str:
        read = days.birthday if name == "birthday" else days.day
        try:
            return read(cell, order=self._orders[name]) or cell
        except days.UnclearDayError:
            return cell  # it is refused with its name

    def _number(self, name: str, cell: str) -> str:
        found = amounts.money(cell.removesuffix("%").strip(), comma_decimals=name in self._commas)
        if found is None:
            return cell
        return amounts.written(found.amount / 100 if cell.endswith("%") else found.amount)


def _unguarded(cell: str) -> str:
    bare = cell.removeprefix("'")
    return bare if bare != cell and guard(bare) == cell else cell
