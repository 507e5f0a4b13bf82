"""Readers: what turns the text of an argument into its value, or refuses it with exit 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm import dates

if TYPE_CHECKING:
    from decimal import Decimal


def past_day(text: str) -> str:
    """A day as ISO text; without year or week it is today or before."""
    return dates.parse_day(text, prefer="past").isoformat()


def future_day(text: str) -> str:
    """A day as ISO text; without year or week it is after today."""
    return dates.parse_day(text, prefer="future").isoformat()


def span(text: str) -> str:
    """A span such as 2w, checked, as it was written."""
    dates.parse_span(text)
    return text


def amount(text: str) -> Decimal:
    """An exact amount."""
    from plaincrm.actions.amounts import amount as read

    return read(text)


def number(text: str) -> Decimal:
    """A plain number."""
    from plaincrm.actions.amounts import number as read

    return read(text)


def whole(text: str) -> int:
    """A whole number."""
    from plaincrm.actions.amounts import whole as read

    return read(text)


def currency(text: str) -> str:
    """A currency code in capitals."""
    from plaincrm.errors import UsageError

    if len(text) != 3 or not (text.isascii() and text.isalpha()):
        raise UsageError(f'"{text}" is not a currency', hint="write a code such as EUR")
    return text.upper()


def words_or_stdin(text: str) -> str:
    """The text itself, or standard input for ``-``."""
    if text != "-":
        return text
    import sys

    return sys.stdin.read().strip("\n")
