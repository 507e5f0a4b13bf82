"""Rate: what one unit of a currency is worth in the book's, from a day on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from plaincrm.model.doubts import doubtful_currency, unknown_field
from plaincrm.model.problems import Flaw, flaws_of
from plaincrm.model.record import Currency, Day, Positive, Record, required
from plaincrm.model.values import kind_of

if TYPE_CHECKING:
    from plaincrm.model.settings import Settings


class Rate(Record):
    """One line of rates.yaml."""

    date: Day = required("The first day on which the rate holds.", "日期")
    currency: Currency = required("ISO 4217 code of the foreign currency.", "币种")
    rate: Positive = required("What one unit of it is worth in the book's currency.", "汇率")


def read_rates(data: Any, settings: Settings) -> tuple[list[Rate], list[Flaw]]:
    """The valid rates of raw *data* in its order, and what is wrong with the others.

    Locations begin with the position in the list. Two rates of one currency and day: the second is
    an error, for nobody can say which was meant.
    """
    if data is None:
        return [], []
    if not isinstance(data, list):
        return [], [
            Flaw(
                (),
                f"a list of rates is expected, not {kind_of(data)}",
                "write - {date: 2026-01-01, currency: USD, rate: 7.00}",
            )
        ]
    rates: list[Rate] = []
    flaws: list[Flaw] = []
    seen: set[tuple[str, str]] = set()
    for position, entry in enumerate(data):
        rate, found = _read_rate(entry, position, seen, settings)
        flaws += found
        if rate is not None:
            rates.append(rate)
            seen.add((rate.currency, rate.date[:10]))
    return rates, flaws


def _read_rate(
    entry: Any, position: int, seen: set[tuple[str, str]], settings: Settings
) -> tuple[Rate | None, list[Flaw]]:
    loc = (position,)
    warnings = _doubts(entry, position, settings) if isinstance(entry, dict) else []
    try:
        rate = Rate.model_validate(entry)
    except ValidationError as error:
        return None, [flaw._replace(loc=(*loc, *flaw.loc)) for flaw in flaws_of(error)] + warnings
    if (rate.currency, rate.date[:10]) in seen:
        message = f'a second rate for "{rate.currency}" on {rate.date[:10]}'
        return None, [Flaw((*loc, "currency"), message, "keep one of the two"), *warnings]
    return rate, warnings


def _doubts(entry: dict[str, Any], position: int, settings: Settings) -> list[Flaw]:
    loc = (position,)
    known = Rate.model_fields
    flaws = [
        unknown_field(loc, key, known, "remove it; a rate has date, currency and rate")
        for key in entry
        if isinstance(key, str) and key not in known
    ]
    code = entry.get("currency")
    flaws += doubtful_currency((*loc, "currency"), code)
    if code == settings.currency:
        message = f'"{code}" is the book\'s own currency'
        flaws.append(Flaw((*loc, "currency"), message, "remove the rate: it is always 1", "warning"))
    return flaws
