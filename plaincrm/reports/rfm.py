"""Recency, frequency, monetary: scores, segments, the Chinese eight classes and ABC bands.

All on integers and fractions, so that the same book gives the same scores everywhere.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction


# by whether recency, frequency and money are high
_CLASSES = {
    (recent, frequent, big): ("重要" if big else "一般")
    + (("价值" if recent else "保持") if frequent else ("发展" if recent else "挽留"))
    for recent in (False, True)
    for frequent in (False, True)
    for big in (False, True)
}


def rank_scores(values: Sequence[int], *, steps: int, low_is_good: bool = False) -> list[int]:
    """1 + steps · (number strictly worse) div n for each value: ties are equal, *steps* is best."""
    ordered = sorted(values)
    count = len(ordered)
    if not low_is_good:
        ordered.reverse()
    # of equal values the last place counts: behind it are those strictly worse
    place = {value: number for number, value in enumerate(ordered, start=1)}
    score = {value: 1 + steps * (count - last) // count for value, last in place.items()}
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
    (r, r_parts), (f, f_parts), (m, m_parts) = (
        _middle(values, threshold) for values in (recency, frequency, monetary)
    )
    # as whole numbers: up to so many days, from so many purchases and so much money on
    most, often, much = r // r_parts, -(-f // f_parts), -(-m // m_parts)
    return [
        _CLASSES[one <= most, two >= often, three >= much]
        for one, two, three in zip(recency, frequency, monetary, strict=True)
    ]


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
    if total <= 0:
        return [last] * len(revenues)
    # before the first that is nothing or less the sums only rise, so each band is a stretch
    positive = [revenue for revenue in revenues if revenue > 0]
    before = list(accumulate(positive[:-1], initial=0)) if positive else []
    bands: list[str] = []
    for limit, band in limits:
        end = bisect_left(before, total * limit)
        bands += [band] * (end - len(bands))
    return bands + [last] * (len(revenues) - len(bands))


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
