"""One day from words: 2026-12-01, 12-01, friday, +2w, 3天后, 下周五."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from plaincrm.dates import clock, refusals
from plaincrm.dates.periods import read_period
from plaincrm.dates.spans import add_span, read_span
from plaincrm.dates.words import (
    CHINESE,
    CHINESE_NUMBER,
    CHINESE_STEP,
    CHINESE_STEPS,
    CHINESE_WEEK,
    CHINESE_WEEKDAYS,
    ENGLISH_STEPS,
    ENGLISH_WEEKDAYS,
    normalise,
    number,
)

Direction = Literal["past", "future"]

_NAMED = {"today": 0, "tomorrow": 1, "yesterday": -1}
_NAMED |= {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_NAMED |= {"昨天": -1, "昨日": -1, "前天": -2, "大前天": -3}

_ENDS = {"eom": "m", "月底": "m", "月末": "m", "eoq": "q", "季末": "q", "季底": "q", "季度末": "q"}
_ENDS |= {"eoy": "y", "年底": "y", "年末": "y"}


def parse_day(text: str, *, prefer: Direction = "past", today: date | None = None) -> date:
    """The day that *text* names; a time of day behind it is read and left out.

    A day without year or week, and a length of time without direction, looks back (today or
    before) when *prefer* is ``past`` and ahead (after today) when it is ``future``. UsageError when
    the words are outside the grammar, name a day that does not exist, or have two readings.
    """
    return _day_and_time(text, prefer, today or clock.today())[0]


def parse_when(text: str, *, prefer: Direction = "past", today: date | None = None) -> str:
    """The day that *text* names as ISO text, with the time of day where one is given: 2026-11-02T10:30."""
    day, time = _day_and_time(text, prefer, today or clock.today())
    return f"{day}T{time}" if time else f"{day}"


def read_day(text: str, plain: str, prefer: Direction, today: date) -> date | None:
    """The day that a normalised text names, or None; UsageError when it nearly is one (*text* is quoted)."""
    return _day_and_time_of(text, plain, prefer, today)[0]


def _day_and_time(text: str, prefer: Direction, today: date) -> tuple[date, str]:
    plain = normalise(text)
    if period := read_period(text, plain, today):
        raise refusals.a_whole_period(text, *period)
    day, time = _day_and_time_of(text, plain, prefer, today)
    if not day:
        raise refusals.not_a_day(text)
    return day, time


def _day_and_time_of(text: str, plain: str, prefer: Direction, today: date) -> tuple[date | None, str]:
    words, time = _split_time(text, plain)
    refusals.refuse_ambiguous(text, words)
    for read in (_written, _month_and_day, _day_of_month, _named, _weekday, _distance):
        if day := read(text, words, prefer, today):
            return day, time
    return None, ""


def _split_time(text: str, plain: str) -> tuple[str, str]:
    clock_time = r"([0-9]{1,2}):([0-9]{2})(:[0-9]{2}(?:\.[0-9]+)?)?(?: ?(z|[-+][0-9]{2}:?[0-9]{2}))?"
    found = re.fullmatch(rf"(.+?)(?: |(?<=[0-9])t|(?<={CHINESE})){clock_time}", plain)
    if not found:
        return plain, ""
    hour, minute, second = int(found[2]), int(found[3]), found[4] or ""
    if hour > 23 or minute > 59 or second[1:3] > "59":
        raise refusals.not_a_time(text)
    return found[1], f"{hour:02}:{minute:02}{second}{(found[5] or '').upper()}"


def _written(text: str, plain: str, _prefer: Direction, _today: date) -> date | None:
    found = re.fullmatch(r"([0-9]{4})([-/])([0-9]{1,2})\2([0-9]{1,2})", plain)
    found = found or re.fullmatch(f"([0-9]{{4}})(年)({CHINESE_NUMBER})月({CHINESE_NUMBER})[日号]", plain)
    if not found:
        return None
    day = clock.calendar_day(int(found[1]), number(found[3]), number(found[4]))
    if not day:
        raise refusals.not_in_calendar(text)
    return day


def _month_and_day(text: str, plain: str, prefer: Direction, today: date) -> date | None:
    found = re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})", plain)
    found = found or re.fullmatch(f"({CHINESE_NUMBER})月({CHINESE_NUMBER})[日号]", plain)
    if not found:
        return None
    month, of_month = number(found[1]), number(found[2])
    step = 1 if prefer == "future" else -1
    for year in range(today.year, today.year + 9 * step, step):  # eight years hold every 29 February
        day = clock.calendar_day(year, month, of_month)
        if day and _lies_towards(day, prefer, today):
            return day
    raise refusals.not_in_calendar(text)


def _day_of_month(text: str, plain: str, prefer: Direction, today: date) -> date | None:
    found = re.fullmatch(f"({CHINESE_NUMBER})[日号]", plain)
    if not found:
        return None
    step = 1 if prefer == "future" else -1
    for months in range(0, 3 * step, step):  # three months in a row hold every day at least twice
        year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
        day = clock.calendar_day(year, month + 1, number(found[1]))
        if day and _lies_towards(day, prefer, today):
            return day
    raise refusals.not_in_calendar(text)


def _lies_towards(day: date, prefer: Direction, today: date) -> bool:
    return day > today if prefer == "future" else day <= today


def _named(_text: str, plain: str, _prefer: Direction, today: date) -> date | None:
    if plain in _NAMED:
        return today + timedelta(days=_NAMED[plain])
    if plain in _ENDS:
        months = {"m": 1, "q": 3, "y": 12}[_ENDS[plain]]
        return clock.last_of_month(today.year, (today.month - 1) // months * months + months)
    return None


def _weekday(_text: str, plain: str, prefer: Direction, today: date) -> date | None:
    step, weekday = _weekday_words(plain)
    if weekday is None:
        return None
    if step is not None:
        return clock.monday_of(today) + timedelta(days=7 * step + weekday)
    if prefer == "future":
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    return today - timedelta(days=(today.weekday() - weekday) % 7)


def _weekday_words(plain: str) -> tuple[int | None, int | None]:
    """Which week (None: not said) and which weekday, Monday being 0 (None: no weekday)."""
    step, _, name = plain.rpartition(" ")
    if name in ENGLISH_WEEKDAYS and (not step or step in ENGLISH_STEPS):
        return ENGLISH_STEPS.get(step), ENGLISH_WEEKDAYS[name]
    found = re.fullmatch(f"(?:({CHINESE_STEP})个?)?(?:{CHINESE_WEEK})([一二三四五六日天])", plain)
    if found:
        return CHINESE_STEPS.get(found[1]), CHINESE_WEEKDAYS[found[2]]
    return None, None


def _distance(_text: str, plain: str, prefer: Direction, today: date) -> date | None:
    found = re.fullmatch(r"([-+]|in )?(.+?)( ago|[之以]?前|[之以]?后)?", plain)
    span = read_span(found[2]) if found else None
    if not found or not span or (found[1] and found[3]):
        return None
    sign = (found[1] or found[3] or ("+" if prefer == "future" else "-")).strip()
    back = sign in ("-", "ago") or sign.endswith("前")
    return add_span(today, -span if back else span)
