"""A grid of numbers, shaded by how much each cell weighs: scores by scores, cohorts by age, from by to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.output import measure
from plaincrm.output.charts.ink import names, number, said, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.chart import Chart
    from plaincrm.output.charts.ink import Canvas

Cells = dict[tuple[Any, Any], str]
_GAP = 1


def draw_grid(chart: Chart, records: Sequence[dict[str, Any]], canvas: Canvas) -> list[str]:
    """A line per value of y, a column per value of x, as many as fit; numbers go first, then columns."""
    picture = chart.picture
    (down,) = picture.y
    rows, columns = _in_order(records, down, picture.x), _in_order(records, picture.x, down)
    if chart.kind(down) == "int":
        rows.reverse()  # as on any axis, the highest on top
    side = names(rows, max(4, canvas.width // 4))
    corner = measure.cut(f"{canvas.name(down)} \\ {canvas.name(picture.x)}", canvas.width)
    room = canvas.width - measure.width(side[0])
    heads = names(columns, max(3, room // max(1, len(columns)) - _GAP), right=True)
    cells = _cells(chart, records, canvas, numbers=True)
    wide = _wide(cells, heads)
    if wide * len(columns) > room:
        cells = _cells(chart, records, canvas, numbers=False)
        wide = _wide(cells, heads)
    fitting = columns[: max(1, room // wide)]
    lines = [
        corner,
        " " * measure.width(side[0])
        + "".join(measure.pad(head, wide, right=True) for head in heads[: len(fitting)]),
    ]
    for row, name in zip(rows, side, strict=True):
        drawn = (measure.pad(cells.get((row, column), ""), wide, right=True) for column in fitting)
        lines.append(name + "".join(drawn))
    hidden = len(columns) - len(fitting)
    more = [f"{said('no_room_for', canvas)} {hidden}"] if hidden else []
    return [*lines, *more, _legend(chart, records, canvas)]


def _wide(cells: Cells, heads: Sequence[str]) -> int:
    return measure.widest([*cells.values(), *heads]) + _GAP


def _in_order(records: Sequence[dict[str, Any]], column: str, other: str) -> list[Any]:
    """The values of a column: numbers rising; words as they come, alike on both sides where they are both."""
    found = {record[column] for record in records}
    if all(isinstance(value, int) for value in found):
        return sorted(found)
    return [value for value in _both(records, column, other) if value in found]


def _both(records: Sequence[dict[str, Any]], column: str, other: str) -> dict[Any, None]:
    first, second = sorted((column, other))
    return dict.fromkeys(record[name] for name in (first, second) for record in records)


def _cells(chart: Chart, records: Sequence[dict[str, Any]], canvas: Canvas, *, numbers: bool) -> Cells:
    picture = chart.picture
    texts = shown(chart.kind(picture.value), [record[picture.value] for record in records])
    most = max(number(record[picture.tint]) for record in records)
    shades = canvas.glyphs.shades
    found = {}
    for record, text in zip(records, texts, strict=True):
        weight = number(record[picture.tint])
        level = 0 if most <= 0 or weight <= 0 else max(1, round((len(shades) - 1) * weight / most))
        found[record[picture.x], record[picture.y[0]]] = (
            text + shades[level] * 2 if numbers else shades[level] * 2
        )
    return {(row, column): text for (column, row), text in found.items()}


def _legend(chart: Chart, records: Sequence[dict[str, Any]], canvas: Canvas) -> str:
    picture = chart.picture
    most = max((record[picture.tint] or 0 for record in records), key=number)
    (text,) = shown(chart.kind(picture.tint), [most])
    shade = f"{canvas.glyphs.shades[-1] * 2} {canvas.name(picture.tint)} {text}"
    return shade if picture.value == picture.tint else f"{canvas.name(picture.value)}  {shade}"
