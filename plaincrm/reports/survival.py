"""Survival: the Kaplan–Meier curve of times of which some are still running, with its error and band."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Z = 1.959963984540054  # the normal quantile of a band of 95 %


class Step(NamedTuple):
    """The curve from an event time *t* on; *at_risk* counts those whose time is *t* or longer.

    *error*, *low* and *high* are None where the curve has come to 0: nothing can be said of them there.
    """

    t: int
    at_risk: int
    events: int
    survival: float
    error: float | None
    low: float | None
    high: float | None


def kaplan_meier(times: Iterable[tuple[int, bool]]) -> list[Step]:
    """One Step per event time, rising, from (time, whether the event came) of each case.

    A case without its event is censored at its time; at ties events come before censoring. Kaplan &
    Meier (1958); *error* by Greenwood's formula; *low* and *high* are the 95 % band on the log-log scale.
    """
    ended: dict[int, list[int]] = {}
    for time, came in times:
        ended.setdefault(time, [0, 0])[0 if came else 1] += 1
    at_risk = sum(map(sum, ended.values()))
    # kept whole and never shortened, so that one half is exactly one half
    numerator = denominator = 1
    spread = 0.0
    steps = []
    for time in sorted(ended):
        events, censored = ended[time]
        if events:
            left = at_risk - events
            numerator, denominator = numerator * left, denominator * at_risk
            spread += events / (at_risk * left) if left else 0.0
            steps.append(Step(time, at_risk, events, *_point(numerator / denominator, spread)))
        at_risk -= events + censored
    return steps


def median(steps: Sequence[Step]) -> Step | None:
    """The first step at which half or more have had the event; None where it does not come to that."""
    return next((step for step in steps if 2 * step.survival <= 1), None)


def _point(survival: float, spread: float) -> tuple[float, float | None, float | None, float | None]:
    """Survival, error, low and high; *spread* is Greenwood's sum."""
    if survival == 0:
        return survival, None, None, None
    width = Z * sqrt(spread) / -log(survival)
    return survival, survival * sqrt(spread), survival ** exp(width), survival ** exp(-width)
