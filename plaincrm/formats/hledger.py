"""The journal of hledger and its kin: plain text accounting, transactions in the order of their days."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal


class Posting(NamedTuple):
    """An amount that goes to an account; negative: that comes from it."""

    account: str
    amount: Decimal
    currency: str


class Transaction(NamedTuple):
    """What happened on a day; its postings add up to nothing."""

    day: str
    code: str
    payee: str
    note: str
    postings: Sequence[Posting]


class Price(NamedTuple):
    """What one unit of a currency is worth in another from a day on."""

    day: str
    currency: str
    worth: Decimal
    other: str


def write(
    transactions: Sequence[Transaction], *, prices: Sequence[Price], decimals: Mapping[str, int], title: str
) -> str:
    """The journal with all accounts and commodities declared; *decimals* are those of each currency."""
    lines = [f"; {_words(title)}", ""]
    lines += [f"commodity 1000.{'0' * decimals[code]} {code}" for code in sorted(decimals)]
    lines += [
        f"account {name}" for name in sorted({p.account for each in transactions for p in each.postings})
    ]
    lines += [f"P {price.day} {price.currency} {price.worth:f} {price.other}" for price in prices]
    for each in sorted(transactions, key=lambda one: one.day):  # those of one day stay in their order
        lines += ["", *_transaction(each)]
    return "\n".join(lines) + "\n"


def _transaction(each: Transaction) -> Iterator[str]:
    code = f"({_words(each.code).replace('(', '[').replace(')', ']')}) " if each.code else ""
    note = f" | {_words(each.note)}" if each.note else ""
    payee = _words(each.payee)
    if not code and payee.startswith("("):
        code = "() "  # else a name that begins with brackets would be read as one
    yield f"{each.day} * {code}{payee}{note}"
    for posting in each.postings:
        yield f"    {posting.account}  {posting.amount:f} {posting.currency}"


def _words(text: str) -> str:
    """*text* on one line, without what begins a comment or separates payee and note."""
    plain = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", text).strip()
    return plain.replace(";", ",").replace("|", "/")
