"""Grades: the scores, segment, class and bands of buyers, and what few data do not allow to say."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.reports import rfm

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from plaincrm.reports.buyers import Buyers


class Rules(NamedTuple):
    """How to grade: *cuts* by dimension (r, f, m), *unit* is one of the currency in minor units.

    The last three say how many buyers a class, scores, and segments need.
    """

    method: str
    cuts: Mapping[str, Sequence[Fraction]]
    threshold: str
    unit: int
    grid: Mapping[tuple[int, int], str]
    frequency_starts: Sequence[int]
    amount_limits: Sequence[tuple[Fraction, str]]
    min_class: int
    min_scores: int
    min_segments: int

    def steps(self, count: int) -> int:
        """How many scores so many buyers allow: 5, 3, or 0 for none."""
        if count >= self.min_segments:
            return 5
        return 3 if count >= self.min_scores else 0

    def gives_segments(self, count: int) -> bool:
        """Whether so many buyers get segments: they need scores from 1 to 5, or the user's own cuts."""
        return self.steps(count) == 5 or {"r", "f"} <= self.cuts.keys()

    def middle(self, count: int) -> str:
        """Against what a class is told: the mean of few buyers is one buyer's whim, so then the median."""
        return self.threshold if count >= self.min_scores else "median"


class Grades(NamedTuple):
    """What a report says of buyers, by column; None is withheld."""

    frequency_band: Sequence[str]
    amount_band: Sequence[str]
    r: Sequence[int | None]
    f: Sequence[int | None]
    m: Sequence[int | None]
    segment: Sequence[str | None]
    klass: Sequence[str | None]


def grade(buyers: Buyers, rules: Rules) -> Grades:
    """The grades of buyers, in their order; they come most revenue first.

    By default fewer than 10 buyers get no scores and no class, fewer than 25 no scores and a class
    against the median, fewer than 100 scores from 1 to 3 and no segment. Absolute cuts do not
    depend on how many there are, so they always score.
    """
    measures = {"r": buyers.recency, "f": buyers.frequency, "m": buyers.revenue}
    scores = {name: _scores(name, values, rules) for name, values in measures.items()}
    segments = _segments(scores, rules)
    classes = _classes(measures, rules)
    amounts = rfm.abc_bands(buyers.revenue, rules.amount_limits)
    bands = rfm.frequency_band_of(buyers.recent, rules.frequency_starts)
    return Grades(bands, amounts, scores["r"], scores["f"], scores["m"], segments, classes)


def _scores(name: str, values: Sequence[int], rules: Rules) -> list[int] | list[None]:
    low_is_good = name == "r"
    unit = rules.unit if name == "m" else 1
    if name in rules.cuts:
        cuts = [cut * unit for cut in rules.cuts[name]]
        return rfm.cut_scores(values, cuts, low_is_good=low_is_good)
    steps = rules.steps(len(values))
    if not steps:
        return [None] * len(values)
    if rules.method == "quantile":
        cuts = rfm.quantile_cuts(values, steps=steps, unit=unit)
        return rfm.cut_scores(values, cuts, low_is_good=low_is_good)
    return rfm.rank_scores(values, steps=steps, low_is_good=low_is_good)


def _segments(scores: Mapping[str, Sequence[int | None]], rules: Rules) -> list[str | None]:
    count = len(scores["r"])
    if not rules.gives_segments(count):
        return [None] * count
    return [
        None if r is None or f is None else rules.grid[r, f]
        for r, f in zip(scores["r"], scores["f"], strict=True)
    ]


def _classes(measures: Mapping[str, Sequence[int]], rules: Rules) -> list[str] | list[None]:
    count = len(measures["m"])
    if count < rules.min_class:
        return [None] * count
    return rfm.classes(*measures.values(), threshold=rules.middle(count))
