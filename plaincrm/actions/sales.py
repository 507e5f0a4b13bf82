"""The sales log: sell, pay, refund, deliver."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plaincrm.actions.contacts import FUTURE
from plaincrm.actions.entries import Target, the_one
from plaincrm.actions.typed import day_or_time
from plaincrm.actions.written import Written, present, writing
from plaincrm.errors import InvalidDataError, NotFoundError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.actions.written import How
    from plaincrm.book import Book, CustomerFile
    from plaincrm.model.sale import Sale

LIST = "sales"


def sell(book: Book, customer: str, product: str, amount: Decimal, how: How, **details: Any) -> Written:
    """Append a sale of *amount* (net of tax).

    *details* are ``quantity``, ``currency``, ``tax_rate``, ``invoice``, ``due``, ``payment_method``,
    ``paid``, ``delivery``; days are ISO text.
    """
    if amount < 0:
        raise UsageError(
            f"{amount} is below zero", hint=f"give money back with: plaincrm refund {customer} {-amount}"
        )
    with writing(book, "sell", customer, how) as (change, answer):
        entry = sale_entry(product, amount, how, details)
        change.append(customer, (LIST,), entry)
        answer.wrote(LIST, entry)
        currency = details.get("currency") or book.settings.currency
        answer.sentence = f"sold {product} for {amount} {currency} on {how.day}"
        answer.notices += _doubts(change.read(customer), entry)
        answer.notices += [FUTURE] if how.is_future else []
        change.say(f"{customer}: sell {amount} {currency}")
    return answer.result()


def sale_entry(product: str, amount: Decimal, how: How, details: dict[str, Any]) -> dict[str, Any]:
    """A sales entry of what was given, in the file's key order."""
    return present(
        date=day_or_time(how.when),
        product=product or None,
        quantity=details.get("quantity"),
        amount=amount,
        currency=details.get("currency"),
        tax_rate=details.get("tax_rate"),
        invoice=details.get("invoice"),
        due=_day(details.get("due")),
        payment_method=details.get("payment_method"),
        paid=_day(details.get("paid")),
        delivery=details.get("delivery"),
    )


def _doubts(file: CustomerFile, entry: dict[str, Any]) -> list[str]:
    """What is odd about a sale just written: nothing for it, or a number that another has."""
    found = []
    if not entry["amount"]:
        found.append("the amount is 0 (where you wrote a $, quote it: the shell takes it for a variable)")
    invoice = entry.get("invoice")
    if invoice and sum(sale.invoice == invoice for sale in file.must_be_valid().sales) > 1:
        found.append(
            f"there is a sale with the invoice {invoice} already; pay and deliver need one of its own"
        )
    return found


def pay(
    book: Book, customer: str, amount: Decimal, how: How, *, invoice: str | None, method: str | None
) -> Written:
    """Append a payment of *amount* to the sale of *invoice*, or to the only sale with something open."""
    if not amount:
        raise UsageError("a payment of 0 pays nothing", hint="write what was paid, as in 50.00")
    with writing(book, "pay", customer, how) as (change, answer):
        file = change.read(customer)
        place = _sale_of(file, invoice, lambda sale: _is_open(sale, book), "unpaid sale")
        sale = file.must_be_valid().sales[place]
        if sale.paid:
            raise InvalidDataError(
                f"{_called(sale)} is marked as paid in full on {sale.paid}",
                hint="take the mark away first: plaincrm unset REF paid",
            )
        payment = present(date=day_or_time(how.when), amount=amount)
        change.append(customer, (LIST, place, "payments"), payment)
        if method and not sale.payment_method:
            change.put(customer, (LIST, place, "payment_method"), method)
        left = _open_amount(sale, book) - amount
        currency = sale.currency or book.settings.currency
        answer.wrote(LIST, change.read(customer).data[LIST][place])
        answer.sentence = f"received {amount} {currency} for {_called(sale)}, open {left} {currency}"
        if left < 0 < amount:
            answer.notices.append(f"that is {-left} {currency} more than was open")
        answer.notices += [FUTURE] if how.is_future else []
        change.say(f"{customer}: pay {amount} {currency}")
    return answer.result()


