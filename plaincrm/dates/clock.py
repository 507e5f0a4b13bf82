"""What day it is, which days there are, and how they are numbered."""

from __future__ import annotations

import os
from datetime import date, timedelta

from plaincrm.errors import UsageError

FIRST = date(1900, 1, 1)
LAST = date(2199, 12, 31)
_EPOCH = date(1970, 1, 1).toordinal()


def today() -> date:
    """The current day; ``$PLAINCRM_TODAY`` (ISO) fixes it. UsageError when that is no date."""
    fixed = os.environ.get("PLAINCRM_TODAY")
    if not fixed:
        return date.today()
    try:
        day = date.fromisoformat(fixed)
    except ValueError:
        day = date.min
    if not FIRST <= day <= LAST:
        raise UsageError(f'$PLAINCRM_TODAY: "{fixed}" is not a date', "set it to a day such as 2026-12-01")
    return day


def day_number(day: date | str) -> int:
    """Days since 1970-01-01 of a date, or of the day that an ISO date or date-time begins with."""
    if isinstance(day, str):
        day = date.fromisoformat(day[:10])
    return day.toordinal() - _EPOCH


def from_day_number(number: int) -> date:
    """The date that is *number* days after 1970-01-01."""
    return date.fromordinal(number + _EPOCH)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """That day, or None where the calendar, or the years 1900 to 2199, have none."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST <= found <= LAST else None


def last_of_month(year: int, month: int) -> date:
    """The last day of a month of the years that are known here."""
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def monday_of(day: date) -> date:
    """The first day of the week that *day* is in."""
    return day - timedelta(days=day.weekday())
