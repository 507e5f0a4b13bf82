"""Periods, days and ``a..b``: everything that has a first and a last day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.dates import clock, refusals
from plaincrm.dates.days import read_day
from plaincrm.dates.periods import Period, read_period
from plaincrm.dates.words import normalise
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from datetime import date


def parse_period(text: str, *, today: date | None = None) -> Period:
    """The first and the last day that *text* names: a day, a period, or ``a..b`` of days and periods.

    Both ends are included; an open end is 1900-01-01 or 2199-12-31; days without year or week look
    back. UsageError when the words are outside the grammar or the range ends before it begins.
    """
    now = today or clock.today()
    plain = normalise(text)
    left, dots, right = (part.strip() for part in plain.partition(".."))
    if not dots:
        return _ends(text, plain, now)
    if not left and not right:
        raise refusals.not_a_period(text)
    first = _ends(text, left, now)[0] if left else clock.FIRST
    last = _ends(text, right, now)[1] if right else clock.LAST
    if first > last:
        raise UsageError(f'"{text}" ends before it begins: {first} to {last}', "write the earlier day first")
    return first, last


def _ends(text: str, plain: str, today: date) -> Period:
    if period := read_period(text, plain, today):
        return period
    if day := read_day(text, plain, "past", today):
        return day, day
    raise refusals.not_a_period(text)
