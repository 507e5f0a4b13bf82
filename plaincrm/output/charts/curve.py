"""A curve over a plane: steps or a line, with a band; or dots beside the diagonal."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Any

from plaincrm.output.charts.ink import number, placed, shown, ticks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from plaincrm.chart import Chart
    from plaincrm.output.charts.ink import Canvas

    Record = dict[str, Any]
    Plane = list[list[str]]

_HIGH, _LOW_ROWS = 17, 9
_MARGIN = 5


def draw_curve(chart: Chart, records: Sequence[Record], canvas: Canvas) -> list[str]:
    """The plane from 0 to 100 % high, x below it, and below that the numbers that belong to its ticks."""
    picture = chart.picture
    width = max(10, canvas.width - _MARGIN - 1)
    rows = _HIGH if canvas.width >= 60 else _LOW_ROWS
    share = chart.kind(picture.x) == "share"
    most = 1.0 if share else max(1.0, *(number(record[picture.x]) for record in records))
    plane: Plane = [[" "] * width for _ in range(rows)]
    if picture.dots:
        _diagonal(plane, canvas)
        _dots(plane, chart, records, most, canvas)
    else:
        _band(plane, chart, records, most, canvas)
        _line(plane, chart, records, most, canvas)
    lines = [f"{canvas.name(picture.y[0])}"]
    for place, row in enumerate(plane):
        share_here = 100 * (1 - place / (rows - 1))
        mark = f"{share_here:.0f}%" if place % ((rows - 1) // 4) == 0 else ""
        lines.append(f"{mark:>{_MARGIN - 1}} {canvas.glyphs.down}{''.join(row)}")
    corner = " " * _MARGIN + canvas.glyphs.corners[2]
    lines.append(corner + canvas.glyphs.across * width)
    marks = ticks(most)
    texts = shown("share" if share else "int", [mark if share else round(mark) for mark in marks])
    columns = [round(mark / most * (width - 1)) + _MARGIN + 1 for mark in marks]
    whole = _MARGIN + 1 + width
    lines.append(placed(list(zip(columns, texts, strict=True)), whole))
    lines.append(placed([(whole - 1, canvas.name(picture.x))], whole))
    if picture.below:
        lines += [f"{canvas.name(picture.below)}:", placed(_below(chart, records, marks, columns), whole)]
    return lines


def _at(chart: Chart, records: Sequence[Record], column: str, first: float) -> Callable[[float], float]:
    """The value of a column at any x: what the last step left, or the straight line between two rows."""
    places = [number(record[chart.picture.x]) for record in records]
    values = [number(record[column]) for record in records]

    def value(x: float) -> float:
        after = bisect_right(places, x + 1e-9)
        if after == 0:
            return first if chart.picture.stepped else values[0] * x / places[0]
        if chart.picture.stepped or after == len(places):
            return values[after - 1]
        share = (x - places[after - 1]) / (places[after] - places[after - 1])
        return values[after - 1] + share * (values[after] - values[after - 1])

    return value


def _heights(chart: Chart, records: Sequence[Record], column: str, most: float, plane: Plane) -> list[int]:
    """The row of the plane at each of its columns."""
    value, width = _at(chart, records, column, 1.0), len(plane[0])
    return [_row(value(place * most / (width - 1)), len(plane)) for place in range(width)]


def _row(share: float, rows: int) -> int:
    return round((1 - min(1.0, max(0.0, share))) * (rows - 1))


def _band(plane: Plane, chart: Chart, records: Sequence[Record], most: float, canvas: Canvas) -> None:
    known = [record for record in records if all(record[name] is not None for name in chart.picture.band)]
    if not chart.picture.band or not known:
        return
    low, high = (_heights(chart, known, name, most, plane) for name in chart.picture.band)
    for place, (bottom, top) in enumerate(zip(low, high, strict=True)):
        for row in range(top, bottom + 1):
            plane[row][place] = canvas.glyphs.shades[1]


def _line(plane: Plane, chart: Chart, records: Sequence[Record], most: float, canvas: Canvas) -> None:
    top_left, top_right, bottom_left, bottom_right = canvas.glyphs.corners
    before: int | None = None
    for place, row in enumerate(_heights(chart, records, chart.picture.y[0], most, plane)):
        plane[row][place] = canvas.glyphs.across
        if before is not None and before != row:
            falls = row > before
            plane[before][place] = top_right if falls else bottom_right
            plane[row][place] = bottom_left if falls else top_left
            for between in range(min(before, row) + 1, max(before, row)):
                plane[between][place] = canvas.glyphs.down
        before = row


def _diagonal(plane: Plane, canvas: Canvas) -> None:
    width = len(plane[0])
    for place in range(width):
        plane[_row(place / (width - 1), len(plane))][place] = canvas.glyphs.faint


def _dots(plane: Plane, chart: Chart, records: Sequence[Record], most: float, canvas: Canvas) -> None:
    for record in records:
        place = round(min(1.0, number(record[chart.picture.x]) / most) * (len(plane[0]) - 1))
        plane[_row(number(record[chart.picture.y[0]]), len(plane))][place] = canvas.glyphs.mark


def _below(
    chart: Chart, records: Sequence[Record], marks: Sequence[float], columns: Sequence[int]
) -> list[tuple[int, str]]:
    """How many were still there just before each tick; nothing beyond the last row."""
    places = [number(record[chart.picture.x]) for record in records]
    found = []
    for mark, column in zip(marks, columns, strict=True):
        place = bisect_left(places, mark)
        if place < len(places):
            found.append((column, str(records[place][chart.picture.below])))
    return found
