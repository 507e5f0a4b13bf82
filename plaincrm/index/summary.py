"""What is true of a customer once all that is dated in the file has come to pass: one row per document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.index.columns import day, day_of, iso
from plaincrm.model import money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.model import Customer


def summary_row(customer: Customer, book_currency: str) -> tuple[Any, ...]:
    """The columns of the table `summary` without doc."""
    contacts = list(map(vars, customer.contact_log))
    last_contact = iso(max([entry["date"] for entry in contacts if is_contact(entry)], default=None))
    promised = [entry["follow_up"] for entry in contacts if entry["follow_up"] and not entry["done"]]
    counting = [sale for sale in map(vars, customer.sales) if not sale["void"]]
    days = sorted([day_of(sale["date"]) for sale in counting if sale["amount"] >= 0])
    own = [sale["amount"] for sale in counting if (sale["currency"] or book_currency) == book_currency]
    return (
        day(max(_fact_dates(customer), default=None)) or 0,
        last_contact,
        day(last_contact),
        iso(min(promised, default=None)),
        len(set(days)),
        len(days),
        days[0] if days else None,
        days[-1] if days else None,
        max((day_of(entry.date) for entry in customer.churn), default=None),
        sum([money.minor(amount, book_currency) for amount in own]),
        book_currency,
        len(counting) - len(own),
        0,  # roll_ups.py says how many of them have no rate
    )


def first_day(customer: Customer) -> int | None:
    """The day of `since`, else of the first dated entry that is not void."""
    if customer.since:
        return day(customer.since)
    dates = [contact["date"] for contact in map(vars, customer.contact_log)]
    dates += [sale["date"] for sale in map(vars, customer.sales) if not sale["void"]]
    dates += [feedback.date for feedback in customer.feedback]
    dates += [entry.date for entry in customer.churn]
    dates += [deal.opened for deal in customer.deals]
    return day(min(dates, default=None))


def is_contact(entry: dict[str, Any]) -> bool:
    """Whether a contact_log entry is a contact, not an internal note."""
    channel = entry["channel"]
    return not channel or channel.casefold() != "note"


def _fact_dates(customer: Customer) -> Iterator[str]:
    """The date of everything that happens on one; plans (follow_up, due, close_by) are no facts.

    Their texts stand in the order of their days.
    """
    dates: list[str | None] = [entry.date for entry in customer.churn]
    for contact in map(vars, customer.contact_log):
        dates += (contact["date"], contact["done"])
    for sale in map(vars, customer.sales):
        dates += (sale["date"], sale["paid"], sale["delivered"])
        dates += [payment.date for payment in sale["payments"]]
    for deal in customer.deals:
        dates += (deal.opened, deal.closed)
    for feedback in customer.feedback:
        dates += (feedback.date, feedback.resolved)
    return filter(None, dates)
