"""Plan: how far a forecast looks ahead, and what money of later months is worth."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.dates import from_day_number
from plaincrm.errors import UsageError
from plaincrm.reports.param import Param

if TYPE_CHECKING:
    from plaincrm.reports.ask import Ask

PARAMS = (
    Param("horizon", "text", None, (), "how far ahead, such as 90d or 3m", "forecast.horizon_days"),
    Param("months", "integer", None, (), "how many months of customer lifetime value", "forecast.months"),
    Param("discount", "text", None, (), "yearly discount on later money, such as 10%", "forecast.discount"),
    Param("margin", "text", None, (), "the part of revenue that is kept, such as 40%", "forecast.margin"),
)
_DAYS_PER_MONTH = 30.4375
_MOST_MONTHS = 240


class Plan(NamedTuple):
    """The horizon in days, the months of lifetime value, the yearly discount and the margin."""

    days: int
    months: int = 0
    discount: Fraction = Fraction(0)
    margin: Fraction = Fraction(1)

    @property
    def ends(self) -> list[float]:
        """The end of each month in days from asof, a month having 30.4375."""
        return [month * _DAYS_PER_MONTH for month in range(1, self.months + 1)]

    @property
    def worth(self) -> list[float]:
        """What one unit of revenue in each month is worth today: margin ÷ (1 + discount)^(month ÷ 12)."""
        rate = 1 + float(self.discount)
        return [float(self.margin) / rate ** (month / 12) for month in range(1, self.months + 1)]

    @property
    def is_revenue(self) -> bool:
        """Whether all revenue counts, so that lifetime value is revenue."""
        return self.margin == 1


def read_plan(ask: Ask) -> Plan:
    """The plan asked for; UsageError (exit 2) where a part of it cannot be read."""
    months = ask.integer("months")
    if not 1 <= months <= _MOST_MONTHS:
        raise UsageError(f'--months: "{months}" is not a number of months', hint=f"write 1 to {_MOST_MONTHS}")
    margin = _share(ask, "margin")
    if margin > 1:
        raise UsageError(f'--margin: "{ask.text("margin")}" is more than all', hint="write 0% to 100%")
    return Plan(_days(ask), months, _share(ask, "discount"), margin)


def percent(share: Fraction) -> str:
    """A share in per cent, as short as it can be: 10 %, 7.5 %."""
    return f"{float(100 * share):g} %"


def _days(ask: Ask) -> int:
    """The horizon in days, months and years by the calendar from asof."""
    from plaincrm.dates import add_span, parse_span

    text = ask.text("horizon")
    asof = date.fromisoformat(ask.asof)
    days = (add_span(asof, parse_span(text)) - asof).days
    if days < 1:
        raise UsageError(f'--horizon: "{text}" is not ahead', hint="write 90d, 6w or 3m")
    return days


def _share(ask: Ask, name: str) -> Fraction:
    text = ask.text(name)
    found = re.fullmatch(r"([0-9]+(?:\.[0-9]+)?)\s*(%?)", text, re.ASCII)
    share = None if found is None else Fraction(found[1]) / (100 if found[2] else 1)
    if found is None or share is None or (share > 1 and not found[2]):
        raise UsageError(f'--{name}: "{text}" is not a share', hint=f"write --{name} 10% or --{name} 0.1")
    return share


def end_of(ask: Ask, plan: Plan) -> str:
    """The last day of the horizon, ISO."""
    return from_day_number(ask.asof_day + plan.days).isoformat()
