"""Dated exchange rates: add one, list them. Nothing is ever fetched."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

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
    """Say that from *day* (ISO) on one *currency* is worth *rate* of the book's currency.

    A rate that is there for the same day is put right.
    """
    from plaincrm.book import yaml
    from plaincrm.book.book import RATES
    from plaincrm.book.by_hand import telling_where

    own = book.settings.currency
    if currency == own:
        raise UsageError(
            f"{currency} is the book's own currency", hint="name another, as in: plaincrm fx add USD 0.92"
        )
    entry = {"date": date.fromisoformat(day), "currency": currency, "rate": rate}
    with writing(book, "fx add", "", how) as (change, answer):
        with telling_where(RATES):
            text, before = _with(yaml.decode(book.rates_bytes()), entry)
        raw = yaml.encode(text)
        change.write(RATES, raw)
        _refuse_wrong_rates(book, raw)
        answer.entry = entry
        answer.sentence = f"one {currency} is {rate} {own} from {day} on" + (
            f", no longer {before}" if before else ""
        )
        change.say(f"fx add {currency} {day}")
    return answer.result()


def _with(text: str, entry: dict[str, Any]) -> tuple[str, str | None]:
    """The text of rates.yaml with a rate below the others; one of the same day is put right and told."""
    from plaincrm.book import yaml
    from plaincrm.book.settings_file import says_nothing

    if says_nothing(text):
        above = f"{text.rstrip()}\n" if text.strip() else ""
        return above + yaml.new_file([entry], FIRST_LINE), None
    known = (entry["currency"], str(entry["date"]))
    rates: Any = yaml.parse(text, root_kinds=("list",)).plain()
    for place, each in enumerate(rates):
        if isinstance(each, dict) and (each.get("currency"), str(each.get("date"))[:10]) == known:
            return yaml.put(text, (place, "rate"), entry["rate"]), str(each.get("rate"))
    return yaml.append(text, (), entry, ORDER), None


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
