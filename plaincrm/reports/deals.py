"""Deals as of a moment: the open ones, and those that were won or lost, each with its facts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.model.money import tax_minor
from plaincrm.reports.quantile import quantile
from plaincrm.reports.query_text import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask

_IN_CURRENCY = "(:currency IS NULL OR d.currency = :currency)"
_CLOSED = f"""
SELECT d.customer, d.outcome, d.currency, d.amount, d.closed_day - d.opened_day, d.reason
FROM deals d
WHERE d.outcome IS NOT NULL AND d.closed_day BETWEEN :from_day AND :to_day AND {_IN_CURRENCY}
ORDER BY d.customer, d.closed_day, d.opened_day
"""
# A hand edit may say that a deal is over, but not how or when.
_UNCLEAR = f"""
SELECT count(*) FROM deals d
WHERE d.opened_day <= :asof_day AND {_IN_CURRENCY} AND (
  (d.outcome IS NOT NULL AND d.closed_day IS NULL) OR (d.outcome IS NULL AND d.closed_day <= :asof_day))
"""


class Deal(NamedTuple):
    """An open deal: *amount* in minor units, *age* in days; *probability* is its own, else its stage's."""

    customer: str
    name: str
    title: str | None
    stage: str | None
    currency: str
    amount: int | None
    probability: float | None
    age: int
    close_by: str | None
    ref: str

    @property
    def weighted(self) -> int | None:
        """Amount × probability, rounded half up as tax is; None where one of them is not known."""
        if self.amount is None or self.probability is None:
            return None
        return tax_minor(self.amount, Decimal(str(self.probability)))


class Closed(NamedTuple):
    """A deal that was won or lost; *cycle* is days from its opening to its closing."""

    customer: str
    outcome: str
    currency: str
    amount: int | None
    cycle: int
    reason: str | None

    @property
    def is_won(self) -> bool:
        """Whether it was won."""
        return self.outcome == "won"


def open_deals(index: Index, ask: Ask) -> list[Deal]:
    """The deals that were open on the day asked for, in no order."""
    return [
        Deal(*row) for row in index.rows(query("pipeline"), {"asof_day": ask.asof_day, "currency": ask.only})
    ]


def closed_deals(index: Index, ask: Ask) -> list[Closed]:
    """The deals that were won or lost in the window, by customer and day."""
    bound = {"from_day": ask.from_day, "to_day": ask.to_day, "currency": ask.only}
    return [Closed(*row) for row in index.rows(_CLOSED, bound)]


def unclear_deals(index: Index, ask: Ask) -> int:
    """How many have an outcome without a closing day, or a closing day without an outcome."""
    ((count,),) = index.rows(_UNCLEAR, {"asof_day": ask.asof_day, "currency": ask.only})
    return int(count)


def longest_usual(closed: Iterable[Closed]) -> float | None:
    """The days within which nine of ten of the won were won (type-7 p90); None where none was."""
    return quantile((deal.cycle for deal in closed if deal.is_won), 9, 10)


def stage_order(settings: Mapping[str, str]) -> list[str]:
    """The stages of the settings, least likely to be won first."""
    start = "deal_stages."
    chances = {key.removeprefix(start): value for key, value in settings.items() if key.startswith(start)}
    return sorted(chances, key=lambda stage: (Decimal(chances[stage]), stage))
