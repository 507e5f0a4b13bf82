"""Sales: what was sold and refunded, per period, product or kind of customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.chart import Picture
from plaincrm.reports import caption, periods
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.table import Value

    # the totals, and the new buyers of each group
    Sums = tuple[list["Total"], dict[tuple[str | int | None, str], int]]

TITLE = "Sales"
TITLE_ZH = "销售"
ABOUT = "What was sold and refunded, net of tax, each currency in rows of its own."
_COLUMNS = (
    "group, currency, sold money(currency), refunded money(currency), net money(currency), orders int,"
    " buyers int, new_buyers int, repeat_buyers int, average_order money(currency), change share"
)
_OF_CUSTOMER = " JOIN customers c ON c.customer = s.customer"
_OF_TAG = " LEFT JOIN list_values t ON t.customer = s.customer AND t.field = 'tags'"
# What to group by: an expression over an entry s, and what has to be joined for it.
_KEYS = {
    "month": (periods.NUMBERS["month"], ""),
    "quarter": (periods.NUMBERS["quarter"], ""),
    "year": (periods.NUMBERS["year"], ""),
    "weekday": ("(s.date_day + 7000003) % 7", ""),
    "product": ("s.product", ""),
    "industry": ("c.industry", _OF_CUSTOMER),
    "company_size": ("c.company_size", _OF_CUSTOMER),
    "level": ("c.level", _OF_CUSTOMER),
    "source": ("c.source", _OF_CUSTOMER),
    "owner": ("c.owner", _OF_CUSTOMER),
    "tag": ("t.value", _OF_TAG),
    "payment_method": ("s.payment_method", ""),
    "delivery": ("s.delivery", ""),
    "customer": ("s.customer", ""),
}
_PERIODS = tuple(periods.MONTHS)
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
PARAMS = (Param("by", "choice", "month", tuple(_KEYS), "what to group by"),)
PICTURE = Picture(
    "bars",
    "Sales: repeat and first purchases, refunds below zero",
    "销售：复购、首购与退款",
    "group",
    ("repeat_revenue", "new_revenue", "refunded"),
    panel="currency",
)
_IN_WINDOW = "s.date_day BETWEEN :from_day AND :to_day AND (:currency IS NULL OR s.currency = :currency)"
_TOTALS = """
SELECT {key} AS label, s.currency,
  sum(CASE WHEN s.is_sale = 1 THEN s.amount ELSE 0 END),
  sum(CASE WHEN s.is_sale = 1 THEN 0 ELSE s.amount END), sum(s.is_sale),
  count(DISTINCT CASE WHEN s.is_sale = 1 THEN s.customer END)
