"""Quantiles of whole numbers, type 7: a straight line between the neighbours, as in R, NumPy and SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def quantile(values: Iterable[int], part: int, of: int) -> float | None:
    """The value below which *part* of *of* parts lie: 1 of 2 is the median; None where there is no value."""
    ordered = sorted(values)
    if not ordered:
        return None
    place, rest = divmod((len(ordered) - 1) * part, of)
    above = ordered[min(place + 1, len(ordered) - 1)]
    return (ordered[place] * of + rest * (above - ordered[place])) / of
