"""Chances: how likely those at risk are to buy again all the same, where the book can tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.churn import Case
    from plaincrm.reports.outlook import Outlook
    from plaincrm.reports.rhythm import Pool

_SPENT = """
SELECT b.customer, h.repeat_revenue, b.revenue
FROM buyers b JOIN histories h ON h.customer = b.customer
WHERE :asof_day - b.last_day >= :silence
"""


class Chance(NamedTuple):
    """The chance to buy within the horizon, and the money to expect in minor units, None where unknown."""

    p_buy: float
    spend: int | None


class Chances(NamedTuple):
    """The chances by customer, empty where the book cannot tell, and what to say of them under the table."""

    of: Mapping[str, Chance]
    notes: tuple[str, ...]


def chances(index: Index, ask: Ask, pool: Pool | None, cases: Sequence[Case]) -> Chances:
    """The chances of *cases*, all of them buyers, within ``churn.horizon_days`` days."""
    if pool is None:
        return Chances({}, ())
    enough = int(index.settings["forecast.min_repeat"])
    if pool.repeat_buyers < enough:
        few = f"{enough} repeat buyers are needed, there are {pool.repeat_buyers}"
        return Chances({}, (f"p_buy, expected_spend: left empty, {few}.",))
    # the models cost a start-up, which a small book should not pay
    from plaincrm.reports.outlook import read_outlook

    outlook = read_outlook(index, ask.ever)
    if outlook.rhythm is None or outlook.rhythm.degenerate:
        return Chances({}, ("p_buy, expected_spend: left empty, no drop-out is visible (see forecast).",))
    days = int(index.settings["churn.horizon_days"])
    note = f"p_buy, expected_spend: within {days} days, from what all buyers did so far (see forecast)."
    return Chances(_by_customer(index, ask, outlook, cases, days), (note,))


def _by_customer(
    index: Index, ask: Ask, outlook: Outlook, cases: Sequence[Case], days: int
) -> dict[str, Chance]:
    from plaincrm.reports.ahead import Ahead
    from plaincrm.reports.bg_nbd import History
    from plaincrm.reports.plan import Plan

    ahead = Ahead(outlook, Plan(days), ask)
    silence = min((case.silence or 0 for case in cases), default=0)
    rows = index.rows(_SPENT, {"asof_day": ask.asof_day, "silence": silence})
    spent = {customer: money for customer, *money in rows}
    found = {}
    for case in cases:
        t_x, x = case.span or 0, (case.occasions or 1) - 1
        coming = ahead.of(History(x, t_x, t_x + (case.silence or 0)), *spent[case.customer])
        found[case.customer] = Chance(coming.p_buy, coming.spend)
    return found
