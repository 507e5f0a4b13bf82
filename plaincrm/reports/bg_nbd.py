"""BG/NBD: how often customers buy and when they stop, from how often, how lately and how long they bought.

Fader, Hardie & Lee (2005), "Counting Your Customers" the Easy Way: An Alternative to the Pareto/NBD Model,
Marketing Science 24 (2). Customers buy at random at a rate of their own (gamma: r, alpha) and after any
purchase leave with a chance of their own (beta: a, b). Times are in weeks, counted from the first purchase.
"""

from __future__ import annotations

from math import exp, expm1, log, log1p
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.reports.minimise import minimise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Parameters = Sequence[float]
    Times = Sequence[tuple[float, float, int]]  # t_x and T in weeks, and how many customers
    Grouped = Sequence[tuple[int, Times]]  # by x

DAYS_PER_WEEK = 7
_DIGITS = 6
_BOUND = 16.0  # of the logarithm of a parameter
_LEAST_A, _MOST_B, _LEAST_SHARE = 1e-3, 1e3, 1e-3
_NEGLIGIBLE, _HUGE = 1e-16, 1e200


class History(NamedTuple):
    """*x* purchases after the first, the last of them *t_x* days after it, all seen for *t* days (T)."""

    x: int
    t_x: int
    t: int

    @property
    def weeks(self) -> tuple[int, float, float]:
        """The same with the times in weeks, as the model takes them."""
        return self.x, self.t_x / DAYS_PER_WEEK, self.t / DAYS_PER_WEEK


class BgNbd(NamedTuple):
    """The four parameters, in weeks where they have a unit."""

    r: float
    alpha: float
    a: float
    b: float

    def p_alive(self, x: int, t_x: float, t: float) -> float:
        """The chance that a customer has not left; 1 for everyone who bought once.

        Fader, Hardie & Lee (2008), Computing P(alive) Using the BG/NBD Model.
        """
        if x == 0:
            return 1.0
        odds = log(self.a / (self.b + x - 1)) + (self.r + x) * log((self.alpha + t) / (self.alpha + t_x))
        return 1 / (1 + exp(odds)) if odds < 0 else exp(-odds) / (1 + exp(-odds))

    def p_buy(self, x: int, t_x: float, t: float, weeks: float) -> float:
        """The chance to buy at least once in the coming *weeks*: P(alive) × (1 − P(no purchase | alive)).

        The rate of who is alive is gamma (r + x, α + T), so that the silence of *weeks* has the chance
        ((α + T) ÷ (α + T + weeks))^(r + x).
        """
        none = -expm1(-(self.r + x) * log1p(weeks / (self.alpha + t)))
        return self.p_alive(x, t_x, t) * none

    def purchases(self, x: int, t_x: float, t: float, weeks: float) -> float:
        """The purchases to expect in the coming *weeks* (Fader, Hardie & Lee 2005, equation 10)."""
        return self.p_alive(x, t_x, t) * self.purchases_if_alive(x, t, weeks)

    def purchases_if_alive(self, x: int, t: float, weeks: float) -> float:
        """The same of a customer who has not left: equation 10 without its denominator, P(alive).

        Σ P(alive after k − 1 purchases) × P(time for k of them) over k ≥ 1, that is Σ P(n) S(n) over n ≥ 1:
        P(n) of the negative binomial with r + x and weeks ÷ (α + T), S(n) = Σ (b + x)_k ÷ (a + b + x)_k over
        k < n. All terms are positive; the 2F1 of the paper says the same, but loses every digit where
        customers are much alike (r or a large), and has no value at a = 1.
        """
        shape, ahead = self.r + x, weeks / (self.alpha + t)
        part = ahead / (1 + ahead)
        log_unit = -shape * log1p(ahead)  # ln P(0), the unit of chance and total
        chance, kept, allowed, total, n = 1.0, 1.0, 0.0, 0.0, 0
        while n <= shape * ahead or chance * allowed > _NEGLIGIBLE * total:
            allowed += kept
            kept *= (self.b + x + n) / (self.a + self.b + x + n)
            chance *= (shape + n) / (n + 1) * part
            total += chance * allowed
            n += 1
            if chance > _HUGE:
                chance, total, log_unit = chance / _HUGE, total / _HUGE, log_unit + log(_HUGE)
        return total * exp(log_unit)


class Fit(NamedTuple):
    """The parameters, the log-likelihood of all customers, and whether the search ended at a limit."""

    model: BgNbd
    log_likelihood: float
    limited: bool

    @property
    def degenerate(self) -> str:
        """Why no drop-out can be seen in this history; empty where it can.

        Below one in a thousand, the chance to leave with a purchase, a ÷ (a + b), is no more than noise.
        """
        _, _, a, b = self.model
        if self.limited:
            return "the fit ran to its limit"
        if a < _LEAST_A or a / (a + b) < _LEAST_SHARE:
            return f"a = {a:g}, b = {b:g}"
        return f"b = {b:g}" if b > _MOST_B else ""


