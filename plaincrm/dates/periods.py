"""Whole weeks, months, quarters and years from words: 2026-Q3, 2026-06, last month, 上个月."""

from __future__ import annotations

import re
from datetime import date, timedelta

from plaincrm.dates import clock, refusals
from plaincrm.dates.words import (
    CHINESE_NUMBER,
    CHINESE_STEP,
    CHINESE_STEPS,
    CHINESE_WEEK,
    ENGLISH_STEPS,
    number,
)

Period = tuple[date, date]

_MONTHS = {"month": 1, "quarter": 3, "year": 12, "月": 1, "季": 3, "季度": 3}
_CHINESE_YEARS = {"前年": -2, "去年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}


def read_period(text: str, plain: str, today: date) -> Period | None:
    """The first and last day of the period that a normalised text names, or None.

    UsageError when it has the shape of a period that does not exist (*text* is quoted).
    """
    return _written(text, plain) or _counted(plain, today)


def _written(text: str, plain: str) -> Period | None:
    if found := re.fullmatch("([0-9]{4})年?", plain):
        return _existing(text, int(found[1]), 1, 12)
    found = re.fullmatch(r"([0-9]{4})[-/]([0-9]{1,2})", plain)
    if found := found or re.fullmatch(f"([0-9]{{4}})年({CHINESE_NUMBER})月", plain):
        return _existing(text, int(found[1]), number(found[2]), 1)
    found = re.fullmatch("([0-9]{4})-?q([0-9])", plain)
    if found := found or re.fullmatch("([0-9]{4})年第?([1-4一二三四])季度", plain):
        return _existing(text, int(found[1]), number(found[2]) * 3 - 2, 3)
    return None


def _counted(plain: str, today: date) -> Period | None:
    step, unit = _step_and_unit(plain)
    if step is None:
        return None
    if unit in _MONTHS:
        size = _MONTHS[unit]
        first = today.year * 12 + today.month - 1
        year, month = divmod(first - first % size + step * size, 12)
        return _months(year, month + 1, size)
    monday = clock.monday_of(today) + timedelta(days=7 * step)
    return monday, monday + timedelta(days=6)


def _step_and_unit(plain: str) -> tuple[int | None, str]:
    if plain in _CHINESE_YEARS:
        return _CHINESE_YEARS[plain], "year"
    if found := re.fullmatch("(last|this|next) (week|month|quarter|year)", plain):
        return ENGLISH_STEPS[found[1]], found[2]
    if found := re.fullmatch(f"({CHINESE_STEP})个?({CHINESE_WEEK}|月|季度?)", plain):
        return CHINESE_STEPS[found[1]], found[2]
    return None, ""


def _existing(text: str, year: int, month: int, months: int) -> Period:
    if not (1 <= month <= 12 and clock.FIRST.year <= year <= clock.LAST.year):
        raise refusals.not_in_calendar(text)
    return _months(year, month, months)


def _months(year: int, month: int, months: int) -> Period:
    return date(year, month, 1), clock.last_of_month(year, month + months - 1)
