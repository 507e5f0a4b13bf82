"""What is true of a customer once all that is dated in the file has come to pass: one row per document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.index.columns import day, day_of
from plaincrm.model import money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.model import Customer


def summary_row(customer: Customer, book_currency: str) -> tuple[Any, ...]:
    """The columns of the table `summary` without doc."""
    last_contact = max((entry.date[:10] for entry in customer.contact_log if is_contact(entry)), default=None)
    promised = [entry.follow_up[:10] for entry in customer.contact_log if entry.follow_up and not entry.done]
    counting = [sale for sale in customer.sales if not sale.void]
    days = sorted(day_of(sale.date) for sale in counting if sale.amount >= 0)
    own = [sale for sale in counting if (sale.currency or book_currency) == book_currency]
    return (
        max(_fact_days(customer), default=0),
        last_contact,
        day(last_contact),
        min(promised, default=None),
        len(set(days)),
        len(days),
        days[0] if days else None,
        days[-1] if days else None,
        max((day_of(entry.date) for entry in customer.churn), default=None),
        sum(money.minor(sale.amount, book_currency) for sale in own),
        book_currency,
        len(counting) - len(own),
    )


def first_day(customer: Customer) -> int | None:
    """The day of `since`, else of the first dated entry that is not void."""
    if customer.since:
        return day(customer.since)
    dates = [contact.date for contact in customer.contact_log]
    dates += [sale.date for sale in customer.sales if not sale.void]
    dates += [feedback.date for feedback in customer.feedback]
    dates += [entry.date for entry in customer.churn]
    dates += [deal.opened for deal in customer.deals]
    return min(map(day_of, dates), default=None)


def is_contact(entry: Any) -> bool:
    """Whether a contact_log entry is a contact, not an internal note."""
    return (entry.channel or "").casefold() != "note"


def _fact_days(customer: Customer) -> Iterator[int]:
    """The day of everything that happens on a date; plans (follow_up, due, close_by) are no facts."""
    return (day_of(date) for date in _fact_dates(customer) if date)


def _fact_dates(customer: Customer) -> Iterator[str | None]:
    for contact in customer.contact_log:
        yield from (contact.date, contact.done)
    for sale in customer.sales:
        yield from (sale.date, sale.paid, sale.delivered)
        yield from (payment.date for payment in sale.payments)
    for deal in customer.deals:
        yield from (deal.opened, deal.closed)
    for feedback in customer.feedback:
        yield from (feedback.date, feedback.resolved)
    yield from (entry.date for entry in customer.churn)
