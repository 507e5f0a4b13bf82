"""Lengths of time: ``2w``, ``3 months``, 两周; and days counted with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.dates import clock
from plaincrm.dates.words import CHINESE_NUMBER, DIGITS, NUMBER_WORD, normalise, number
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

_DAYS = {"d": 1, "w": 7}
_MONTHS = {"m": 1, "q": 3, "y": 12}

_ENGLISH = f"(?:({DIGITS}) ?|({NUMBER_WORD}) )(d|days?|w|weeks?|m|months?|q|quarters?|y|years?)"
_CHINESE = f"({CHINESE_NUMBER})个?(天|日|周|星期|礼拜|季度|年|(?<=个)月)"
_CHINESE_UNITS = {
    "天": "d",
    "日": "d",
    "周": "w",
    "星期": "w",
    "礼拜": "w",
    "月": "m",
    "季度": "q",
    "年": "y",
}


class Span(NamedTuple):
    """So many days (``d``), weeks, months, quarters or years; a negative count looks back."""

    count: int  # type: ignore[assignment]  # nobody counts values in a Span
    unit: str

    def __str__(self) -> str:
        return f"{self.count}{self.unit}"

    def __neg__(self) -> Span:
        return Span(-self.count, self.unit)


def parse_span(text: str) -> Span:
    """The span that *text* names; a bare number counts days. UsageError when it names none."""
    plain = normalise(text)
    if re.fullmatch(DIGITS, plain):
        return Span(int(plain), "d")
    span = read_span(plain)
    if span is None:
        raise UsageError(
            f'"{text}" is not a length of time', "write 10d, 2w, 3 months, 1y or 2周; a bare number is days"
        )
    return span


def read_span(plain: str) -> Span | None:
    """The span that a normalised text names, or None."""
    if plain == "半年":
        return Span(6, "m")
    if found := re.fullmatch(_ENGLISH, plain):
        return Span(number(found[1] or found[2]), found[3][0])
    if found := re.fullmatch(_CHINESE, plain):
        return Span(number(found[1]), _CHINESE_UNITS[found[2]])
    return None


def add_span(day: date, span: Span) -> date:
    """The day *span* later; months clip (31 Jan + 1m = 28 Feb). UsageError beyond the years 1900 to 2199."""
    if span.unit in _DAYS:
        later = clock.day_number(day) + span.count * _DAYS[span.unit]
        if clock.day_number(clock.FIRST) <= later <= clock.day_number(clock.LAST):
            return clock.from_day_number(later)
    else:
        year, month = divmod(day.year * 12 + day.month - 1 + span.count * _MONTHS[span.unit], 12)
        if clock.FIRST.year <= year <= clock.LAST.year:
            last = clock.last_of_month(year, month + 1)
            return last.replace(day=min(day.day, last.day))
    years = f"the years {clock.FIRST.year} to {clock.LAST.year}"
    raise UsageError(f"{span} from {day} is outside {years}", "write a shorter length of time")


def next_after(day: date, span: Span, after: date) -> date:
    """The first of *day* + span, *day* + 2 spans, … that comes after *after*.

    Multiples are counted from *day* itself, so a monthly 31st is clipped only where it must be.
    UsageError when the span is not at least one day.
    """
    if span.count < 1:
        raise UsageError(f'"{span}" does not repeat', "write 1w, 2w, 1m, 1q or 1y")
    times = max(1, (after - day).days // _longest(span))
    while (found := add_span(day, Span(times * span.count, span.unit))) <= after:
        times += 1
    return found


def _longest(span: Span) -> int:
    """An upper bound of the days in a span, so that a jump by it never passes the goal."""
    return span.count * (_DAYS[span.unit] if span.unit in _DAYS else 31 * _MONTHS[span.unit])


def span_days(span: Span, today: date | None = None) -> int:
    """The days in the span that ends today; months and years by the calendar."""
    end = today or clock.today()
    return (end - add_span(end, -span)).days
