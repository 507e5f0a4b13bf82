"""Ahead: what is to come of a customer by the models of the book, rounded as it is shown."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.reports.bg_nbd import DAYS_PER_WEEK

if TYPE_CHECKING:
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.bg_nbd import History
    from plaincrm.reports.outlook import Outlook
    from plaincrm.reports.plan import Plan

_SHARE_DIGITS, _NUMBER_DIGITS = 6, 6


class Coming(NamedTuple):
    """What to expect of a customer; money in minor units, None where there is nothing to go by."""

    p_alive: float | None
    p_buy: float
    purchases: float
    spend: int | None
    clv: int | None


class Ahead:
    """What comes of each history; those of equal x and T differ by P(alive) only and are counted once."""

    def __init__(self, outlook: Outlook, plan: Plan, ask: Ask) -> None:
        self._outlook = outlook
        self._plan = plan
        self._ask = ask
        self._months = list(zip(plan.ends, plan.worth, strict=True))
        self._known: dict[tuple[int, int], tuple[float, float]] = {}

    def of(self, history: History, repeat_revenue: int, past_revenue: int) -> Coming:
        """What to expect of a customer; the minor units spent after the first day, and in all.

        CLV is Σ purchases of a month × money of a purchase × margin ÷ (1 + discount)^(month ÷ 12).
        """
        alive = self._outlook.model.p_alive(*history.weeks)
        within, worth = self._if_alive(history)
        each = self._each(history, repeat_revenue, past_revenue)
        return Coming(
            self._p_alive(history, alive),
            round(self._outlook.model.p_buy(*history.weeks, self._plan.days / DAYS_PER_WEEK), _SHARE_DIGITS),
            round(alive * within, _NUMBER_DIGITS),
            None if each is None else floor(alive * within * each + 0.5),
            None if each is None else floor(alive * worth * each + 0.5),
        )

    def _p_alive(self, history: History, alive: float) -> float | None:
        """Nothing is seen of it after one purchase, nor where no drop-out is visible at all."""
        hidden = history.x == 0 or (self._outlook.rhythm is not None and self._outlook.rhythm.degenerate)
        return None if hidden else round(alive, _SHARE_DIGITS)

    def _each(self, history: History, repeat_revenue: int, past_revenue: int) -> float | None:
        """The minor units to expect of one purchase."""
        if self._outlook.spending is None or (history.x and repeat_revenue <= 0):
            return None
        if self._ask.only is not None and past_revenue == 0:
            return None  # who never spent any of this currency is not about to
        unit = 10**self._ask.exponent
        mean = repeat_revenue / unit / history.x if history.x else 0.0
        money = self._outlook.spending.model.mean(history.x, mean)
        return None if money is None else money * unit

    def _if_alive(self, history: History) -> tuple[float, float]:
        """Purchases within the horizon; those of all months, each times what its revenue is worth today."""
        key = history.x, history.t
        if key not in self._known:
            worth = before = 0.0
            for end, value in self._months:
                after = self._up_to(history, end)
                worth += (after - before) * value
                before = after
            self._known[key] = self._up_to(history, self._plan.days), worth
        return self._known[key]

    def _up_to(self, history: History, days: float) -> float:
        x, _, weeks = history.weeks
        return self._outlook.model.purchases_if_alive(x, weeks, days / DAYS_PER_WEEK)
