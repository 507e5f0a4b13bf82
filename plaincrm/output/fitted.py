"""``table`` and ``plain``: aligned columns, fitted to the terminal or untruncated."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.labels import head
from plaincrm.output import cells, measure
from plaincrm.output.color import paint, signal
from plaincrm.output.escape import one_line
from plaincrm.output.fit import GAP, fit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.output.look import Look
    from plaincrm.table import Table

_LEAST_TEXT = 5
# What is typed again on the next command line is of no use when it is cut.
_TO_TYPE = {"customer", "ref", "commit", "invoice"}
_LEAST_TO_TYPE = 24
_ROOM_FOR_MORE = 8
_PIECE = 2_000  # rows


class _Strip(NamedTuple):
    """One column on its way to the screen: head and cells, and how wide each of them is."""

    name: str
    kind: str
    texts: list[str]
    sizes: list[int]

    @property
    def natural(self) -> int:
        return max(self.sizes)

    @property
    def widest_cell(self) -> int:
        return max(self.sizes[1:], default=0)

    @property
    def least(self) -> int:
        """A text may be cut to a few letters; a number or a date may not, its head may."""
        if self.kind != "text":
            return max(1, self.widest_cell)
        return max(1, min(self.widest_cell, _LEAST_TO_TYPE if self.name in _TO_TYPE else _LEAST_TEXT))


def render_plain(table: Table, look: Look) -> str:
    """Header and rows in aligned columns two spaces apart: no rule, no colour, nothing cut."""
    strips = _strips(table, look.lang)
    return _joined(strips, [strip.natural for strip in strips], color=False)


def render_table(table: Table, look: Look) -> str:
    """The same with a rule under the header, cut with … to the room there is, coloured where wanted."""
    return _joined(*_laid_out(table, look), color=look.color, rule=True)


def render_wrapped(table: Table, look: Look) -> str:
    """The same for a table with rows, its texts going on in further lines instead of being cut."""
    strips, widths = _laid_out(table, look)
    return _joined(_unfolded(strips, widths), widths, color=look.color, rule=True)


def _unfolded(strips: list[_Strip], widths: list[int]) -> list[_Strip]:
    """The same columns with one text per line of the screen: long cells go on below."""
    screen = [
        line
        for row in zip(*(strip.texts[1:] for strip in strips), strict=True)
        for line in zip_longest(*map(measure.wrap, row, widths), fillvalue="")
    ]
    columns = [
        [strip.texts[0], *lines] for strip, lines in zip(strips, zip(*screen, strict=True), strict=True)
    ]
    return [
        strip._replace(texts=texts, sizes=measure.widths(texts))
        for strip, texts in zip(strips, columns, strict=True)
    ]


def _laid_out(table: Table, look: Look) -> tuple[list[_Strip], list[int]]:
    """The columns that are shown, and their widths."""
    strips = _strips(table, look.lang)
    widths = [strip.natural for strip in strips]
    if look.width is not None and sum(widths) + GAP * (len(widths) - 1) > look.width:
        return _fitted(strips, look.width)
    return strips, widths


def _strips(table: Table, lang: str) -> list[_Strip]:
    values: Iterable[tuple[object, ...]]
    values = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    strips = []
    for column, column_values in zip(table.columns, values, strict=True):
        texts = [one_line(head(column.name, lang)), *cells.texts(column.kind, column_values)]
        strips.append(_Strip(column.name, column.kind, texts, measure.widths(texts)))
    return strips


def _fitted(strips: list[_Strip], room: int) -> tuple[list[_Strip], list[int]]:
    """The columns that fit, and their widths: empty ones go first; a last … says that some are missing."""
    kept = [strip for strip in strips if strip.widest_cell] or strips
    widths = _widths(kept, room)
    if len(widths) == len(strips):
        return strips, widths
    if room < _ROOM_FOR_MORE:
        return kept[: len(widths)], widths
    widths = _widths(kept, room - GAP - 1)
    rows = len(strips[0].texts) - 1
    more = _Strip("", "text", ["…", *[""] * rows], [1, *[0] * rows])
    return [*kept[: len(widths)], more], [*widths, 1]


def _widths(strips: list[_Strip], room: int) -> list[int]:
    return fit([strip.natural for strip in strips], [strip.least for strip in strips], room)


def _joined(strips: list[_Strip], widths: list[int], *, color: bool, rule: bool = False) -> str:
    """Head, rule if wanted, and rows; drawn piece by piece, for padded cells take more room than lines."""
    columns = list(zip(strips, widths, strict=True))
    parts = [_lines([_head(strip, room, color=color) for strip, room in columns])]
    if rule:
        parts.append(_lines([[paint("─" * room, "dim") if color else "─" * room] for room in widths]))
    for start in range(1, len(strips[0].texts) if strips else 0, _PIECE):
        piece = slice(start, start + _PIECE)
        parts.append(_lines([_cells(strip, piece, room, color=color) for strip, room in columns]))
    return "".join(parts)


def _head(strip: _Strip, room: int, *, color: bool) -> list[str]:
    text = measure.cut(strip.texts[0], room)
    size = measure.width(text)
    return _filled(strip.kind, [paint(text, "bold") if color else text], [size], room)


def _cells(strip: _Strip, piece: slice, room: int, *, color: bool) -> list[str]:
    """Some cells of one column, each cut and filled up to *room*; colours add no width."""
    texts, sizes = strip.texts[piece], strip.sizes[piece]
    if max(sizes) > room:
        texts = [measure.cut(text, room) for text in texts]
        sizes = measure.widths(texts)
    if color:
        texts = [signal(strip.name, text) for text in texts]
    return _filled(strip.kind, texts, sizes, room)


def _filled(kind: str, texts: list[str], sizes: list[int], room: int) -> list[str]:
    blanks = [" " * (room - size) for size in range(room + 1)]
    if kind in cells.RIGHT:
        return [blanks[size] + text for text, size in zip(texts, sizes, strict=True)]
    return [text + blanks[size] for text, size in zip(texts, sizes, strict=True)]


def _lines(columns: list[list[str]]) -> str:
    rows = map((" " * GAP).join, zip(*columns, strict=True))
    return "".join([row + "\n" for row in map(str.rstrip, rows)])
