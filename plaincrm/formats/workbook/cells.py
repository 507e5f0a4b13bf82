"""A worksheet of an XLSX package: how far its cells reach, and which of them have no value."""

from __future__ import annotations

from functools import lru_cache
from typing import IO, TYPE_CHECKING

from plaincrm.formats.workbook.xml import local, parser

if TYPE_CHECKING:
    from plaincrm.formats.workbook.xml import Attributes


class WorksheetCells:
    """What one part says of its cells.

    *height* and *width* are rows and columns up to the last cell in which something stands. *valueless* are
    the cells (row, column, from 0) of formulas that were never calculated, and of errors; *left* is how many
    cells more there may be. A cell that does not say where it stands is right of the one before; such a row
    is below the one before.
    """

    def __init__(self, most: int) -> None:
        self.height = self.width = 0
        self.valueless: list[tuple[int, int]] = []
        self.left = most
        self._row = self._column = 0  # of the cell that was begun last, from 1
        self._type = ""
        self._has_formula = self._has_value = False
        self._parser = parser(self._started)

    def read(self, part: IO[bytes]) -> None:
        """Take in the part; ValueError where it has more cells than *most*, or they stand nowhere."""
        self._parser.ParseFile(part)
        self._end_cell()

    def _started(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "c":
            self._end_cell()
            self._begin_cell(attributes)
        elif name in ("v", "is"):
            self._begin_value()
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._end_cell()
            self._row = int(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0

    def _begin_cell(self, attributes: Attributes) -> None:
        self.left -= 1
        if self.left < 0:
            raise ValueError("it has too many cells")
        place = attributes.get("r")
        if place is None:
            self._column += 1
        else:
            letters = place.rstrip("0123456789")
            self._column, self._row = _column(letters), int(place[len(letters) :])
        self._type = attributes.get("t", "n")

    def _begin_value(self) -> None:
        if self._row > self.height:
            self.height = self._row
        if self._column > self.width:
            self.width = self._column
        if self._has_formula:
            self._parser.CharacterDataHandler = self._said
        else:
            self._has_value = True

    def _said(self, text: str) -> None:
        """Take in the text of a formula's value, which is all that stands between it and the next cell."""
        if not text.isspace():
            self._has_value = True

    def _end_cell(self) -> None:
        if self._has_formula or self._type == "e":
            is_known = self._has_value or self._type == "str"  # a text may be empty
            if self._type == "e" or not is_known:
                self.valueless.append((self._row - 1, self._column - 1))
            self._parser.CharacterDataHandler = None
        self._type = ""
        self._has_formula = self._has_value = False


@lru_cache(1_000)
def _column(letters: str) -> int:
    """The number of column B, from 1."""
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise ValueError(f'a cell stands in column "{letters[:20]}"')
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
