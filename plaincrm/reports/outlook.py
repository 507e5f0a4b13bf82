"""Outlook: what the purchases of the whole book say about those to come, by two models."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.index.memo import keep, recall
from plaincrm.reports import bg_nbd, gamma_gamma
from plaincrm.reports.bg_nbd import History
from plaincrm.reports.gamma_gamma import Spending

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask

_HISTORIES = """
SELECT customer, occasions - 1, last_day - first_day, :asof_day - first_day, repeat_revenue
FROM histories
WHERE first_day BETWEEN :from_day AND :to_day
"""


class Outlook(NamedTuple):
    """Buyers, how many of them bought again, and the models; None where too few did, or spent on it."""

    buyers: int
    repeat_buyers: int
    rhythm: bg_nbd.Fit | None
    spending: gamma_gamma.Fit | None
    spenders: int
    correlation: float | None

    @property
    def model(self) -> bg_nbd.BgNbd:
        """The model of purchases; only where there is a rhythm."""
        assert self.rhythm is not None
        return self.rhythm.model


def read_outlook(index: Index, ask: Ask) -> Outlook:
    """The outlook of all whose first purchase lies in the window, whoever is chosen.

    Worked out once for each state of the book, then kept in the index.
    """
    name = f"outlook {ask.asof} {ask.currency} {ask.from_day} {ask.to_day}"
    kept = recall(index, name)
    if kept is not None:
        return _from_text(kept)
    outlook = make_outlook(index, ask, read_histories(index, ask))
    keep(index, name, json.dumps(outlook))
    return outlook


def read_histories(index: Index, ask: Ask) -> dict[str, tuple[History, int]]:
    """Of every buyer of the window: the history, and the money after the first day in minor units."""
    bound = {"asof_day": ask.asof_day, "from_day": ask.from_day, "to_day": ask.to_day}
    rows = index.rows(_HISTORIES, bound)
    return {customer: (History(x, t_x, t), revenue) for customer, x, t_x, t, revenue in rows}


def make_outlook(index: Index, ask: Ask, histories: Mapping[str, tuple[History, int]]) -> Outlook:
    """The models fitted to *histories*, each where at least ``forecast.min_rough`` customers carry it."""
    fewest = int(index.settings["forecast.min_rough"])
    counted = Counter(history for history, _ in histories.values())
    repeat_buyers = sum(count for history, count in counted.items() if history.x)
    if repeat_buyers < fewest:
        return Outlook(len(histories), repeat_buyers, None, None, 0, None)
    unit = 10**ask.exponent
    spendings = [
        Spending(history.x, revenue / unit / history.x)
        for history, revenue in histories.values()
        if history.x and revenue > 0
    ]
    enough = len(spendings) >= fewest
    return Outlook(
        len(histories),
        repeat_buyers,
        bg_nbd.fit(counted),
        gamma_gamma.fit(spendings) if enough else None,
        len(spendings),
        gamma_gamma.correlation(spendings) if enough else None,
    )


def _from_text(text: str) -> Outlook:
    buyers, repeat_buyers, rhythm, spending, spenders, correlation = json.loads(text)
    return Outlook(
        buyers,
        repeat_buyers,
        rhythm and bg_nbd.Fit(bg_nbd.BgNbd(*rhythm[0]), *rhythm[1:]),
        spending and gamma_gamma.Fit(gamma_gamma.GammaGamma(*spending[0]), *spending[1:]),
        spenders,
        correlation,
    )
