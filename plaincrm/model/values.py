"""From a file's text to a value: one function per kind, each with its refusal in the user's words.

Standard library only, so that imports and command lines can judge values without loading Pydantic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

LARGEST_AMOUNT = 10**13  # in minor units it must fit SQLite's integers, sums included
LONGEST_NUMBER = 40
MOST_DAYS = 36_500  # a hundred years
FIRST_YEAR, LAST_YEAR = "1900", "2199"  # as plaincrm.dates

NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
MOMENT = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[Tt]|[ ]+)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?"
    r"[ ]*(?:[Zz]|[+-][0-9]{1,2}(?::?[0-9]{2})?)?"
)
SIZE = re.compile(r"([0-9]+)(?:\+|-([0-9]+))?")
CODE = re.compile(r"[A-Z]{3}")


class BadValueError(ValueError):
    """A value that its field refuses: what is wrong, and what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def quoted(text: object) -> str:
    """The user's own words in double quotes, shortened, with nothing that could upset a terminal."""
    if not isinstance(text, str):
        return kind_of(text)
    short = text if len(text) <= 60 else text[:57] + "…"
    return '"' + "".join(char if char.isprintable() else ascii(char)[1:-1] for char in short) + '"'


def kind_of(value: object) -> str:
    """What a raw value is, in words: a list, a map, an empty value, a single value."""
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "a map"
    return "an empty value" if value is None else "a single value"


def text_of(value: object) -> str:
    """The text of a single value; BadValueError for a list or a map."""
    if isinstance(value, str):
        return value
    raise BadValueError(
        f"a single value is expected, not {kind_of(value)}", "write one value after the colon"
    )


def name(value: object) -> str:
    """A text with something in it."""
    text = text_of(value)
    if not text.strip():
        raise BadValueError(f"{quoted(text)} is no name", "write at least one letter")
    return text


def day(value: object) -> str:
    """An ISO date, or date and time, as written; its day is the first ten characters."""
    if isinstance(value, str) and _is_day(value):
        return value
    text = text_of(value)
    from plaincrm.model.suggest import day_hint

    raise BadValueError(f"{quoted(text)} is not a date", day_hint(text))


def birthday(value: object) -> str:
    """A day, or ``--03-05`` where the year is not known."""
    text = text_of(value)
    try:
        # 2000 was a leap year: --02-29 is a birthday
        date.fromisoformat("2000" + text[1:] if re.fullmatch("--[0-9]{2}-[0-9]{2}", text) else _ten(text))
    except ValueError:
        hint = "write 1988-03-05, or --03-05 without the year"
        raise BadValueError(f"{quoted(text)} is not a birthday", hint) from None
    return text


def number(value: object) -> Decimal:
    """A decimal with an optional minus; nothing else counts as a number."""
    if type(value) is str and NUMBER.fullmatch(value) and len(value) <= LONGEST_NUMBER:
        return Decimal(value)
    text = text_of(value)
    from plaincrm.model.suggest import number_hint

    raise BadValueError(f"{quoted(text)} is not a number", number_hint(text))


def amount(value: object) -> Decimal:
    """An amount of money; how many decimals it may have depends on its currency (see rules)."""
    if type(value) is str and NUMBER.fullmatch(value) and len(value) <= LONGEST_NUMBER:
        money = Decimal(value)
        if -LARGEST_AMOUNT < money < LARGEST_AMOUNT:
            return money
        raise BadValueError(f"{quoted(value)} is too large an amount", f"write less than {LARGEST_AMOUNT:,}")
    text = text_of(value)
    from plaincrm.model.suggest import amount_hint

    raise BadValueError(f"{quoted(text)} is not an amount", amount_hint(text))


def share(value: object) -> Decimal:
    """A part of one: 0.06 for 6 %."""
    text = text_of(value)
    if NUMBER.fullmatch(text) and len(text) <= LONGEST_NUMBER and 0 <= (part := Decimal(text)) <= 1:
        return part
    from plaincrm.model.suggest import share_hint

    raise BadValueError(f"{quoted(text)} is not a share between 0 and 1", share_hint(text))


def positive(value: object) -> Decimal:
    """A number greater than zero."""
    found = number(value)
    if found <= 0:
        raise BadValueError(f"{quoted(value)} is not greater than 0", "write a number such as 2")
    return found


