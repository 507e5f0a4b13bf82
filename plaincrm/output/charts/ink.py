"""What charts are drawn with: the room, the glyphs, and numbers and names as they stand beside them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.labels import label, title
from plaincrm.output import cells, measure
from plaincrm.output.color import paint
from plaincrm.output.escape import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any


class Glyphs(NamedTuple):
    """Fillings of the first, second, … series; shades from nothing to most; lines; marks."""

    fills: str
    shades: str
    across: str
    down: str
    corners: tuple[str, ...]  # top left, top right, bottom left, bottom right
    ends: tuple[str, str]
    mark: str
    faint: str


BLOCKS = Glyphs("█▒░▚", " ░▒▓█", "─", "│", tuple("┌┐└┘"), ("├", "┤"), "●", "·")
ASCII = Glyphs("#=.%", " .:*#", "-", "|", tuple("++++"), ("|", "|"), "o", ".")
_COLORS = ("green", "yellow", "red")


class Canvas(NamedTuple):
    """The room in columns, the glyphs, whether to colour, and the language."""

    width: int
    glyphs: Glyphs
    color: bool
    lang: str

    def name(self, column: str) -> str:
        """What a column, or a panel named like one, is called."""
        return label(column, self.lang)

    def paint(self, text: str, series: int) -> str:
        """*text* in the colour of a series, in a terminal; shapes and legends say the same without."""
        return paint(text, _COLORS[series % len(_COLORS)]) if self.color else text


def said(name: str, canvas: Canvas) -> str:
    """A word of the charts' own in the reader's language."""
    return title(name, canvas.lang)


def number(value: Any) -> float:
    """A cell as a number to draw; what is absent is 0."""
    return 0.0 if value is None else float(value)


def shown(kind: str, values: Sequence[Any]) -> list[str]:
    """Cells as they stand beside a drawing; whole shares without decimals."""
    if kind == "share":
        return ["" if value is None else f"{100 * number(value):.0f}%" for value in values]
    return cells.texts(kind, values)


def names(values: Sequence[Any], room: int, *, right: bool = False) -> list[str]:
    """Labels of one width, cut to *room*; what has no name is ``-``."""
    texts = [measure.cut(one_line("-" if value is None else str(value)), room) for value in values]
    widest = measure.widest(texts)
    return [measure.pad(text, widest, right=right) for text in texts]


def ticks(most: float) -> list[float]:
    """Round numbers from 0 up to *most*, about five of them."""
    if most <= 0:
        return [0.0]
    rough = Decimal(str(most)) / 4
    unit = Decimal(10) ** rough.adjusted()
    step = float(next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough))
    return [step * place for place in range(int(most / step + 1e-9) + 1)]


def placed(marks: Sequence[tuple[int, str]], width: int) -> str:
    """One line with each text centred on its column, as far as it finds room beside the one before."""
    line = ""
    for column, text in marks:
        room = measure.width(text)
        start = max(0, min(column - room // 2, width - room))
        if not line or start > measure.width(line):
            line = measure.pad(line, start) + text
    return line
