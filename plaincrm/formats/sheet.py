"""Sheet: numbered rows of cells, which is what every table of another program comes down to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS = 1_000_000
MOST_CELLS = 5_000_000
MOST_COLUMNS = 16_384  # as many as a spreadsheet has
LONGEST_CELL = 131_072
LARGEST_FILE = 64_000_000


def refuse_many_lines(text: str) -> None:
    """InvalidDataError (exit 4) where a text has more lines than a table may have rows; nothing is split."""
    lines = text.count("\n") + text.count("\r") - text.count("\r\n")
    if lines > MOST_ROWS + 1:  # the headings are no row
        raise InvalidDataError(
            f"has {lines:,} lines, more than {MOST_ROWS:,}", hint="split it into several files"
        )


class Row(NamedTuple):
    """One row; *number* is what its program shows, from 1; *flaw* says why it cannot be trusted.

    *is_padded*: empty cells at its end were left away, as workbooks do. *unknown* are the places of cells
    that look empty and are not: formulas that were never calculated, errors.
    """

    number: int
    cells: list[str]
    flaw: str = ""
    is_padded: bool = False
    unknown: frozenset[int] = frozenset()

    @property
    def is_blank(self) -> bool:
        """Whether no cell says anything."""
        return not self.flaw and not any(cell.strip() for cell in self.cells)


class Sheet(NamedTuple):
    """A sheet of a workbook, or the one of a text file; *notes* say how it was read."""

    name: str
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()

    @property
    def unknown_cells(self) -> list[str]:
        """Where cells are unknown, as a spreadsheet calls them: B2, C7."""
        from plaincrm.formats.worksheet import letters

        return [f"{letters(place)}{row.number}" for row in self.rows for place in sorted(row.unknown)]
