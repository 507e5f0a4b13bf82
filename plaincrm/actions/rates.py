"""Dated exchange rates: add one, list them. Nothing is ever fetched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from plaincrm.actions.written import Written, writing
from plaincrm.errors import InvalidDataError, UsageError
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from decimal import Decimal

    from plaincrm.actions.written import How
    from plaincrm.book import Book

ORDER = ("date", "currency", "rate")
FIRST_LINE = "# From that day on, one unit of the currency is worth so much of the book's currency."


def add(book: Book, currency: str, rate: Decimal, day: str, how: How) -> Written:
    """Append a rate: from *day* (ISO) on one *currency* is worth *rate* of the book's currency."""
    from plaincrm.book import yaml
    from plaincrm.book.book import RATES

    own = book.settings.currency
    if currency == own:
        raise UsageError(
            f"{currency} is the book's own currency", hint="name another, as in: plaincrm fx add USD 0.92"
        )
    entry = {"date": date.fromisoformat(day), "currency": currency, "rate": rate}
    with writing(book, "fx add", "", how) as (change, answer):
        raw = book.rates_bytes()
        text = (
            yaml.append(yaml.decode(raw), (), entry, ORDER)
            if raw.strip()
            else yaml.new_file([entry], FIRST_LINE)
        )
        change.write(RATES, yaml.encode(text))
        _refuse_wrong_rates(book, yaml.encode(text))
        answer.entry = entry
        answer.sentence = f"one {currency} is {rate} {own} from {day} on"
        change.say(f"fx add {currency} {day}")
    return answer.result()


def listing(book: Book) -> Table:
    """The rates by currency and day, latest first; problems of the file as notes."""
    rates, problems = book.rates()
    rows = sorted(
        ((rate.currency, rate.date[:10], rate.rate, book.settings.currency) for rate in rates), reverse=True
    )
    rows.sort(key=lambda row: row[0])
    columns = (Column("currency"), Column("date", "date"), Column("rate", "money"), Column("base"))
    return Table(columns, rows, "Exchange rates", tuple(f"left out: {problem}" for problem in problems))


def _refuse_wrong_rates(book: Book, raw: bytes) -> None:
    from plaincrm.book.book import RATES
    from plaincrm.book.settings_file import read_rates_file

    problems = [
        problem for problem in read_rates_file(RATES, raw, book.settings)[1] if problem.severity == "error"
    ]
    if problems:
        raise InvalidDataError(f"{RATES} would have errors", problems=problems)
