"""Recorded churn by reason, month or tenure: how many, what they brought, how many came back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.dates import day_number
from plaincrm.reports import caption
from plaincrm.reports.churn import window_days
from plaincrm.reports.report import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.table import Value

_COLUMNS = "group, customers int, share share, revenue_lost money, won_back int"
_RECORDED = """
SELECT l.customer, substr(l.date, 1, 7), l.reason, l.date_day - (
    SELECT min(s.date_day) FROM base_sales s
    WHERE s.customer = l.customer AND s.is_sale = 1 AND s.date_day <= l.date_day),
  (SELECT coalesce(sum(s.base), 0) FROM base_sales s
   WHERE s.customer = l.customer AND s.date_day > l.date_day - :window AND s.date_day <= l.date_day),
  (SELECT count(*) FROM base_sales s
   WHERE s.customer = l.customer AND s.is_sale = 1 AND s.date_day > l.date_day)
FROM churn l
WHERE l.date_day BETWEEN :from_day AND :to_day
ORDER BY l.customer, l.date_day, l.position
"""
_ACTIVE = """
SELECT count(DISTINCT s.customer) FROM base_sales s
WHERE s.is_sale = 1 AND s.date_day >= :start - :window AND s.date_day < :start AND NOT EXISTS (
  SELECT 1 FROM churn l
  WHERE l.customer = s.customer AND l.date_day < :start AND NOT EXISTS (
    SELECT 1 FROM base_sales t
    WHERE t.customer = l.customer AND t.is_sale = 1 AND t.date_day > l.date_day AND t.date_day < :start))
"""
_TENURES = ((90, "< 90d"), (365, "< 1y"), (2 * 365, "1-2y"), (5 * 365, "2-5y"))
_LONGEST = "5y+"
_RATES_SHOWN = 12


class Recorded(NamedTuple):
    """One churn entry; *tenure* in days since the first sale, *revenue* of the 365 days before."""

    customer: str
    month: str
    reason: str | None
    tenure: int | None
    revenue: int
    later_sales: int


def group_rows(index: Index, ask: Ask) -> Found:
    """One row per group; a customer recorded twice in one group counts once, by the later entry."""
    by = ask.text("by")
    recorded = [
        Recorded(*row) for row in index.rows(_RECORDED, {**ask.bound(), "window": window_days(index)})
    ]
    groups: dict[str | None, dict[str, Recorded]] = {}
    for entry in recorded:
        groups.setdefault(_label(entry, by), {})[entry.customer] = entry
    everybody = len({entry.customer for entry in recorded})
    rows = [_row(label, list(entries.values()), everybody) for label, entries in groups.items()]
    rows.sort(key=lambda row: _place(row, by))
    return Found(_COLUMNS, rows, _notes(index, ask, rows, everybody))


def tenure_band(days: int | None) -> str | None:
    """The band of the days since the first sale; a year has 365."""
    if days is None:
        return None
    return next((name for limit, name in _TENURES if days < limit), _LONGEST)


def _label(entry: Recorded, by: str) -> str | None:
    if by == "reason":
        return entry.reason
    return entry.month if by == "month" else tenure_band(entry.tenure)


def _row(label: str | None, entries: Sequence[Recorded], everybody: int) -> tuple[Value, ...]:
    lost = sum(entry.revenue for entry in entries)
    back = sum(1 for entry in entries if entry.later_sales)
    return label, len(entries), len(entries) / everybody, lost, back


def _place(row: tuple[Value, ...], by: str) -> tuple[bool, int, str]:
    label, customers = row[0], row[1]
    order = 0
    if by == "tenure":
        names = [*(name for _, name in _TENURES), _LONGEST]
        order = names.index(str(label)) if label else 0
    elif by == "reason":
        order = -int(customers or 0)
    return label is None, order, str(label or "")


def _notes(index: Index, ask: Ask, rows: Sequence[tuple[Value, ...]], everybody: int) -> tuple[str, ...]:
    notes = [
        f"Churn as recorded by hand, never from silence alone. {caption.window(ask)}"
        f" n = {caption.number(everybody, 'customer', 'customers')}; share is of these and may pass 100 %.",
        f"revenue_lost: of the {window_days(index)} days before; won_back: bought again later.",
        caption.money(ask),
        *caption.left_out(index, ask),
    ]
    if ask.text("by") == "month" and rows:
        notes.append(_rates(index, rows))
    return tuple(notes)


def _rates(index: Index, rows: Sequence[tuple[Value, ...]]) -> str:
    """The churn rate of each of the latest months, as far as there was anybody to lose."""
    days = window_days(index)
    parts = []
    for month, customers, *_ in rows[-_RATES_SHOWN:]:
        ((active,),) = index.rows(_ACTIVE, {"start": day_number(f"{month}-01"), "window": days})
        if active:
            parts.append(f"{month} {customers} of {active} ({100 * int(customers or 0) / active:.1f} %)")
    listed = ", ".join(parts) or "nobody to lose before any of these months"
    latest = f", latest {_RATES_SHOWN} of {len(rows)} months" if len(rows) > _RATES_SHOWN else ""
    return f"Rate (÷ customers with a sale in the {days} days before and not gone){latest}: {listed}."
