"""Minimise: the lowest point of a smooth function of a few variables, by BFGS."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Point = Sequence[float]
    # value and gradient; a value of inf says that the function cannot be worked out there
    Function = Callable[[Point], tuple[float, Point]]

_ENOUGH = 1e-12  # relative change of the value
_ARMIJO = 1e-4
_SHORTEST = 1e-12
_LONGEST = 4.0  # of one step, along any variable
_MOST_STEPS = 500


class Minimum(NamedTuple):
    """The lowest point found; *limited* where the search ended at a limit instead of in a valley."""

    point: tuple[float, ...]
    value: float
    limited: bool


def minimise(function: Function, start: Point, *, bound: float) -> Minimum:
    """The minimum near *start*, by BFGS (Nocedal & Wright 2006, algorithm 6.1) with Armijo's line search.

    Ends when the value changes by less than 1e-12 of itself or when no step leads down; *limited* when 500
    steps were not enough or a variable passed ±*bound*.
    """
    point = list(start)
    value, gradient = function(point)
    inverse = _identity(len(point))
    for step in range(_MOST_STEPS):
        direction = [-_dot(row, gradient) for row in inverse]
        found = _line_search(function, point, value, gradient, direction)
        if found is None:
            return Minimum(tuple(point), value, limited=False)
        after, lower, slope = found
        change = [there - here for there, here in zip(after, point, strict=True)]
        bend = [there - here for there, here in zip(slope, gradient, strict=True)]
        done = value - lower <= _ENOUGH * abs(lower)
        point, value, gradient = after, lower, slope
        if max(map(abs, point)) > bound:
            return Minimum(tuple(point), value, limited=True)
        if done:
            return Minimum(tuple(point), value, limited=False)
        _update(inverse, change, bend, first=step == 0)
    return Minimum(tuple(point), value, limited=True)


def _line_search(
    function: Function, point: Point, value: float, gradient: Point, direction: Sequence[float]
) -> tuple[list[float], float, Point] | None:
    """The first of ever shorter steps that leads down far enough (Armijo), or None."""
    fall = _dot(gradient, direction)
    longest = max(map(abs, direction), default=0.0)
    if not fall < 0:
        return None
    length = min(1.0, _LONGEST / longest)
    while length > _SHORTEST:
        after = [here + length * way for here, way in zip(point, direction, strict=True)]
        lower, slope = function(after)
        if lower < inf and lower <= value + _ARMIJO * length * fall:
            return after, lower, slope
        length /= 2
    return None


def _update(inverse: list[list[float]], change: Point, bend: Point, *, first: bool) -> None:
    """Teach the inverse Hessian what the last step showed (Nocedal & Wright 6.17, first 6.20)."""
    curvature = _dot(change, bend)
    if curvature <= 1e-300:
        return
    size = range(len(change))
    if first:
        scale = curvature / _dot(bend, bend)
        for i in size:
            inverse[i][i] = scale
    turned = [_dot(row, bend) for row in inverse]
    weight = (1 + _dot(bend, turned) / curvature) / curvature
    for i in size:
        for j in size:
            inverse[i][j] += (
                weight * change[i] * change[j] - (change[i] * turned[j] + turned[i] * change[j]) / curvature
            )


def _identity(size: int) -> list[list[float]]:
    return [[1.0 if i == j else 0.0 for j in range(size)] for i in range(size)]


def _dot(one: Point, other: Point) -> float:
    return sum(left * right for left, right in zip(one, other, strict=True))
