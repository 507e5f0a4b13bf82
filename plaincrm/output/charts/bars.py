"""Bars that lie: one line per label, series stacked, what is negative on the left of zero."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.output import measure
from plaincrm.output.charts.ink import names, number, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.chart import Chart
    from plaincrm.output.charts.ink import Canvas

Record = dict[str, Any]


class _Scale(NamedTuple):
    """How many columns stand left of zero and right of it, and what one of them is worth."""

    left: int
    right: int
    unit: float


def draw_bars(chart: Chart, records: Sequence[Record], canvas: Canvas) -> list[str]:
    """A line per record: label, bar, and the sum of its series; several series have a legend."""
    series = chart.picture.y
    labels = names([record[chart.picture.x] for record in records], max(4, canvas.width // 3))
    sums = [sum(record[name] for name in series if record[name] is not None) for record in records]
    texts = shown(chart.kind(series[0]), sums)
    texts = [text.rjust(max(map(len, texts))) for text in texts]
    room = canvas.width - measure.width(labels[0]) - len(texts[0]) - 4
    scale = _scale(records, series, max(3, room))
    lines = [
        f"{label} {_bar(record, series, scale, canvas)} {text}"
        for label, record, text in zip(labels, records, texts, strict=True)
    ]
    return [*lines, *(_legend(series, canvas) if len(series) > 1 else [])]


def _scale(records: Sequence[Record], series: Sequence[str], room: int) -> _Scale:
    above = max(sum(max(0.0, number(record[name])) for name in series) for record in records)
    below = max(sum(max(0.0, -number(record[name])) for name in series) for record in records)
    whole = above + below
    if whole <= 0:
        return _Scale(0, room, 1.0)
    left = min(room - 1, max(1, round(room * below / whole))) if below else 0
    right = room - left
    units = [part / columns for part, columns in ((above, right), (below, left)) if columns and part]
    return _Scale(left, right, max(units))


def _bar(record: Record, series: Sequence[str], scale: _Scale, canvas: Canvas) -> str:
    left, right = "", ""
    used = {True: 0, False: 0}
    for place, name in enumerate(series):
        value = number(record[name])
        negative = value < 0
        most = (scale.left if negative else scale.right) - used[negative]
        # what is there at all is seen
        columns = min(most, max(1, round(abs(value) / scale.unit))) if value else 0
        used[negative] += columns
        ink = canvas.paint(canvas.glyphs.fills[place % 4] * columns, place) if columns else ""
        left, right = (ink + left, right) if negative else (left, right + ink)
    blank = " " * (scale.left - used[True]), " " * (scale.right - used[False])
    return f"{blank[0]}{left}{canvas.glyphs.down}{right}{blank[1]}"


def _legend(series: Sequence[str], canvas: Canvas) -> list[str]:
    parts = [
        f"{canvas.paint(canvas.glyphs.fills[place % 4], place)} {canvas.name(name)}"
        for place, name in enumerate(series)
    ]
    wide = sum(measure.width(canvas.name(name)) + 4 for name in series)
    return ["  ".join(parts)] if wide <= canvas.width else parts
