"""What is said about words that are no date, or that are more than one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.dates import clock
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

_DAY_HINT = 'write 2026-12-01, 12-01, friday, "next fri", tomorrow, +2w, "3 days ago", 12月1日, 周五 or 3天后'
_PERIOD_HINT = 'write 2026-12-01, 2026-12, 2026-Q4, 2026, "last month", 上个月 or 2026-10-01..2026-12-31'


def not_a_day(text: str) -> UsageError:
    """The words are outside the grammar of days."""
    return UsageError(f'"{text}" is not a date', _DAY_HINT)


def not_a_period(text: str) -> UsageError:
    """The words are outside the grammar of periods."""
    return UsageError(f'"{text}" is neither a date nor a period', _PERIOD_HINT)


def not_in_calendar(text: str) -> UsageError:
    """The words have the shape of a date, but the calendar lacks that day."""
    years = f"a day that exists, in the years {clock.FIRST.year} to {clock.LAST.year}"
    return UsageError(f'"{text}" is not a date: no such day', f"write {years}, such as 2026-12-01")


def not_a_time(text: str) -> UsageError:
    """The time of day behind a date is none."""
    return UsageError(f'"{text}" is not a date and time', "write 2026-12-01T10:30")


def a_whole_period(text: str, first: date, last: date) -> UsageError:
    """A day is wanted, and the words name a week, month, quarter or year."""
    return UsageError(f'"{text}" is more than one day', f"write one day of it, {first} to {last}")


def refuse_ambiguous(text: str, plain: str) -> None:
    """Raise UsageError with the possible readings when *plain* writes a date as 3/4/2026, 3/4 or 3.4."""
    readings: list[str] = []
    if found := re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})", plain):
        readings = _full_readings(found[1], found[3], found[4])
    elif found := re.fullmatch(r"([0-9]{1,2})(?:/([0-9]{1,2})|\.([0-9]{1,2})\.?)", plain):
        readings = _short_readings(found[1], found[2] or found[3])
    if not readings:
        return
    if len(readings) == 1:
        raise UsageError(f'"{text}" is not how a date is written here', f"write {readings[0]}")
    raise UsageError(f'"{text}" can be read as {" or ".join(readings)}', f"write {' or '.join(readings)}")


def _full_readings(first: str, second: str, third: str) -> list[str]:
    year, a, b = int(third), int(first), int(second)
    tries = [(year, a, b), (year, b, a)]
    if len(third) == 2:
        tries = [(2000 + year, a, b), (2000 + year, b, a), (2000 + a, b, year)]
    days = [clock.calendar_day(*parts) for parts in tries]
    return list(dict.fromkeys(str(day) for day in days if day))


def _short_readings(first: str, second: str) -> list[str]:
    a, b = int(first), int(second)
    days = [
        clock.calendar_day(2000, month, day) for month, day in ((a, b), (b, a))
    ]  # a leap year: 29/2 is a day
    return list(dict.fromkeys(f"{day:%m-%d}" for day in days if day))
