"""The simplex search of Nelder & Mead (1965): slow, needs no gradient, shares nothing with our BFGS."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Point = list[float]


def lowest(function: Callable[[Sequence[float]], float], start: Sequence[float], restarts: int = 3) -> Point:
    """Where *function* is lowest near *start*; searched again from what was found, in case it had stuck."""
    best = list(start)
    for _ in range(restarts):
        best = _search(function, best)
    return best


def _search(function: Callable[[Sequence[float]], float], start: Point, steps: int = 500) -> Point:
    size = len(start)
    corners = [list(start)] + [
        [each + (0.3 if j == i else 0.0) for j, each in enumerate(start)] for i in range(size)
    ]
    simplex = sorted((function(point), point) for point in corners)
    for _ in range(steps):
        worst, point = simplex[-1]
        if abs(worst - simplex[0][0]) <= 1e-14 * abs(worst):
            break
        centre = [sum(corner[1][i] for corner in simplex[:-1]) / size for i in range(size)]

        def at(factor: float, centre: Point = centre, point: Point = point) -> tuple[float, Point]:
            moved = [middle + factor * (middle - here) for middle, here in zip(centre, point, strict=True)]
            return function(moved), moved

        reflected = at(1.0)
        if reflected[0] < simplex[0][0]:
            simplex[-1] = min(reflected, at(2.0))
        elif reflected[0] < simplex[-2][0]:
            simplex[-1] = reflected
        else:
            inner = at(0.5) if reflected[0] < worst else at(-0.5)
            if inner[0] < min(worst, reflected[0]):
                simplex[-1] = inner
            else:
                best = simplex[0][1]
                shrunk = [
                    [(here + there) / 2 for here, there in zip(corner, best, strict=True)]
                    for _, corner in simplex[1:]
                ]
                simplex[1:] = [(function(corner), corner) for corner in shrunk]
        simplex.sort()
    return simplex[0][1]
