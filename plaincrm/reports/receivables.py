"""Receivables: what customers owe, by age, and what we owe them as credit."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.chart import Picture
from plaincrm.reports import caption
from plaincrm.reports.owed import open_balances
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.owed import Balance
    from plaincrm.table import Value

TITLE = "Receivables"
TITLE_ZH = "应收账款"
ABOUT = "Open balances of sales and credits, gross of tax, by how late they are."
PARAMS = (Param("by", "choice", None, ("bucket", "currency", "customer"), "open money per group instead"),)
_COLUMNS = (
    "customer, name, invoice, date date, due date, currency, gross money(currency), paid money(currency),"
    " open money(currency), days_late int, bucket"
)
PICTURE = Picture("bars", "Open by days late", "未付金额按账龄分布", "group", ("open",), panel="currency")
_GROUP_COLUMNS = "group, currency, open money(currency), entries int"
_NAMES = "SELECT customer, name FROM customers"
_SOLD = """
SELECT currency, sum(gross) FROM sales
WHERE void = 0 AND amount >= 0 AND date_day > :asof_day - :dso_days AND date_day <= :asof_day
GROUP BY currency ORDER BY currency
"""


class Buckets(NamedTuple):
    """The age buckets: *ends* are the last days late of each, such as 30, 60, 90."""

    ends: Sequence[int]

    @property
    def names(self) -> list[str]:
        """All buckets in order, from ``current`` to ``credit``."""
        starts = [1, *(end + 1 for end in self.ends)]
        spans = [f"{start}-{end}" for start, end in zip(starts, self.ends, strict=False)]
        return ["current", *spans, f"{self.ends[-1]}+", "credit"]

    def of(self, balance: Balance, asof_day: int) -> str:
        """The bucket of a balance; what is over-paid or refunded is credit, whatever its age."""
        late = asof_day - balance.entry.due_day
        if balance.open < 0:
            return "credit"
        return "current" if late <= 0 else self.names[1 + bisect_left(self.ends, late)]


def run(index: Index, ask: Ask) -> Found:
    """One row per open balance, longest overdue first, credits last; with ``by`` one row per group."""
    buckets = Buckets([int(end) for end in index.settings["receivables.buckets"].split(",")])
    balances = [
        balance
        for balance in open_balances(index, ask.asof_day)
        if ask.from_day <= balance.entry.date_day <= ask.to_day and ask.only in (None, balance.entry.currency)
    ]
    notes = _notes(index, ask, balances)
    if ask.options["by"]:
        return Found(_GROUP_COLUMNS, _groups(balances, ask, buckets), notes)
    names: dict[str, str] = dict(index.rows(_NAMES)) if balances else {}
    balances.sort(key=lambda each: (each.open < 0, each.entry.due_day))
    asof_day = ask.asof_day
    rows = [_row(balance, names, asof_day, buckets) for balance in balances]
    return Found(_COLUMNS, rows, notes)


def drawn(index: Index, ask: Ask, found: Found) -> Found:  # noqa: ARG001  every report is asked alike
    """The open money per bucket, whatever the rows are by."""
    return run(index, ask._replace(options={**ask.options, "by": "bucket"}))


def _row(balance: Balance, names: dict[str, str], asof_day: int, buckets: Buckets) -> tuple[Value, ...]:
    entry = balance.entry
    return (
        *(entry.customer, names[entry.customer], entry.invoice, entry.date, entry.due, entry.currency),
        *(entry.gross, balance.paid, balance.open, asof_day - entry.due_day, buckets.of(balance, asof_day)),
    )


def _groups(balances: Sequence[Balance], ask: Ask, buckets: Buckets) -> list[tuple[Value, ...]]:
    by = ask.text("by")
    groups: dict[tuple[str, str], list[int]] = {}
    for balance in balances:
        entry = balance.entry
        label = buckets.of(balance, ask.asof_day) if by == "bucket" else getattr(entry, by)
        groups.setdefault((label, entry.currency), []).append(balance.open)
    order = buckets.names

    def place(key: tuple[str, str]) -> tuple[str | int, ...]:
        label, currency = key
        return (order.index(label), currency) if by == "bucket" else (currency, -sum(groups[key]), label)

    return [(*key, sum(groups[key]), len(groups[key])) for key in sorted(groups, key=place)]


def _notes(index: Index, ask: Ask, balances: Sequence[Balance]) -> tuple[str, ...]:
    credits = sum(1 for balance in balances if balance.open < 0)
    counted = caption.number(len(balances), "open balance", "open balances")
    return (
        "open = gross - payments + refunds that name the invoice; each currency in rows of its own.",
        f"{caption.window(ask)} n = {counted}; credits among them: {credits}.",
        *_days_sales_outstanding(index, ask, balances),
    )


def _days_sales_outstanding(index: Index, ask: Ask, balances: Sequence[Balance]) -> list[str]:
    """DSO per currency: open without credits ÷ gross sold of late × those days."""
    if ask.windowed:
        return []  # part of what is open against all that was sold would mislead
    days = int(index.settings["receivables.dso_days"])
    notes = []
    for currency, sold in index.rows(_SOLD, {"asof_day": ask.asof_day, "dso_days": days}):
        owed = sum(each.open for each in balances if each.open > 0 and each.entry.currency == currency)
        if sold and owed:
            dso = (2 * days * owed + sold) // (2 * sold)
            notes.append(
                f"DSO {currency}: {caption.number(dso, 'day', 'days')}"
                f" (open without credits ÷ gross sold in {days} days × {days})."
            )
    return notes
