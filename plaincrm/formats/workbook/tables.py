"""The content of an ODS package: how far the cells of its sheets reach, where one may stand for many."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from plaincrm.formats.workbook.xml import local, parser

if TYPE_CHECKING:
    from plaincrm.formats.workbook.xml import Attributes

_CELLS = ("table-cell", "covered-table-cell")
_VALUES = ("value", "string-value", "date-value", "time-value", "boolean-value", "formula")


class Tables:
    """What the part says of its tables, which are the sheets.

    *sizes* are rows and columns of each, up to the last cell in which something stands; *spaces* is how many
    of them the part counts instead of writing them.
    """

    def __init__(self) -> None:
        self.sizes: list[tuple[int, int]] = []
        self.spaces = 0
        self._above = self._height = self._width = 0  # of the table: rows that are over, and its size
        self._times = self._column = self._filled = 0  # of the row: how often, how far, the last filled cell
        self._is_in_cell = False

    def read(self, part: IO[bytes]) -> None:
        """Take in the part; ValueError where it repeats something a number of times that is none."""
        made = parser(self._started)
        made.EndElementHandler = self._ended
        made.ParseFile(part)

    def _started(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if self._is_in_cell:
            self._filled = self._column
            if name == "s":
                self.spaces += _number(attributes, "c")
        elif name in _CELLS:
            self._column += _number(attributes, "number-columns-repeated")
            self._is_in_cell = True
            if any(local(key) in _VALUES for key in attributes):
                self._filled = self._column
        elif name == "table-row":
            self._times = _number(attributes, "number-rows-repeated")
            self._column = self._filled = 0
        elif name == "table":
            self._above = self._height = self._width = 0

    def _ended(self, name: str) -> None:
        name = local(name)
        if name in _CELLS:
            self._is_in_cell = False
        elif name == "table-row":
            self._above += self._times
            if self._filled:
                self._height, self._width = self._above, max(self._width, self._filled)
        elif name == "table":
            self.sizes.append((self._height, self._width))


def _number(attributes: Attributes, wanted: str) -> int:
    """How often something stands there; once where nothing is said."""
    said = next((value for key, value in attributes.items() if local(key) == wanted), "1")
    if not (said.isascii() and said.isdigit()):
        raise ValueError(f'{wanted} is "{said[:20]}"')
    return int(said)
