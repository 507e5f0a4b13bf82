"""One customer while their story is being told, and what a business sells them."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, NamedTuple

from plaincrm.actions.demo.record import Data, Draft
from plaincrm.actions.demo.words import Words


class Product(NamedTuple):
    """Something on the price list."""

    name: str
    price: int  # in the book's currency, net
    first: int  # how often it is the first thing bought (a weight)
    later: int  # how often it is bought afterwards (a weight)
    companion: str = ""  # bought on the same day, now and then
    pieces: int = 1  # at most so many at once


class Market(NamedTuple):
    """What a book sells, and how busy each month is (1 = as busy as any)."""

    products: tuple[Product, ...]
    season: tuple[float, ...]
    delivery: tuple[int, int] = (4, 40)  # days after the sale, at least and at most

    def product(self, name: str) -> Product:
        """The product of that name."""
        return next(product for product in self.products if product.name == name)


class Trade(NamedTuple):
    """How one customer buys and pays."""

    gap: float = 100.0  # days between purchases, on average
    dropout: float = 0.1  # chance that a purchase is the last one
    most: int = 14  # so many purchases are in the book; earlier ones were not typed in
    standing: str = ""  # the product of a standing order, bought every *gap* days
    size: float = 1.0  # times the list price
    per_unit: Decimal = Decimal(1)  # the book's currency for one unit of the customer's
    currency: str = ""  # where it is not the book's
    tax_rate: Decimal | None = None
    delay: float = 18.0  # days until they pay


class Tale:
    """Everything that is told about one customer; draws from random numbers of its own."""

    def __init__(self, draft: Draft, words: Words, market: Market, today: date) -> None:
        self.draft = draft
        self.words = words
        self.market = market
        self.today = today
        self.rng = random.Random(
            f"plaincrm:{draft.id}"
        )  # so that one customer's story does not move another's
        self.trade = Trade()
        self.start = draft.entered
        self.by: tuple[str, ...] = ()
        self.mood = self.rng.gauss(0, 1)
        self.cadence = 0  # days between contacts that we keep to; 0: none
        self.active = False  # still buying
        self._said: set[str] = set()

    @property
    def data(self) -> Data:
        """The file's content."""
        return self.draft.data

    @property
    def sales(self) -> list[Data]:
        """The sales entries, oldest first."""
        return self.draft.entries("sales")

    @property
    def log(self) -> list[Data]:
        """The contact log."""
        return self.draft.entries("contact_log")

    def ago(self, days: int) -> date:
        """The day so many days before today, negative for days to come."""
        return self.today - timedelta(days)

    def pick(self, phrases: tuple[Any, ...]) -> Any:
        """Any of *phrases*."""
        return self.rng.choice(phrases)

    def say(self, phrases: tuple[str, ...], product: str = "") -> str:
        """One of *phrases* with the blanks filled in."""
        names = [person["name"] for person in self.data.get("people") or ()]
        person = self.rng.choice(names) if names else str(self.data.get("aliases", [""])[0] or "")
        chosen = [
            phrase
            for phrase in phrases
            if (product or "{product}" not in phrase) and (person or "{person}" not in phrase)
        ]
        phrase = self.rng.choice([phrase for phrase in chosen if phrase not in self._said] or chosen)
        self._said.add(phrase)
        if self.words.language == "zh":
            return phrase.format(product=_spaced(product), person=person).replace(" ，", "，").strip()
        return phrase.format(product=product, person=person)

    def chance(self, probability: float) -> bool:
        """True so often."""
        return self.rng.random() < probability


def _spaced(product: str) -> str:
    """A Latin name as it stands among Chinese characters: with a blank before and behind it."""
    return f"{' ' * product[:1].isascii()}{product}{' ' * product[-1:].isascii()}"


def gross(net: Decimal, tax_rate: Decimal | None) -> Decimal:
    """*net* with tax, rounded half up to the cent."""
    return (net * (1 + (tax_rate or 0))).quantize(Decimal("0.01"), ROUND_HALF_UP)


def workday(day: date) -> date:
    """*day*, or the Friday before it at a weekend."""
    return day - timedelta(max(0, day.weekday() - 4))
