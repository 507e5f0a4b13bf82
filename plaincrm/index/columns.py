"""Dates, amounts and numbers of a customer file as the columns of the index hold them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from plaincrm.dates import day_number, from_day_number
from plaincrm.model import money

if TYPE_CHECKING:
    from decimal import Decimal


@lru_cache(maxsize=20_000)
def dated(text: str) -> tuple[str, int, int]:
    """The day of a date or date-time as ISO text, as a day number, and its year * 12 + month."""
    return text[:10], day_of(text), int(text[:4]) * 12 + int(text[5:7])


def iso(text: str | None) -> str | None:
    return text[:10] if text else None


def day(text: str | None) -> int | None:
    return day_of(text) if text else None


@lru_cache(maxsize=20_000)
def day_of(text: str) -> int:
    """Days since 1970-01-01 of an ISO date or date-time."""
    return day_number(text)


def minor(amount: Decimal | None, currency: str) -> int | None:
    return None if amount is None else money.minor(amount, currency)


def number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


@lru_cache(maxsize=20_000)
def iso_of(number: int) -> str:
    """The day as ISO text."""
    return from_day_number(number).isoformat()