def whole(low: int, high: int) -> Callable[[object], int]:
    """A reader of whole numbers from *low* to *high*, both included."""

    def read(value: object) -> int:
        text = text_of(value)
        if not re.fullmatch("-?[0-9]{1,18}", text):
            raise BadValueError(
                f"{quoted(text)} is not a whole number", f"write a number such as {max(low, 30)}"
            )
        found = int(text)
        if not low <= found <= high:
            raise BadValueError(
                f"{quoted(text)} is out of range", f"write a whole number from {low} to {high}"
            )
        return found

    return read


def flag(value: object) -> bool:
    """Whether it says true or yes; false, no and absent do not."""
    if value is None:
        return False
    text = text_of(value)
    word = text.lower()
    if word not in ("true", "yes", "false", "no"):
        raise BadValueError(f"{quoted(text)} is neither true nor false", "write true or false")
    return word in ("true", "yes")


def one_of(words: Sequence[str], absent: str | None = None) -> Callable[[object], str]:
    """A reader of one of *words*; *absent* is what an empty value stands for."""
    known = frozenset(words)

    def read(value: object) -> str:
        if type(value) is str and value in known:
            return value
        if value is None and absent is not None:
            return absent
        text = text_of(value)
        from plaincrm.model.suggest import word_hint

        raise BadValueError(f"{quoted(text)} is not one of {', '.join(words)}", word_hint(text, words))

    return read


def currency_code(value: object) -> str:
    """Three capital letters; whether ISO knows them is another question (see doubts)."""
    text = text_of(value)
    if CODE.fullmatch(text):
        return text
    from plaincrm.model.suggest import currency_hint

    raise BadValueError(f"{quoted(text)} is not a currency code", currency_hint(text))


def company_size(value: object) -> str:
    """A number of employees or a range: ``50``, ``50-99``, ``500+``."""
    text = text_of(value)
    match = SIZE.fullmatch(text)
    if match is None or (match[2] and int(match[2][:18]) < int(match[1][:18])):
        hint = "write employees as a number or a range: 50, 50-99 or 500+"
        raise BadValueError(f"{quoted(text)} is not a company size", hint)
    return text


def span(value: object) -> str:
    """A span of time such as ``2w`` or ``1m``, as written."""
    from plaincrm.dates import parse_span
    from plaincrm.errors import CrmError

    text = text_of(value)
    hint = "write a span such as 10d, 2w, 1m or 1y"
    try:
        found = parse_span(text)
    except CrmError as error:
        raise BadValueError(f"{quoted(text)} is not a span of time", hint) from error
    if found.count < 1:
        raise BadValueError(f"{quoted(text)} is not a span of time", hint)
    return text


def as_list(value: Any) -> Any:
    """The list that a list of single values stands for: one value is a list of one, empty is none."""
    if value is None:
        return []
    if isinstance(value, list):
        return [item for item in value if item is not None] if None in value else value
    return [value] if isinstance(value, str) else value


def as_entries(value: Any) -> Any:
    """The list itself; an empty value is an empty list."""
    return [] if value is None else value


def as_map(value: Any) -> Any:
    """The map itself without its empty values; an empty value is an empty map."""
    if value is None:
        return {}
    if isinstance(value, dict) and None in value.values():
        return {key: item for key, item in value.items() if item is not None}
    return value


@lru_cache(maxsize=20_000)  # a book has few days and names them often
def _is_day(text: str) -> bool:
    head = text if len(text) == 10 else _day_of_moment(text)
    if not (head[4:5] == "-" == head[7:8] and FIRST_YEAR <= head[:4] <= LAST_YEAR):
        return False
    try:
        date.fromisoformat(head)
    except ValueError:
        return False
    return True


def _day_of_moment(text: str) -> str:
    """The day of a date and time; nothing where the text is none."""
    match = MOMENT.fullmatch(text)
    if match is None:
        return ""
    hour, minute, second = int(match[2]), int(match[3]), int(match[4] or 0)
    try:
        time(hour, minute, min(second, 59))  # a leap second is a second
    except ValueError:
        return ""
    return match[1] if second <= 60 else ""


def _ten(text: str) -> str:
    if len(text) != 10 or not (text[4] == "-" == text[7]):
        raise ValueError(text)
    return text
