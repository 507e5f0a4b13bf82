"""Recency, frequency, monetary: scores, segments, the Chinese eight classes and ABC bands.

All on integers and fractions, so that the same book gives the same scores everywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction


def rank_scores(values: Sequence[int], *, steps: int, low_is_good: bool = False) -> list[int]:
    """1 + steps · (number strictly worse) div n for each value: ties are equal, *steps* is best."""
    ordered = sorted(values)
    count = len(ordered)
    score: dict[int, int] = {}
    for value in set(ordered):
        worse = count - bisect_right(ordered, value) if low_is_good else bisect_left(ordered, value)
        score[value] = 1 + steps * worse // count
    return [score[value] for value in values]


def quantile_cuts(values: Sequence[int], *, steps: int, unit: int) -> list[Fraction]:
    """The steps - 1 inner type-7 quantiles plus one *unit*, rising: where each next score begins.

    Adding one is the convention of the R package ``rfm``, which scores what lies below the cut.
    """
    from fractions import Fraction

    ordered = sorted(values)
    cuts = []
    for number in range(1, steps):
        place, rest = divmod((len(ordered) - 1) * number, steps)
        above = ordered[min(place + 1, len(ordered) - 1)]
        cuts.append(ordered[place] + Fraction(rest, steps) * (above - ordered[place]) + unit)
    return cuts


def cut_scores(values: Sequence[int], cuts: Sequence[Fraction], *, low_is_good: bool = False) -> list[int]:
    """Scores by rising cuts, closed on the left: a value equal to a cut lies above it."""
    steps = len(cuts) + 1
    score: dict[int, int] = {}
    for value in set(values):
        passed = bisect_right(cuts, value)
        score[value] = steps - passed if low_is_good else 1 + passed
    return [score[value] for value in values]


def classes(
    recency: Sequence[int], frequency: Sequence[int], monetary: Sequence[int], *, threshold: str
) -> list[str]:
    """The class of each buyer, one of 重要/一般 × 价值/保持/发展/挽留.

    High means at least the *threshold* (``mean`` or ``median``) of the buyers; for recency, at most.
    """
    recent, often, much = (_middle(values, threshold) for values in (recency, frequency, monetary))
    return [
        _class(r * recent[1] <= recent[0], f * often[1] >= often[0], m * much[1] >= much[0])
        for r, f, m in zip(recency, frequency, monetary, strict=True)
    ]


def _class(recent: bool, frequent: bool, big: bool) -> str:
    kind = ("价值" if recent else "保持") if frequent else ("发展" if recent else "挽留")
    return ("重要" if big else "一般") + kind


def _middle(values: Sequence[int], threshold: str) -> tuple[int, int]:
    """Mean or median as an exact numerator and denominator."""
    if threshold == "mean":
        return sum(values), len(values)
    ordered = sorted(values)
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half], 1
    return ordered[half - 1] + ordered[half], 2


def abc_bands(
    falling: Iterable[int], limits: Sequence[tuple[Fraction, str]], *, last: str = "C"
) -> list[str]:
    """The band of each revenue, given from the largest down: A while what came before is below 80 %.

    *limits* are the shares with their bands, rising; what is nothing or less is in the *last* band.
    """
    revenues = list(falling)
    total = sum(revenues)
    bands = []
    before = 0
    for revenue in revenues:
        fits = (band for limit, band in limits if before * limit.denominator < total * limit.numerator)
        bands.append(next(fits, last) if revenue > 0 and total > 0 else last)
        before += revenue
    return bands


def frequency_band_of(counts: Sequence[int], starts: Sequence[int]) -> list[str]:
    """The band of each count."""
    names = frequency_bands(starts)
    band = {count: names[bisect_right(starts, count)] for count in set(counts)}
    return [band[count] for count in counts]


def frequency_bands(starts: Sequence[int]) -> list[str]:
    """All bands in order: ``0``, then one from each start: 1, 2, 4, 10 give 1, 2-3, 4-9, 10+."""
    below = starts[0] - 1
    names = ["0" if below <= 0 else f"0-{below}"]
    for start, following in pairwise(starts):
        names.append(str(start) if following == start + 1 else f"{start}-{following - 1}")
    return [*names, f"{starts[-1]}+"]
