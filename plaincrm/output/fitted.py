"""``table`` and ``plain``: aligned columns, fitted to the terminal or untruncated."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.labels import head
from plaincrm.output import cells, measure
from plaincrm.output.color import paint, signal
from plaincrm.output.escape import one_line
from plaincrm.output.fit import GAP, fit, taken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plaincrm.output.look import Look
    from plaincrm.table import Table

_LEAST_TEXT = 5
_READABLE_TEXT = 16
_READABLE_HEAD = 4
_MAIN_TEXT = 20  # the widest text of a table whose texts go on below
# What is typed again on the next command line is of no use when it is cut.
_TO_TYPE = {"customer", "ref", "commit", "invoice", "field"}
_LEAST_TO_TYPE = 24
# What goes, in this order, before the rest gets too narrow to be read.
_LESSER = (
    *("kind", "company_size", "industry", "tags", "cadence_days", "channel", "owner"),
    *("direction", "by", "author", "metric", "tax_rate", "payment_method", "every", "bucket"),
    *("frequency_band", "amount_band", "r", "f", "m", "class", "t_x", "T", "x", "past_revenue"),
    *("usual_gap", "mean_gap", "top_product", "first", "expected_spend", "why", "p_buy"),
    *("ratio", "last_contact", "gross", "paid", "date", "level", "days", "invoice", "person", "reason"),
    *("recency_days", "done", "currency"),
)
_ROOM_FOR_MORE = 8
_PIECE = 2_000  # rows


class _Strip(NamedTuple):
    """One column on its way to the screen: the head, the cells, and how wide the widest cell is.

    In an *even* one every character of every cell takes one column. *needs* is what a text wants
    to be read.
    """

    name: str
    kind: str
    head: str
    cells: list[str]
    widest_cell: int
    even: bool
    needs: int = _READABLE_TEXT

    @property
    def natural(self) -> int:
        return max(measure.width(self.head), self.widest_cell)

    @property
    def least(self) -> int:
        """A text may be cut to a few letters; a number or a date may not, its head may."""
        return self._cut_to(_LEAST_TEXT)

    @property
    def readable(self) -> int:
        """The width below which a column is of little use."""
        return max(self._cut_to(self.needs), min(measure.width(self.head), _READABLE_HEAD))

    def _cut_to(self, text: int) -> int:
        if self.kind != "text":
            return max(1, self.widest_cell)
        return max(1, min(self.widest_cell, _LEAST_TO_TYPE if self.name in _TO_TYPE else text))


def render_plain(table: Table, look: Look) -> str:
    """Header and rows in aligned columns two spaces apart: no rule, no colour, nothing cut."""
    strips = _strips(table, look.lang)
    return _joined(strips, [strip.natural for strip in strips], color=False)


def render_table(table: Table, look: Look) -> str:
    """The same with a rule under the header, cut with … to the room there is, coloured where wanted."""
    return _joined(*_laid_out(_strips(table, look.lang), look.width), color=look.color, rule=True)


def render_wrapped(table: Table, look: Look) -> str:
    """The same for a table with rows, its texts going on in further lines instead of being cut."""
    strips, widths = _laid_out(_whole_words(_strips(table, look.lang)), look.width)
    return _joined(_unfolded(strips, widths), widths, color=look.color, rule=True)


def _unfolded(strips: list[_Strip], widths: list[int]) -> list[_Strip]:
    """The same columns with one text per line of the screen: long cells go on below."""
    screen = [
        line
        for row in zip(*(strip.cells for strip in strips), strict=True)
        for line in zip_longest(*map(measure.wrap, row, widths), fillvalue="")
    ]
    columns = zip(*screen, strict=True)
    return [
        _strip(strip.name, strip.kind, strip.head, list(lines))
        for strip, lines in zip(strips, columns, strict=True)
    ]


def _whole_words(strips: list[_Strip]) -> list[_Strip]:
    """The same columns, content with their longest word each; the widest text takes the rest."""
    main = max((strip.widest_cell for strip in strips if strip.kind == "text"), default=0)
    return [
        strip._replace(needs=_MAIN_TEXT if strip.widest_cell == main else _longest_word(strip.cells))
        for strip in strips
    ]


def _longest_word(texts: list[str]) -> int:
    return min(_READABLE_TEXT, measure.widest([word for text in texts for word in text.split()]))


def _laid_out(strips: list[_Strip], room: int | None) -> tuple[list[_Strip], list[int]]:
    """The columns that are shown, and their widths."""
    widths = [strip.natural for strip in strips]
    if room is not None and taken(widths) > room:
        return _fitted(strips, room)
    return strips, widths


def _strips(table: Table, lang: str) -> list[_Strip]:
    values: Iterable[tuple[object, ...]]
    values = zip(*table.rows, strict=True) if table.rows else ((),) * len(table.columns)
    return [
        _strip(column.name, column.kind, one_line(head(column.name, lang)), cells.texts(column.kind, found))
        for column, found in zip(table.columns, values, strict=True)
    ]


def _strip(name: str, kind: str, title: str, texts: list[str]) -> _Strip:
    return _Strip(name, kind, title, texts, measure.widest(texts), measure.is_even(texts))


def _fitted(strips: list[_Strip], room: int) -> tuple[list[_Strip], list[int]]:
    """The columns that fit, and their widths: empty ones go first; a last … says that some are missing."""
    full = [strip for strip in strips if strip.widest_cell] or strips
    kept = _kept(full, room)
    if len(kept) == len(strips) or room < _ROOM_FOR_MORE:
        return kept, _widths(kept, room)
    kept = _kept(full, room - GAP - 1)
    more = _strip("", "text", "…", [""] * len(strips[0].cells))
    return [*kept, more], [*_widths(kept, room - GAP - 1), 1]


def _kept(strips: list[_Strip], room: int) -> list[_Strip]:
    """The first column and what else there is room for: lesser ones go while the rest cannot be read."""
    lesser = [strip for name in _LESSER for strip in strips[1:] if strip.name == name]
    kept = _without([strip for strip in lesser if _may_go(strip, strips)], strips, _readable, room)
    others = [strip for strip in reversed(kept[1:]) if strip.name not in _TO_TYPE]
    kept = _without(others, kept, _least, room)
    return _without(kept[:0:-1], kept, _least, room)


def _without(
    going: list[_Strip], strips: list[_Strip], needs: Callable[[list[_Strip]], list[int]], room: int
) -> list[_Strip]:
    """The columns without as many of those that are *going*, in their order, as must go to fit."""
    for gone in going:
        if taken(needs(strips)) <= room:
            break
        strips = [strip for strip in strips if strip is not gone]
    return strips


def _may_go(lesser: _Strip, strips: list[_Strip]) -> bool:
    """Not the currency where there are several, nor a date unless the day due stands beside it."""
    if lesser.name == "currency":
        return len(set(lesser.cells)) == 1
    return lesser.name != "date" or any(strip.name == "due" for strip in strips)


def _widths(strips: list[_Strip], room: int) -> list[int]:
    readable = _readable(strips)
    least = readable if taken(readable) <= room else _least(strips)
    return fit([strip.natural for strip in strips], least, room)


def _readable(strips: list[_Strip]) -> list[int]:
    return [strip.readable for strip in strips]


def _least(strips: list[_Strip]) -> list[int]:
    return [strip.least for strip in strips]


def _joined(strips: list[_Strip], widths: list[int], *, color: bool, rule: bool = False) -> str:
    """Head, rule if wanted, and rows; drawn piece by piece, for filled cells take more room than lines."""
    if not strips:
        return ""
    columns = list(zip(strips, widths, strict=True))
    gap = " " * GAP
    parts = [gap.join(_head(strip, room, color=color) for strip, room in columns).rstrip() + "\n"]
    if rule:
        parts.append(gap.join(paint("─" * room, "dim") if color else "─" * room for room in widths) + "\n")
    form = gap.join(_field(strip, room, color=color) for strip, room in columns)
    for start in range(0, len(strips[0].cells), _PIECE):
        piece = slice(start, start + _PIECE)
        rows = zip(*(_cells(strip, piece, room, color=color) for strip, room in columns), strict=True)
        parts.append("".join([line.rstrip() + "\n" for line in map(form.__mod__, rows)]))
    return "".join(parts)


def _head(strip: _Strip, room: int, *, color: bool) -> str:
    text = measure.cut(strip.head, room)
    blank = " " * (room - measure.width(text))
    shown = paint(text, "bold") if color else text
    return blank + shown if strip.kind in cells.RIGHT else shown + blank


def _needs_no_filling(strip: _Strip, room: int, *, color: bool) -> bool:
    """Whether the cells may go into the line as they are, for Python to fill up."""
    return strip.even and not color and strip.widest_cell <= room


def _field(strip: _Strip, room: int, *, color: bool) -> str:
    """The place of a column in the form of a line."""
    if not _needs_no_filling(strip, room, color=color):
        return "%s"
    return f"%{room}s" if strip.kind in cells.RIGHT else f"%-{room}s"


def _cells(strip: _Strip, piece: slice, room: int, *, color: bool) -> list[str]:
    """Some cells of one column for the form of a line, cut and filled up to *room*; colours add no width."""
    texts = strip.cells[piece]
    if _needs_no_filling(strip, room, color=color):
        return texts
    if strip.widest_cell > room:
        texts = [measure.cut(text, room) for text in texts]
    blanks = [" " * (room - size) for size in measure.widths(texts)]
    if color:
        texts = [signal(strip.name, text) for text in texts]
    if strip.kind in cells.RIGHT:
        return [blank + text for blank, text in zip(blanks, texts, strict=True)]
    return [text + blank for text, blank in zip(texts, blanks, strict=True)]