def fit(histories: Mapping[History, int]) -> Fit:
    """The parameters under which these histories, each so many times, are most likely.

    Somebody must have bought again. The parameters have six significant digits, as they are printed: what
    is foretold follows from what is shown, and from no rounding that differs between machines.
    """
    grouped, customers = group(histories), sum(histories.values())
    mean_t = sum(each.t * count for each, count in histories.items()) / customers / DAYS_PER_WEEK

    def loss(logs: Parameters) -> tuple[float, Parameters]:
        parameters = [exp(each) for each in logs]
        value, gradient = log_likelihood(grouped, parameters)
        slopes = [-slope * size / customers for slope, size in zip(gradient, parameters, strict=True)]
        return -value / customers, slopes

    found = minimise(loss, [0.0, log(mean_t / 4), 0.0, 0.0], bound=_BOUND)
    model = BgNbd(*(float(f"{exp(each):.{_DIGITS}g}") for each in found.point))
    return Fit(model, -found.value * customers, found.limited)


def group(histories: Mapping[History, int]) -> Grouped:
    """The same customers by x, in a fixed order, times in weeks."""
    by_x: dict[int, list[tuple[float, float, int]]] = {}
    for each in sorted(histories):
        x, t_x, t = each.weeks
        by_x.setdefault(x, []).append((t_x, t, histories[each]))
    return list(by_x.items())


def log_likelihood(grouped: Grouped, parameters: Parameters) -> tuple[float, list[float]]:
    """The log-likelihood and its gradient (Fader, Hardie & Lee 2005, equation 6, in logarithms).

    Π (r + i) ÷ α × (b + i) ÷ (a + b + i) over i < x, times (1 + T/α)^−(r + x) for having stayed plus
    a ÷ (b + x − 1) × (1 + t_x/α)^−(r + x) for having left with the last purchase. Products stand for the
    paper's gamma functions, so that nothing cancels where all customers are alike (r and α grow together).
    """
    r, alpha, a, b = parameters
    total, slopes = 0.0, [0.0, 0.0, 0.0, 0.0]
    product, slope_r, slope_a, slope_b = 0.0, 0.0, 0.0, 0.0
    done = 0
    for x, times in grouped:
        for i in range(done, x):
            product += log((r + i) / alpha) - log1p(a / (b + i))
            slope_r += 1 / (r + i)
            slope_a -= 1 / (a + b + i)
            slope_b += a / ((b + i) * (a + b + i))
        done = x
        seen = _again(times, r + x, alpha, log(a / (b + x - 1))) if x else _never_again(times, r, alpha)
        total += seen.n * product + seen.value
        slopes[0] += seen.n * slope_r - seen.log_time
        slopes[1] += ((r + x) * seen.part - seen.n * x) / alpha
        slopes[2] += seen.n * slope_a + seen.left / a
        slopes[3] += seen.n * slope_b - (seen.left / (b + x - 1) if x else 0.0)
    return total, slopes


class _Seen(NamedTuple):
    """Sums over the customers of one x: how many, their part of the likelihood and of its slopes.

    *log_time* adds ln(1 + time/α), *part* time ÷ (α + time): at T who stayed, at t_x who *left*.
    """

    n: int
    value: float
    log_time: float
    part: float
    left: float


def _never_again(times: Times, r: float, alpha: float) -> _Seen:
    n, log_time, part = 0, 0.0, 0.0
    for _, t, count in times:
        n += count
        log_time += count * log1p(t / alpha)
        part += count * t / (alpha + t)
    return _Seen(n, -r * log_time, log_time, part, 0.0)


def _again(times: Times, power: float, alpha: float, log_leave: float) -> _Seen:
    """*power* is r + x, *log_leave* ln(a ÷ (b + x − 1)): the odds to leave with one purchase."""
    n, value, log_time, part, left = 0, 0.0, 0.0, 0.0, 0.0
    for t_x, t, count in times:
        log_t, log_last = log1p(t / alpha), log1p(t_x / alpha)
        odds = log_leave + power * (log_t - log_last)
        small = exp(-abs(odds))
        gone = (1.0 if odds > 0 else small) / (1 + small)
        n += count
        value += count * (max(odds, 0.0) + log1p(small) - power * log_t)
        log_time += count * (log_t + gone * (log_last - log_t))
        part += count * ((1 - gone) * t / (alpha + t) + gone * t_x / (alpha + t_x))
        left += count * gone
    return _Seen(n, value, log_time, part, left)