def refund(book: Book, customer: str, amount: Decimal, how: How, *, against: str | None) -> Written:
    """Append a refund or credit of *amount* (given above zero, stored below), with the terms of *against*."""
    if amount <= 0:
        raise UsageError(f"{amount} is not above zero", hint="write what is given back, as in 50.00")
    with writing(book, "refund", customer, how) as (change, answer):
        file = change.read(customer)
        terms: dict[str, Any] = {}
        if against is not None:
            sale = file.must_be_valid().sales[_sale_of(file, against, _is_sale, "sale")]
            if amount > sale.amount:
                answer.notices.append(f"that is {amount - sale.amount} more than was sold")
            terms = {"currency": sale.currency, "tax_rate": sale.tax_rate or None}
        entry = present(
            date=day_or_time(how.when),
            amount=-amount,
            currency=terms.get("currency"),
            tax_rate=terms.get("tax_rate"),
            against=against,
        )
        change.append(customer, (LIST,), entry)
        answer.wrote(LIST, entry)
        currency = terms.get("currency") or book.settings.currency
        answer.sentence = f"refunded {amount} {currency}" + (f" against {against}" if against else "")
        answer.notices += [FUTURE] if how.is_future else []
        change.say(f"{customer}: refund {amount} {currency}")
    return answer.result()


def deliver(book: Book, customer: str, how: How, *, invoice: str | None) -> Written:
    """Mark a sale as delivered: that of *invoice*, or the only one that waits."""
    with writing(book, "deliver", customer, how) as (change, answer):
        file = change.read(customer)
        place = _sale_of(file, invoice, _awaits_delivery, "undelivered sale", _has_no_delivery)
        sale = file.must_be_valid().sales[place]
        change.put(customer, (LIST, place, "delivery"), "delivered")
        change.put(customer, (LIST, place, "delivered"), date.fromisoformat(how.day))
        answer.wrote(LIST, change.read(customer).data[LIST][place])
        answer.sentence = f"delivered {_called(sale)} on {how.day}"
        change.say(f"{customer}: deliver {how.day}")
    return answer.result()


_BY_NUMBER = "name one: --invoice NUMBER; one without: plaincrm set REF invoice=NUMBER"


def _sale_of(
    file: CustomerFile,
    invoice: str | None,
    fits: Callable[[Any], bool],
    noun: str,
    *otherwise: Callable[[Any], bool],
) -> int:
    if invoice is None:
        return the_one(file, Target(file.id), LIST, noun, fits, *otherwise, hint=_BY_NUMBER)
    sales = file.must_be_valid().sales
    places = [place for place, sale in enumerate(sales) if sale.invoice == invoice and _is_sale(sale)]
    if not places:
        known = ", ".join(str(sale.invoice) for sale in sales if sale.invoice) or "none"
        raise NotFoundError(f"{file.id} has no invoice {invoice}", hint=f"its invoices: {known}")
    return the_one(
        file,
        Target(file.id),
        LIST,
        "sale",
        lambda sale: sale.invoice == invoice and _is_sale(sale),
        hint=f"all are of the invoice {invoice}; give one its own: plaincrm set REF invoice=NUMBER",
    )


def _is_sale(sale: Sale) -> bool:
    return sale.amount >= 0 and not sale.void


def _is_open(sale: Sale, book: Book) -> bool:
    return not sale.void and not sale.paid and not sale.against and _open_amount(sale, book) != 0


def _awaits_delivery(sale: Sale) -> bool:
    return _is_sale(sale) and sale.delivery in ("pending", "partial")


def _has_no_delivery(sale: Sale) -> bool:
    return _is_sale(sale) and sale.delivery is None and not sale.delivered


def _open_amount(sale: Sale, book: Book) -> Decimal:
    """What is owed on a sale, tax included, before this payment and without credits against it."""
    from plaincrm.model import money

    code = sale.currency or book.settings.currency
    net = money.minor(sale.amount, code)
    gross = net + money.tax_minor(net, sale.tax_rate or Decimal(0))
    paid = sum(money.minor(payment.amount, code) for payment in sale.payments)
    return money.major(gross - paid, code)


def _called(sale: Sale) -> str:
    return sale.invoice or sale.product or f"the sale of {sale.date}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
