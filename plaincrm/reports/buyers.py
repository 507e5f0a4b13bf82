"""Buyers of a window with their recency, frequency and revenue: what scores are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask

# CROSS JOIN keeps the order: the narrowest table is gone through, whoever is chosen.
_ALL_TIME = """(
  SELECT s.doc, t.customer, s.occasions, s.orders, s.first_sale_day AS first_day, s.last_sale_day AS last_day,
    s.revenue
  FROM standing s CROSS JOIN tree t
  WHERE s.occasions > 0 AND t.doc = s.doc)"""
_IN_WINDOW = """(
  SELECT t.doc, t.customer, count(DISTINCT CASE WHEN v.is_sale = 1 THEN v.date_day END) AS occasions,
    sum(v.is_sale) AS orders, min(CASE WHEN v.is_sale = 1 THEN v.date_day END) AS first_day,
    max(CASE WHEN v.is_sale = 1 THEN v.date_day END) AS last_day, coalesce(sum(v.base), 0) AS revenue
  FROM tree t CROSS JOIN valued_sale v
  WHERE v.doc = t.doc AND v.date_day BETWEEN :from_day AND :to_day
  GROUP BY t.doc
  HAVING sum(v.is_sale) > 0)"""
_TIMES = {"occasions": "count(DISTINCT v.date_day)", "orders": "count(*)"}
_SELECT = """
SELECT b.customer, c.name, c.industry, c.company_size, c.level, :asof_day - b.last_day AS recency,
  b.{count} AS frequency, b.revenue, (
    SELECT {times} FROM valued_sale v
    WHERE v.doc = b.doc AND v.is_sale = 1 AND v.date_day > :asof_day - :recent_days) AS recent
FROM {source} b CROSS JOIN customer c
WHERE c.doc = b.doc
ORDER BY b.revenue DESC, b.customer
"""


class Buyers(NamedTuple):
    """Buyers by column: days since the last sale, how often, net revenue (minor units), times of late."""

    customer: Sequence[str]
    name: Sequence[str]
    industry: Sequence[str | None]
    company_size: Sequence[str | None]
    level: Sequence[str | None]
    recency: Sequence[int]
    frequency: Sequence[int]
    revenue: Sequence[int]
    recent: Sequence[int]


def source(ask: Ask) -> str:
    """What to read FROM: a row per buyer of the window, with doc and the columns of the view `buyers`."""
    return _IN_WINDOW if ask.windowed else _ALL_TIME


def read_buyers(index: Index, ask: Ask, *, count: str, recent_days: int) -> Buyers:
    """The buyers of the window, most revenue first, ties by ID; *count* is ``occasions`` or ``orders``.

    *recent* counts the same in the last *recent_days* up to asof, whatever the window.
    """
    sql = _SELECT.format(source=source(ask), count=count, times=_TIMES[count])
    rows = index.rows(sql, {**ask.bound(), "recent_days": recent_days})
    return Buyers._make(zip(*rows, strict=True) if rows else [()] * len(Buyers._fields))