FROM base_sales s{join}
WHERE {in_window}
GROUP BY {key}, s.currency
"""
_NEW_BUYERS = """
SELECT {key} AS label, s.currency, count(DISTINCT s.customer)
FROM buyers b CROSS JOIN base_sales s{join}
WHERE s.customer = b.customer AND s.date_day = b.first_day AND s.is_sale = 1 AND {in_window}
GROUP BY {key}, s.currency
"""
# The same of the whole book, month by month, where the index keeps it.
_KEPT = """
SELECT month_no, currency, sold, refunded, orders, buyers, new_buyers
FROM month_sum
WHERE :currency IS NULL OR currency = :currency
"""
_FIRST_SOLD = """
SELECT {key} AS label, s.currency, sum(s.amount)
FROM buyers b CROSS JOIN base_sales s{join}
WHERE s.customer = b.customer AND s.date_day = b.first_day AND s.is_sale = 1 AND {in_window}
GROUP BY {key}, s.currency
"""
_DRAWN = (
    "group, currency, repeat_revenue money(currency), new_revenue money(currency), refunded money(currency)"
)


class Total(NamedTuple):
    """One group in one currency, money in minor units; *key* is a number for periods and weekdays."""

    key: str | int | None
    currency: str
    sold: int
    refunded: int
    orders: int
    buyers: int

    @property
    def net(self) -> int:
        """Sold less refunded."""
        return self.sold + self.refunded

    @property
    def average_order(self) -> int | None:
        """Sold per order, half up; None without orders."""
        return (2 * self.sold + self.orders) // (2 * self.orders) if self.orders else None


def run(index: Index, ask: Ask) -> Found:
    """One row per group and currency: periods and weekdays in their order, else most net first."""
    by = ask.text("by")
    totals, new = _kept(index, ask) or _added_up(index, ask)
    changes = _changes(totals, int(index.settings["sales.change_orders"])) if by in _PERIODS else {}
    rows = [
        _row(total, by, new.get(total[:2], 0), changes.get(total[:2]))
        for total in sorted(totals, key=lambda each: _place(each, by))
    ]
    return Found(_COLUMNS, rows, _notes(index, ask, totals))


def _kept(index: Index, ask: Ask) -> Sums | None:
    """What the index keeps; None where it does not keep what is asked for."""
    if ask.windowed or ask.text("by") != "month":
        return None
    rows = index.rows(_KEPT, ask.bound())
    totals = [Total(*row[:6]) for row in rows]
    return (totals, {row[:2]: row[6] for row in rows}) if rows else None


def _added_up(index: Index, ask: Ask) -> Sums:
    key, join = _KEYS[ask.text("by")]
    parts = {"key": key, "join": join, "in_window": _IN_WINDOW}
    totals = [Total(_whole(key), *rest) for key, *rest in index.rows(_TOTALS.format(**parts), ask.bound())]
    rows = index.rows(_NEW_BUYERS.format(**parts), ask.bound())
    return totals, {(_whole(key), currency): count for key, currency, count in rows}


def drawn(index: Index, ask: Ask, found: Found) -> Found:
    """What was sold on the day of a customer's first sale ever, what later, and what was refunded."""
    by = ask.text("by")
    key, join = _KEYS[by]
    sql = _FIRST_SOLD.format(key=key, join=join, in_window=_IN_WINDOW)
    new: dict[tuple[Value, Value], int] = {
        (label(_whole(key), by), currency): sold for key, currency, sold in index.rows(sql, ask.bound())
    }
    rows = []
    for group, currency, sold, refunded, *_ in found.rows:
        first = new.get((group, currency), 0)
        rows.append((group, currency, int(sold or 0) - first, first, refunded))
    return Found(_DRAWN, list(rows), found.notes)


def label(key: str | int | None, by: str) -> str | None:
    """The name of a group: ``2026-11``, ``2026-Q4``, ``2026``, ``Mon``, else what the entry says."""
    if not isinstance(key, int):
        return key
    return _WEEKDAYS[key] if by == "weekday" else periods.label(key, by)


def _whole(key: str | float | None) -> str | int | None:
    # other engines than SQLite divide to a float
    return int(key) if isinstance(key, float) else key


def _row(total: Total, by: str, new: int, change: float | None) -> tuple[Value, ...]:
    return (
        *(label(total.key, by), total.currency, total.sold, total.refunded, total.net, total.orders),
        *(total.buyers, new, total.buyers - new, total.average_order, change),
    )


def _place(total: Total, by: str) -> tuple[object, ...]:
    if by in _PERIODS or by == "weekday":
        return total.key, total.currency
    return total.currency, -total.net, total.key is None, total.key or ""


def _changes(totals: Iterable[Total], fewest: int) -> dict[tuple[str | int | None, str], float]:
    """Net against the period right before, where that had enough orders and brought something."""
    before = {total[:2]: total for total in totals}
    changes = {}
    for (key, currency), total in before.items():
        previous = before.get((int(key or 0) - 1, currency))
        if previous is not None and previous.orders >= fewest and previous.net > 0:
            changes[key, currency] = (total.net - previous.net) / previous.net
    return changes


def _notes(index: Index, ask: Ask, totals: Sequence[Total]) -> tuple[str, ...]:
    by = ask.text("by")
    orders = caption.number(sum(total.orders for total in totals), "order", "orders")
    notes = [
        f"Net of tax, each currency in rows of its own. {caption.window(ask)} n = {orders}.",
        "orders are sales of zero or more; refunds count in money only; average_order = sold ÷ orders.",
        "new_buyers bought here on the day of their first sale ever, repeat_buyers did not.",
    ]
    if by in _PERIODS:
        fewest = index.settings["sales.change_orders"]
        notes.append(f"change: net against the {by} before, where that had at least {fewest} orders.")
        running = periods.running(ask.asof, by)
        if running in {label(total.key, by) for total in totals}:
            notes.append(f"{running} is still running.")
    if by == "tag":
        notes.append(
            "A customer with several tags counts in each, so n and the sums count some orders twice."
        )
    return tuple(notes)
