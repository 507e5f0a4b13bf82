"""Scores of answers to surveys, NPS, CSAT and CES, with the error that comes of asking only so many."""

from __future__ import annotations

from math import fsum, hypot, sqrt
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.reports.survival import Z

if TYPE_CHECKING:
    from collections.abc import Sequence

METRICS = ("nps", "csat", "ces")
_CES_AGREES = 5


class Score(NamedTuple):
    """What *n* answers give; *score*, *error*, *low* and *high* are points for nps, shares of 1 else.

    *promoters*, *passives* and *detractors* count answers, for nps only. *error* is one standard error.
    """

    n: int
    score: float
    error: float
    low: float
    high: float
    promoters: int | None
    passives: int | None
    detractors: int | None
    mean: float


def score_of(metric: str, scale: int, answers: Sequence[float]) -> Score:
    """The score of one answer or more on one scale; *scale* counts for csat only.

    nps: per cent of 9-10 less per cent of 0-6. csat: the share of the two best answers. ces: the share
    of 5-7. Both shares with Wilson's interval.
    """
    mean = fsum(answers) / len(answers)
    if metric == "nps":
        return _net_promoters(answers, mean)
    best = _CES_AGREES if metric == "ces" else scale - 1
    good, n = sum(1 for answer in answers if answer >= best), len(answers)
    error = sqrt(good * (n - good) / n**3)
    return Score(n, good / n, error, *wilson(good, n), None, None, None, mean)


def wilson(good: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share of *good* in *n*, by Wilson (1927)."""
    share, z2 = good / n, Z * Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    reach = Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # at the ends floats would leave a trace
    return 0.0 if good == 0 else middle - reach, 1.0 if good == n else middle + reach


def differs(one: Score, other: Score) -> bool:
    """Whether two scores lie further apart than chance makes 95 of 100 such pairs lie."""
    return abs(one.score - other.score) > Z * hypot(one.error, other.error)


def _net_promoters(answers: Sequence[float], mean: float) -> Score:
    n = len(answers)
    promoters = sum(1 for answer in answers if answer >= 9)
    detractors = sum(1 for answer in answers if answer <= 6)
    net = promoters - detractors
    score = 100 * net / n
    # √((p + d − (p − d)²) ÷ n) with p and d as shares, multiplied out
    error = 100 * sqrt(((promoters + detractors) * n - net * net) / n**3)
    low, high = max(-100.0, score - Z * error), min(100.0, score + Z * error)
    return Score(n, score, error, low, high, promoters, n - promoters - detractors, detractors, mean)
