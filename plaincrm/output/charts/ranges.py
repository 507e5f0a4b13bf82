"""Values with their interval, one line each, on one scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.output import measure
from plaincrm.output.charts.ink import names, number, placed, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.chart import Chart
    from plaincrm.output.charts.ink import Canvas

_POINTS = (-100.0, 100.0)
_SHARES = (0.0, 1.0)


def draw_ranges(chart: Chart, records: Sequence[dict[str, Any]], canvas: Canvas) -> list[str]:
    """A line per record: label, the interval with its value, the value in figures and what lies beside it."""
    picture = chart.picture
    kind = chart.kind(picture.y[0])
    least, most = _SHARES if kind == "share" else _POINTS
    labels = names([record[picture.x] for record in records], max(4, canvas.width // 4))
    texts = _texts(chart, records, kind)
    margin = measure.width(labels[0]) + 1
    room = max(10, canvas.width - margin - len(texts[0]) - 1)

    def column(value: Any) -> int:
        return round((number(value) - least) / (most - least) * (room - 1))

    lines = []
    for label, record, text in zip(labels, records, texts, strict=True):
        low, high = (column(record[name]) for name in picture.band)
        row = [" "] * room
        row[low : high + 1] = canvas.glyphs.across * (high - low + 1)
        row[low], row[high] = canvas.glyphs.ends
        row[column(record[picture.y[0]])] = canvas.glyphs.mark
        lines.append(f"{label} {''.join(row)} {text}")
    middle = (least + most) / 2
    ends = shown(
        kind if kind == "share" else "int",
        [each if kind == "share" else round(each) for each in (least, middle, most)],
    )
    marks = [(margin + column(each), text) for each, text in zip((least, middle, most), ends, strict=True)]
    return [*lines, placed(marks, margin + room)]


def _texts(chart: Chart, records: Sequence[dict[str, Any]], kind: str) -> list[str]:
    picture = chart.picture
    values = shown(kind, [record[picture.y[0]] for record in records])
    beside = [f"{picture.below} = {record[picture.below]}" if picture.below else "" for record in records]
    texts = [f"{value:>{max(map(len, values))}} {text}" for value, text in zip(values, beside, strict=True)]
    return [text.ljust(max(map(len, texts))) for text in texts]
