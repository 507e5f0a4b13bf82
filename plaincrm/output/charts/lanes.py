"""Days on lanes: when something happened, each kind on a line of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from plaincrm.output import measure
from plaincrm.output.charts.ink import names, placed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.chart import Chart
    from plaincrm.output.charts.ink import Canvas


def draw_lanes(chart: Chart, records: Sequence[dict[str, Any]], canvas: Canvas) -> list[str]:
    """A line per lane, the days from the first to the last across; several on one spot are counted."""
    picture = chart.picture
    lanes = list(dict.fromkeys(str(record[picture.y[0]]) for record in records))
    labels = names([canvas.name(lane) for lane in lanes], max(4, canvas.width // 4))
    days = [_day(record[picture.x]) for record in records]
    first, last = min(days), max(days)
    margin = measure.width(labels[0]) + 2
    room = max(10, canvas.width - margin)

    def column(day: int) -> int:
        return round((day - first) / (last - first) * (room - 1)) if last > first else 0

    lines = []
    for lane, label in zip(lanes, labels, strict=True):
        counts = [0] * room
        for record, day in zip(records, days, strict=True):
            counts[column(day)] += str(record[picture.y[0]]) == lane
        lines.append(f"{label} {canvas.glyphs.down}" + "".join(_mark(count, canvas) for count in counts))
    corner = " " * (margin - 1) + canvas.glyphs.corners[2]
    marks = [
        (margin + column(day), date.fromordinal(day).isoformat())
        for day in dict.fromkeys((first, (first + last) // 2, last))
    ]
    return [*lines, corner + canvas.glyphs.across * room, placed(marks, margin + room)]


def _day(value: Any) -> int:
    return date.fromisoformat(str(value)[:10]).toordinal()


def _mark(count: int, canvas: Canvas) -> str:
    if count <= 1:
        return canvas.glyphs.mark if count else " "
    return str(count) if count <= 9 else "+"
