"""Digamma, which the standard library does not have."""

from __future__ import annotations

from math import log

_ASYMPTOTIC_FROM = 10.0
# Bernoulli numbers B(2k) ÷ 2k, Abramowitz & Stegun (1964) 6.3.18
_DIGAMMA = (1 / 12, -1 / 120, 1 / 252, -1 / 240, 1 / 132, -691 / 32760, 1 / 12)


def digamma(x: float) -> float:
    """The derivative of ln Γ at *x* > 0, to about 15 digits.

    The recurrence ψ(x) = ψ(x + 1) − 1/x up to 10, then the asymptotic series (Abramowitz & Stegun 6.3.5
    and 6.3.18).
    """
    shift = 0.0
    while x < _ASYMPTOTIC_FROM:
        shift -= 1 / x
        x += 1
    square = 1 / (x * x)
    series = 0.0
    for factor in reversed(_DIGAMMA):
        series = square * (factor + series)
    return shift + log(x) - 0.5 / x - series
