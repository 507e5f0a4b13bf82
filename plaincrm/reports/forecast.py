"""Forecast: who will buy again, how often and for how much, from how each customer has bought so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.chart import Picture
from plaincrm.reports import plan as plans
from plaincrm.reports.ahead import Ahead
from plaincrm.reports.bg_nbd import History
from plaincrm.reports.outlook import read_outlook
from plaincrm.reports.query_text import query
from plaincrm.reports.report import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.outlook import Outlook
    from plaincrm.reports.plan import Plan

TITLE = "Forecast"
TITLE_ZH = "购买预测"
ABOUT = "Who is likely to buy again, how often and for how much, and what each customer is worth in a year."
PARAMS = plans.PARAMS
PICTURE = Picture(
    "curve",
    "Calibration of the chance to buy: foretold against what came",
    "购买概率校准：预测与实际",
    "foretold",
    ("came",),
    dots=True,
)
_COLUMNS = (
    "customer, name, x int, t_x int, T int, p_alive share, p_buy share, expected_purchases number,"
    " expected_spend money, clv money, past_revenue money"
)


class Expected(NamedTuple):
    """What is expected of a customer, in the order of the columns; money in minor units."""

    customer: str | None
    name: str
    x: int | None
    t_x: int | None
    t: int | None
    p_alive: float | None
    p_buy: float | None
    purchases: float
    spend: int | None
    clv: int | None
    past_revenue: int


def run(index: Index, ask: Ask) -> Found:
    """One row per buyer not recorded as gone, the likeliest first; where few bought again one of totals."""
    from plaincrm.reports.forecast_notes import notes

    plan = plans.read_plan(ask)
    outlook = read_outlook(index, ask)
    expected = [] if outlook.rhythm is None else expectations(index, ask, plan, outlook)
    enough = outlook.repeat_buyers >= int(index.settings["forecast.min_repeat"])
    rows = expected if enough or not expected else [total(expected)]
    return Found(_COLUMNS, [tuple(row) for row in rows], notes(index, ask, plan, outlook, expected))


def drawn(index: Index, ask: Ask, found: Found) -> Found:
    """The back-test in ten groups of like chance: the mean foretold, and the share who came."""
    from plaincrm.reports.back_test import calibration

    rows = calibration(index, ask)
    return Found("foretold share, came share, customers int", list(rows), found.notes)


def expectations(index: Index, ask: Ask, plan: Plan, outlook: Outlook) -> list[Expected]:
    """What is expected of every buyer of the window, the likeliest first, ties by ID."""
    bound = {"asof_day": ask.asof_day, "from_day": ask.from_day, "to_day": ask.to_day}
    ahead = Ahead(outlook, plan, ask)
    found = []
    for customer, name, x, t_x, t, repeat_revenue, past_revenue in index.rows(query("forecast"), bound):
        coming = ahead.of(History(x, t_x, t), repeat_revenue, past_revenue)
        found.append(Expected(customer, name, x, t_x, t, *coming, past_revenue))
    return sorted(found, key=lambda row: (-(row.p_buy or 0.0), row.customer or ""))


def total(expected: Sequence[Expected]) -> Expected:
    """The totals as a row that names no customer; money that nobody has stays empty."""
    spend = [row.spend for row in expected if row.spend is not None]
    clv = [row.clv for row in expected if row.clv is not None]
    return Expected(
        *(None, "all", None, None, None, None, None),
        round(sum(row.purchases for row in expected), 6),
        *(sum(spend) if spend else None, sum(clv) if clv else None),
        sum(row.past_revenue for row in expected),
    )
