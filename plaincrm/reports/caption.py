"""Sentences that a report sets under its table: window, currency, what was left out, amounts in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.model.money import major
from plaincrm.reports import unvalued
from plaincrm.wording import counted

if TYPE_CHECKING:
    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask


def window(ask: Ask) -> str:
    """The window as a sentence, such as: Window: everything up to 2026-11-23."""
    if not ask.windowed:
        return f"Window: everything up to {ask.asof}."
    end = min(ask.end or ask.asof, ask.asof)
    start = f"{ask.start} to " if ask.start else "everything up to "
    return f"Window: {start}{end}, both included, as of {ask.asof}."


def money(ask: Ask) -> str:
    """In which currency the report adds up."""
    return f"Money in {ask.currency}, net of tax, refunds included."


def left_out(index: Index, ask: Ask) -> tuple[str, ...]:
    """The entries of the window that no rate can value, counted by currency; nothing where there are none."""
    rows = index.rows(
        "SELECT currency, count(*) FROM unvalued"
        " WHERE date_day BETWEEN :from_day AND :to_day GROUP BY currency ORDER BY currency",
        {"from_day": ask.from_day, "to_day": ask.to_day},
    )
    if rows and ask.only:
        return (f"Only money in {ask.only} counts; left out: {unvalued.entries(rows)}.",)
    return unvalued.left_out(rows, ask.currency)


def without_sale(index: Index, ask: Ask) -> tuple[str, ...]:
    """The customers who have only refunds in the window: they are no buyers; nothing where there are none."""
    ((customers, refunded),) = index.rows(
        "SELECT count(*), coalesce(sum(refunded), 0) FROM ("
        "SELECT customer, coalesce(sum(base), 0) AS refunded FROM base_sales"
        " WHERE date_day BETWEEN :from_day AND :to_day GROUP BY customer HAVING sum(is_sale) = 0) lone",
        {"from_day": ask.from_day, "to_day": ask.to_day},
    )
    if not customers:
        return ()
    amount = f"{major(refunded, ask.currency)} {ask.currency}"
    who = number(customers, "customer", "customers")
    return (f"Left out: {who} with refunds only ({amount}).",)


def number(count: int, one: str, many: str) -> str:
    """A count with its noun: ``1 buyer``, ``12 buyers``."""
    return counted(count, one, many)


def percent(part: int, whole: int) -> str:
    """A share in whole per cent, half up: 42 %."""
    return f"{(200 * part + whole) // (2 * whole)} %"


def fine_percent(part: int, whole: int) -> str:
    """A share in per cent with one decimal, half up: 42.3 %."""
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{'-' if tenths < 0 else ''}{abs(tenths) // 10}.{abs(tenths) % 10} %"
