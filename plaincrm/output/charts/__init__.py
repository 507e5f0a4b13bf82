"""A chart as text for a terminal: one module per shape, all of the same few inks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.output import measure
from plaincrm.output.charts.bars import draw_bars
from plaincrm.output.charts.curve import draw_curve
from plaincrm.output.charts.grid import draw_grid
from plaincrm.output.charts.ink import ASCII, BLOCKS, Canvas, said
from plaincrm.output.charts.lanes import draw_lanes
from plaincrm.output.charts.ranges import draw_ranges
from plaincrm.output.color import paint
from plaincrm.output.escape import one_line

if TYPE_CHECKING:
    from plaincrm.chart import Chart
    from plaincrm.output.look import Look

_SHAPES = {
    "bars": draw_bars,
    "grid": draw_grid,
    "curve": draw_curve,
    "ranges": draw_ranges,
    "lanes": draw_lanes,
}
_USUAL_WIDTH = 80


def render_chart(chart: Chart, look: Look, *, ascii_only: bool = False) -> str:
    """*chart* in at most the columns of *look* (80 where it names none), every line ended.

    Without rows its notes stand in its place: they say why. *ascii_only* draws with plain ASCII; what is
    written in other letters stays as it is.
    """
    canvas = Canvas(look.width or _USUAL_WIDTH, ASCII if ascii_only else BLOCKS, look.color, look.lang)
    lines = [_bold(line, look) for line in measure.wrap(one_line(chart.title), canvas.width)]
    if not chart.table.rows:
        told = [said("nothing_to_draw", canvas), *chart.table.notes]
        return _ended(
            [*lines, *(line for text in told for line in measure.wrap(one_line(text), canvas.width))]
        )
    for name, records in chart.panels():
        if name:
            lines += ["", _bold(measure.cut(one_line(canvas.name(name)), canvas.width), look)]
        lines += _SHAPES[chart.picture.shape](chart, records, canvas)
    return _ended(lines)


def _bold(line: str, look: Look) -> str:
    return paint(line, "bold") if look.color else line


def _ended(lines: list[str]) -> str:
    return "".join(line.rstrip() + "\n" for line in lines)
