"""Buyers of a window with their recency, frequency and revenue: what scores are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask

_ALL_TIME = "buyers"
_IN_WINDOW = """(
  SELECT customer, count(DISTINCT CASE WHEN is_sale = 1 THEN date_day END) AS occasions,
    sum(is_sale) AS orders, min(CASE WHEN is_sale = 1 THEN date_day END) AS first_day,
    max(CASE WHEN is_sale = 1 THEN date_day END) AS last_day, coalesce(sum(base), 0) AS revenue
  FROM base_sales
  WHERE date_day BETWEEN :from_day AND :to_day
  GROUP BY customer
  HAVING sum(is_sale) > 0)"""
_RECENT = {
    "occasions": "SELECT customer, count(*) AS times FROM occasions"
    " WHERE day > :asof_day - :recent_days GROUP BY customer",
    "orders": "SELECT customer, sum(is_sale) AS times FROM base_sales"
    " WHERE date_day > :asof_day - :recent_days GROUP BY customer",
}
_SELECT = """
SELECT b.customer, c.name, c.industry, c.company_size, c.level, :asof_day - b.last_day AS recency,
  b.{count} AS frequency, b.revenue, coalesce(r.times, 0) AS recent
FROM {source} b
  JOIN customers c ON c.customer = b.customer
  LEFT JOIN ({recent}) r ON r.customer = b.customer
ORDER BY b.revenue DESC, b.customer
"""


class Buyer(NamedTuple):
    """A buyer: days since the last sale, how often, net revenue (minor units), times of late."""

    customer: str
    name: str
    industry: str | None
    company_size: str | None
    level: str | None
    recency: int
    frequency: int
    revenue: int
    recent: int


def source(ask: Ask) -> str:
    """What to read FROM: a row per buyer of the window, with the columns of the view `buyers`."""
    return _IN_WINDOW if ask.windowed else _ALL_TIME


def read_buyers(index: Index, ask: Ask, *, count: str, recent_days: int) -> list[Buyer]:
    """The buyers of the window, most revenue first, ties by ID; *count* is ``occasions`` or ``orders``.

    *recent* counts the same in the last *recent_days* up to asof, whatever the window.
    """
    sql = _SELECT.format(source=source(ask), count=count, recent=_RECENT[count])
    return [Buyer._make(row) for row in index.rows(sql, {**ask.bound(), "recent_days": recent_days})]
