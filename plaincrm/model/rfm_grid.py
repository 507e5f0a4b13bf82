"""The grid of the RFM segments: which of the 25 cells of recency × frequency has which name."""

from __future__ import annotations

import re
from typing import Any

from plaincrm.model.values import BadValueError, as_list, kind_of, quoted

DEFAULT: dict[str, list[str]] = {
    "Hibernating": ["R1-2 F1-2"],
    "At Risk": ["R1-2 F3-4"],
    "Can't Lose": ["R1-2 F5"],
    "About To Sleep": ["R3 F1-2"],
    "Need Attention": ["R3 F3"],
    "Loyal": ["R3 F4-5", "R4 F4-5"],
    "Promising": ["R4 F1"],
    "Potential Loyalist": ["R4 F2-3", "R5 F2-3"],
    "New": ["R5 F1"],
    "Champions": ["R5 F4-5"],
}
"""Segment → its rectangles of cells."""

_CELLS = re.compile(r"R([1-5])(?:-([1-5]))?[ ,]*F([1-5])(?:-([1-5]))?", re.IGNORECASE)

Cell = tuple[int, int]  # recency score, frequency score


def read_grid(value: Any) -> dict[str, list[str]]:
    """The segments and their rectangles; BadValueError unless every cell belongs to exactly one."""
    if not isinstance(value, dict):
        raise BadValueError(
            f"segments are expected, not {kind_of(value)}", "write a line per segment, as in New: R5 F1"
        )
    grid = {str(name): _rectangles(name, as_list(item)) for name, item in value.items()}
    taken = [cell for rectangles in grid.values() for text in rectangles for cell in cells(text)]
    twice = sorted({cell for cell in taken if taken.count(cell) > 1})
    absent = [(r, f) for r in range(1, 6) for f in range(1, 6) if (r, f) not in taken]
    if twice:
        raise BadValueError(
            f"{_named(twice)} belongs to more than one segment", "let each cell belong to one segment"
        )
    if absent:
        raise BadValueError(
            f"{_named(absent)} belongs to no segment", "let each of the 25 cells belong to a segment"
        )
    return grid


def cells(text: str) -> list[Cell]:
    """The cells of a rectangle such as ``R4 F2-3``; none where it is not one."""
    match = _CELLS.fullmatch(text.strip())
    if match is None:
        return []
    r_low, f_low = int(match[1]), int(match[3])
    r_high, f_high = int(match[2] or r_low), int(match[4] or f_low)
    return [(r, f) for r in range(r_low, r_high + 1) for f in range(f_low, f_high + 1)]


def segment_of(grid: dict[str, list[str]]) -> dict[Cell, str]:
    """Cell → segment."""
    return {cell: name for name, rectangles in grid.items() for text in rectangles for cell in cells(text)}


def _rectangles(name: str, value: Any) -> list[str]:
    if not isinstance(value, list):
        raise BadValueError(
            f"cells are expected for {quoted(name)}, not {kind_of(value)}", "write cells such as R4 F2-3"
        )
    for text in value:
        if not isinstance(text, str) or not cells(text):
            raise BadValueError(f"{quoted(text)} names no cells", "write cells such as R5 F1 or R4-5 F2-3")
    return value


def _named(found: list[Cell]) -> str:
    return ", ".join(f"R{r} F{f}" for r, f in found[:3]) + (", …" if len(found) > 3 else "")
