"""Hints: what to write instead of a value that was refused. Loaded only when something is wrong."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal, InvalidOperation

from plaincrm.model import values
from plaincrm.model.currency import SPELLINGS

_DAY = "write a date such as 2026-11-27"
_AMOUNT = "write an amount such as 1200.00"
_NUMBER = "write a number such as 12.5"
_SCALES = {"万": 10_000, "亿": 100_000_000, "千": 1000, "k": 1000, "K": 1000, "m": 1_000_000, "M": 1_000_000}


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that *word* most likely was meant to be, or None."""
    from difflib import get_close_matches

    folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold()[:80], folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def word_hint(text: str, words: Collection[str]) -> str:
    """The nearest of the words, else all of them."""
    near = nearest(text, words)
    return f"write {near}" if near else "write " + " or ".join(words)


def currency_hint(text: str) -> str:
    """The code that a symbol, a nickname or a lower-case code stands for."""
    word = unicodedata.normalize("NFKC", text.strip()).upper()
    code = SPELLINGS.get(text.strip(), SPELLINGS.get(word))
    if code is None and re.fullmatch("[A-Z]{3}", word):
        code = word
    return f"write {code}" if code else "write an ISO 4217 code such as CNY, EUR or USD"


def day_hint(text: str) -> str:
    """The ISO spelling of a date written in another order, else an example."""
    parts = re.fullmatch(
        r"\s*([0-9]{1,4})\s*[-./年]\s*([0-9]{1,2})\s*[-./月]\s*([0-9]{1,4})\s*日?\s*", _plain(text)
    )
    if parts is None:
        compact = re.fullmatch("([0-9]{4})([0-9]{2})([0-9]{2})", _plain(text).strip())
        return _day_or_example(*compact.groups()) if compact else _DAY
    first, middle, last = parts.groups()
    if len(first) == 4:
        return _day_or_example(first, middle, last)
    if len(last) != 4:
        return _DAY
    return _year_last(text, first, middle, last)


def _year_last(text: str, first: str, middle: str, year: str) -> str:
    day_first = _iso(year, middle, first)
    month_first = _iso(year, first, middle) if "/" in text else None
    if day_first and month_first and day_first != month_first:
        return f"write {day_first} or {month_first}, whichever it is"
    found = day_first or month_first
    return f"write {found}" if found else _DAY


def _day_or_example(year: str, month: str, day: str) -> str:
    found = _iso(year, month, day)
    if found:
        return f"write {found}"
    if not 1 <= int(month) <= 12:
        return _DAY
    if not values.FIRST_YEAR <= year <= values.LAST_YEAR:
        return f"write a day from {values.FIRST_YEAR} to {values.LAST_YEAR}"
    days = monthrange(int(year), int(month))[1]
    return f"write a day of that month: {year}-{int(month):02} has {days} days"


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    return found if values.FIRST_YEAR <= found[:4] <= values.LAST_YEAR else None


def amount_hint(text: str) -> str:
    """The plain spelling of an amount with signs, separators or a currency, else an example."""
    found = plain_amount(text)
    return f"write {found}" if found else _AMOUNT


def number_hint(text: str) -> str:
    """The plain spelling of a number, else an example."""
    found = plain_amount(text)
    return f"write {found}" if found else _NUMBER


def share_hint(text: str) -> str:
    """0.06 for 6, 6% or 6 %; else an example."""
    found = plain_amount(_plain(text).replace("%", ""))
    if found is None:
        return "write a share such as 0.06 (that is 6 %)"
    value = Decimal(found)
    if "%" in _plain(text) or value > 1:
        value /= 100
    if not 0 <= value <= 1:
        return "write a share from 0 to 1, such as 0.06 (that is 6 %)"
    return f"write {value.normalize():f} for {(value * 100).normalize():f} %"


def plain_amount(text: str) -> str | None:
    """An amount as a file wants it (``￥1,234.00`` → ``1234.00``, ``1.5万`` → ``15000``), or None."""
    word = _plain(text).strip()
    if len(word) > 40:
        return None
    negative = bool(re.fullmatch(r"\(.*\)|-.*|.*[0-9]-", word)) or "−" in word
    match = re.search(r"[0-9][0-9.,'’_ \u00a0]*|\.[0-9]+", word)
    if match is None or re.search(r"[0-9]", word[match.end() :]):
        return None
    factor = _SCALES.get(word[match.end() : match.end() + 1].strip(), 1)
    digits = _dotted(re.sub(r"['’_ \u00a0]", "", match[0]))
    try:
        value = Decimal(digits)
    except InvalidOperation:
        return None
    shown = f"{(value * factor).normalize():f}" if factor > 1 else digits
    return f"-{shown}" if negative and value else shown


def _dotted(digits: str) -> str:
    """``1.234,50`` and ``1,234.50`` → ``1234.50``; ``12,50`` → ``12.50``; ``1,200`` → ``1200``."""
    digits = digits.rstrip(".,")
    mark = max(digits.rfind("."), digits.rfind(","))
    if mark < 0:
        return digits
    head, tail, sign = digits[:mark], digits[mark + 1 :], digits[mark]
    thousands = sign in head or (sign == "," and len(tail) == 3 and head not in ("", "0"))
    head = re.sub("[.,]", "", head) or "0"
    return head + tail if thousands else f"{head}.{tail}"


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
