"""Gamma-Gamma: what a customer spends per purchase, drawn towards what others spend while little is known.

Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value. One purchase is gamma (p, ν), and ν differs
between customers as gamma (q, γ); how much and how often are taken to have nothing to do with each other.
"""

from __future__ import annotations

from math import exp, lgamma, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.reports.digamma import digamma
from plaincrm.reports.minimise import minimise

if TYPE_CHECKING:
    from collections.abc import Sequence

    Parameters = Sequence[float]
    Means = Sequence[float]
    Grouped = Sequence[tuple[int, Means]]  # by x

_DIGITS = 6
_BOUND = 15.0  # of the logarithm of a parameter


class Spending(NamedTuple):
    """The *mean* of *x* purchases, both above 0."""

    x: int
    mean: float


class GammaGamma(NamedTuple):
    """The three parameters; *gamma* in the unit of the money."""

    p: float
    q: float
    gamma: float

    def mean(self, x: int, mean: float) -> float | None:
        """E[M]: the money of a purchase of who spent *mean* in each of *x* (Fader & Hardie 2013, eq. 5).

        p (γ + x mean) ÷ (p x + q − 1); with *x* = 0 that of all customers, p γ ÷ (q − 1). None where the
        model has no finite mean: q ≤ 1 makes a few endlessly rich.
        """
        weight = self.p * x + self.q - 1
        return self.p * (self.gamma + x * mean) / weight if weight > 0 else None


class Fit(NamedTuple):
    """The parameters, the log-likelihood of all customers, and whether the search ended at a limit."""

    model: GammaGamma
    log_likelihood: float
    limited: bool


def fit(spendings: Sequence[Spending]) -> Fit:
    """The parameters under which these means are most likely; six significant digits, as they are printed.

    Worked out in units of the overall mean, so that the currency makes no difference.
    """
    customers = len(spendings)
    unit = sum(sorted(each.mean for each in spendings)) / customers
    grouped = group(spendings, unit)

    def loss(logs: Parameters) -> tuple[float, Parameters]:
        parameters = [exp(each) for each in logs]
        value, gradient = log_likelihood(grouped, parameters)
        slopes = [-slope * size / customers for slope, size in zip(gradient, parameters, strict=True)]
        return -value / customers, slopes

    found = minimise(loss, [0.0, log(2.0), 0.0], bound=_BOUND)
    p, q, gamma = (exp(each) for each in found.point)
    model = GammaGamma(*(float(f"{each:.{_DIGITS}g}") for each in (p, q, gamma * unit)))
    return Fit(model, -found.value * customers - customers * log(unit), found.limited)


def group(spendings: Sequence[Spending], unit: float) -> Grouped:
    """The means by x, in a fixed order, in units of *unit*."""
    by_x: dict[int, list[float]] = {}
    for x, mean in sorted(spendings):
        by_x.setdefault(x, []).append(mean / unit)
    return list(by_x.items())


def log_likelihood(grouped: Grouped, parameters: Parameters) -> tuple[float, list[float]]:
    """The log-likelihood and its gradient (Fader & Hardie 2013, equation 1a, in logarithms).

    Γ(p x + q) ÷ (Γ(p x) Γ(q)) × γ^q m^(p x − 1) x^(p x) ÷ (γ + x m)^(p x + q) of a mean m of x purchases.
    """
    p, q, gamma = parameters
    total, slopes = 0.0, [0.0, 0.0, 0.0]
    for x, means in grouped:
        n, shape = len(means), p * x
        logs = sum(map(log, means))
        sums = [gamma + x * mean for mean in means]
        log_sums, per_sum = sum(map(log, sums)), sum(1 / each for each in sums)
        constant = lgamma(shape + q) - lgamma(shape) - lgamma(q) + q * log(gamma) + shape * log(x)
        total += n * constant + (shape - 1) * logs - (shape + q) * log_sums
        both = digamma(shape + q)
        slopes[0] += x * (n * (both - digamma(shape) + log(x)) + logs - log_sums)
        slopes[1] += n * (both - digamma(q) + log(gamma)) - log_sums
        slopes[2] += n * q / gamma - (shape + q) * per_sum
    return total, slopes


def correlation(spendings: Sequence[Spending]) -> float | None:
    """Pearson's between how often and how much, which the model takes to be 0; None without a spread."""
    n = len(spendings)
    often, much = sorted(spendings), sorted(spendings)
    mean_x = sum(each.x for each in often) / n
    mean_m = sum(each.mean for each in much) / n
    covariance = sum((each.x - mean_x) * (each.mean - mean_m) for each in often)
    spread = sum((each.x - mean_x) ** 2 for each in often) * sum((each.mean - mean_m) ** 2 for each in much)
    return covariance / sqrt(spread) if spread > 0 else None
