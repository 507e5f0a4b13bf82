"""``export hledger``: sales, refunds, taxes and payments, booked as a small business books them.

A sale is owed by the customer (assets:receivable:ID) and earned on its day: net to income:sales, its tax
to liabilities:tax. A refund or credit does the opposite, with income:refunds. A payment moves money from what
is owed to assets:bank. Void entries are left out.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from plaincrm.actions.exporting import Exported, Wishes, in_one
from plaincrm.formats.hledger import Posting, Price, Transaction, write
from plaincrm.model.currency import exponent
from plaincrm.model.money import major
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.index import Index

_SALES = """
SELECT s.customer, c.name, s.position, substr(s.date, 1, 10), s.invoice, s.product, s.amount, s.tax, s.gross,
  s.currency, substr(s.paid, 1, 10)
FROM sales s JOIN customers c ON c.customer = s.customer
WHERE NOT s.void ORDER BY s.customer, s.position
"""
_PAYMENTS = """
SELECT customer, sale_position, substr(date, 1, 10), amount FROM payments
ORDER BY customer, sale_position, position
"""


def export(index: Index, _wishes: Wishes) -> Exported:
    """The journal of the chosen customers, with the rates of the book as prices."""
    own = index.settings["currency"]
    transactions = list(_transactions(index))
    prices = _prices(index, own)
    codes = {posting.currency for each in transactions for posting in each.postings}
    codes |= {own, *(price.currency for price in prices)}
    title = f"{index.settings['name'] or 'customers'}, exported by plaincrm"
    decimals = {code: exponent(code) for code in codes}
    journal = write(transactions, prices=prices, decimals=decimals, title=title)
    return Exported(in_one(journal.encode()), counted(len(transactions), "transaction"))


def _transactions(index: Index) -> Iterator[Transaction]:
    paid_in_parts: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for customer, position, day, amount in index.each(_PAYMENTS):
        paid_in_parts.setdefault((customer, position), []).append((day, amount))
    for customer, name, position, day, invoice, product, net, tax, gross, code, paid in index.each(_SALES):
        owed = f"assets:receivable:{customer}"
        earned = "income:sales" if net >= 0 else "income:refunds"
        postings = [(owed, gross), (earned, -net)] + ([("liabilities:tax", -tax)] if tax else [])
        yield Transaction(day, invoice or "", name, product or "", _postings(postings, code))
        payments = paid_in_parts.get((customer, position), [(paid, gross)] if paid else [])
        for day_paid, amount in payments:
            moved = [("assets:bank", amount), (owed, -amount)]
            yield Transaction(day_paid, invoice or "", name, "payment", _postings(moved, code))


def _postings(amounts: list[tuple[str, int]], code: str) -> list[Posting]:
    return [Posting(account, major(amount, code), code) for account, amount in amounts]


def _prices(index: Index, own: str) -> list[Price]:
    rates = index.book.rates()[0]
    found = [Price(rate.date[:10], rate.currency, Decimal(rate.rate), own) for rate in rates]
    return sorted(price for price in found if price.currency != own)
