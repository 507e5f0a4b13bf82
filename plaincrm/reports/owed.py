"""What is owed: every sale and credit with an open balance, refunds set against the invoices they name."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from sys import intern
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.reports.query_text import query

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from plaincrm.index import Index

# What is surely settled never leaves the database: paid by one date or in exact payments, and no
# refund in sight. A payment on the day of `paid` or before is part of that "in full".


class Entry(NamedTuple):
    """A sale or refund that counts; money in minor units, *paid_day* when it was paid in full.

    *total* is what its list of payments adds up to, *later* the part after *paid_day*.
    """

    customer: str
    position: int
    invoice: str | None
    date: str
    date_day: int
    due: str
    due_day: int
    currency: str
    gross: int
    amount: int
    against: str | None
    paid_day: int | None
    total: int
    later: int


class Balance(NamedTuple):
    """An entry with what was paid on it and what is still open; negative is a credit."""

    entry: Entry
    paid: int
    open: int


def open_balances(index: Index, asof_day: int) -> list[Balance]:
    """The balances that are not zero as of a day, by customer and date.

    A refund that names an invoice of the same customer and currency lowers that one; any other
    refund is a credit of its own until it is paid out by negative payments.
    """
    # one customer after the other, because a large book has more entries than need be in memory at once
    rows = index.each(query("receivables") + "ORDER BY s.customer", {"asof_day": asof_day})
    return [
        balance
        for _, of_one in groupby(map(_entry, rows), key=attrgetter("customer"))
        for balance in _of_customer(sorted(of_one, key=_order))
        if balance.open
    ]


def _entry(row: tuple[Any, ...]) -> Entry:
    """The entry of a row; what many entries say, such as a day, takes room once."""
    return Entry._make(intern(cell) if type(cell) is str else cell for cell in row)


def _of_customer(entries: Sequence[Entry]) -> list[Balance]:
    """The balance of every entry of one customer, in the same order."""
    sales: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.amount >= 0 and entry.invoice is not None:
            sales.setdefault((entry.currency, entry.invoice), []).append(entry)
    refunds: dict[tuple[str, str], list[Entry]] = {}
    alone = []
    for entry in entries:
        key = (entry.currency, entry.against or "")
        if entry.amount < 0 and key in sales:
            refunds.setdefault(key, []).append(entry)
        elif entry.amount < 0 or (entry.currency, entry.invoice or "") not in sales:
            alone.append(entry)
    found = [_balance(entry, []) for entry in alone]
    for key, lines in sales.items():
        for line, reductions in zip(lines, _spread(refunds.get(key, []), lines), strict=True):
            found.append(_balance(line, reductions))
    return sorted(found, key=lambda each: _order(each.entry))


def _order(entry: Entry) -> tuple[object, ...]:
    """By what an entry says, so that the order of a file's lines changes nothing."""
    money = (entry.currency, entry.invoice or "", entry.against or "", entry.gross, entry.total, entry.later)
    return entry.date_day, entry.due_day, *money, entry.paid_day or 0, entry.position


class Reduction(NamedTuple):
    """The part of a refund that falls to one line: its gross (negative) and what was paid out on it."""

    day: int
    gross: int
    paid: int


def _spread(refunds: Iterable[Entry], lines: Sequence[Entry]) -> list[list[Reduction]]:
    """Refunds shared out over the lines of their invoice, in order; the last takes what is over."""
    left = [line.gross for line in lines]
    shares: list[list[Reduction]] = [[] for _ in lines]
    for refund in refunds:
        rest = -refund.gross
        for number in range(len(lines)):
            is_last = number == len(lines) - 1
            part = rest if is_last else min(rest, left[number])
            if part or is_last:
                paid = _paid(refund, refund.gross) if is_last else 0
                shares[number].append(Reduction(refund.date_day, -part, paid))
            left[number] -= part
            rest -= part
    return shares


def _balance(entry: Entry, reductions: Sequence[Reduction]) -> Balance:
    """Paid in full means what was owed that day: refunds of earlier days were already taken off."""
    earlier = sum(
        each.gross for each in reductions if entry.paid_day is not None and each.day < entry.paid_day
    )
    paid = _paid(entry, entry.gross + earlier) + sum(each.paid for each in reductions)
    return Balance(entry, paid, entry.gross - paid + sum(each.gross for each in reductions))


def _paid(entry: Entry, owed: int) -> int:
    """What was paid on an entry of which *owed* was due when it was marked as paid, if it was."""
    if entry.paid_day is None:
        return entry.total
    before = entry.total - entry.later
    settled = max(owed, before) if entry.amount >= 0 else min(owed, before)
    return settled + entry.later
