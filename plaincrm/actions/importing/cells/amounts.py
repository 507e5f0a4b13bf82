"""Amounts as bills, banks and spreadsheets write them → exact decimals, with their currency."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.importing.cells.text import narrow

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNITS = {
    "": 1,
    "千": 1_000,
    "万": 10_000,
    "萬": 10_000,
    "亿": 100_000_000,
    "億": 100_000_000,
    "k": 1_000,
    "w": 10_000,
}
_WRITTEN = re.compile(
    r"(?P<sign>[-+]?)(?P<before>[^\d\s.,+-]{0,5})\s*(?P<sign2>[-+]?)"
    r"(?P<number>\d(?:[\d., '’]*[\d.,])?|[.,]\d+)\s*"
    r"(?:(?P<unit>[千万萬亿億]|[kw](?![^\W\d_]))\s*)?(?P<after>[^\d\s.,+-]{0,5})(?P<sign3>-?)",
    re.IGNORECASE,
)
_NO_CENTS = re.compile(r"(?<=\d)(?:[.,]--?|[.,]-(?=\D*$))")  # 50.- and 50,-- of Swiss and German bills
_FRANCS = re.compile(r"\bs?fr\.(?=[\s\d]|$)", re.IGNORECASE)
_BRACKETED = re.compile(r"^([^\d()]*)\(([^()]*)\)([^\d()]*)$")  # (25.00) € and €(25.00)
_UNIT = re.compile(r"[千万萬亿億]|\d\s*[kw]\b", re.IGNORECASE)
_HEADED = (
    (re.compile(r"百万|million|mio\b", re.IGNORECASE), 1_000_000),
    (re.compile(r"亿|億"), 100_000_000),
    (re.compile(r"万|萬"), 10_000),
    (re.compile(r"千|thousand|tausend|^[kt]\s?(?:€|eur|usd|chf|\$)$", re.IGNORECASE), 1_000),
)
_USUAL_DECIMALS = 2
_GROUPED = (
    re.compile(r"[1-9]\d{0,2}(?P<sign>[., '])\d{3}(?:(?P=sign)\d{3})*"),
    re.compile(r"[1-9]\d?(?:,\d{2})+,\d{3}"),  # 12,34,567 of India
    re.compile(r"[1-9]\d{0,2}(?:,\d{4})+"),  # 1,2345 of China
)
_ENDS_IN_CENTS = re.compile(r"(?:^|\d),\d{1,2}$|[ ']\d{3},\d+$")
_COMMA_DECIMALS = re.compile(r"\d,\d{1,2}\D*$|\d\.\d{3},\d")
_POINT_DECIMALS = re.compile(r"\d\.\d{1,2}\D*$|\d,\d{3}\.\d")

_EITHER = re.compile(r"(?<![\d.,])[1-9]\d{0,2}([.,])\d{3}(?![\d.,])")


class Money(NamedTuple):
    """An exact amount and the ISO code of its currency, empty where the text names none."""

    amount: Decimal
    currency: str


class Marks(NamedTuple):
    """How many cells of a column can only be read with a decimal comma, 1.234,50, and with a point."""

    comma: int
    point: int

    @property
    def has_comma_decimals(self) -> bool:
        """Whether its amounts are read with a decimal comma."""
        return self.comma > self.point

    @property
    def is_mixed(self) -> bool:
        """Whether it has cells of both kinds."""
        return bool(self.comma and self.point)


UNMARKED = Marks(0, 0)


def decimal_marks(texts: Iterable[str]) -> Marks:
    """What a column shows of its decimal mark."""
    comma = point = 0
    for text in texts:
        comma += bool(_COMMA_DECIMALS.search(text))
        point += bool(_POINT_DECIMALS.search(text))
    return Marks(comma, point)


def unclear_mark(text: str) -> str:
    """The point or comma of 1.500 and 1,500, which may part thousands or decimals; else empty."""
    found = _EITHER.search(narrow(text))
    return found[1] if found else ""


@lru_cache(maxsize=10_000)  # columns of a table say the same again and again
def money(text: str, *, comma_decimals: bool = False) -> Money | None:
    """What a cell says; None where it is no amount. ``(50.00)``, ``50-`` and ``−50`` are negative."""
    plain = narrow(text).replace("−", "-").replace("–", "-").strip()
    if not plain.isascii() or not plain.replace(".", "", 1).isdigit():
        plain = _FRANCS.sub("CHF ", plain)
        plain = _NO_CENTS.sub(lambda found: f"{found[0][0]}00", plain)
        plain = _BRACKETED.sub(r"(\1\2\3)", plain)
    bracketed = plain.startswith("(") and plain.endswith(")")
    found = _WRITTEN.fullmatch(plain[1:-1].strip() if bracketed else plain)
    if not found:
        return None
    number = _number(found["number"], comma_decimals=comma_decimals)
    before, after = _currency(found["before"]), _currency(found["after"])
    if number is None or before is None or after is None:
        return None
    currency = before or after
    negative = bracketed or "-" in (found["sign"], found["sign2"], found["sign3"])
    worth = number * _UNITS[(found["unit"] or "").lower()]
    return Money(-worth if negative else worth, currency)


def unit_of(heading: str) -> int:
    """In what a column counts by its heading: 金额（万元）, Umsatz (TEUR), Revenue (in thousands)."""
    for unit in re.findall(r"[(（\[]([^)）\]]{1,20})[)）\]]", heading):
        for words, worth in _HEADED:
            if words.search(unit.strip()):
                return worth
    return 1


def has_unit(text: str) -> bool:
    """Whether a cell says itself in what it counts: 1.5万, 12k."""
    return bool(_UNIT.search(text))


def written(number: Decimal) -> str:
    """The decimal as a customer file writes it: no exponent, no empty decimals but those of 120.00."""
    text = format(number, "f")
    whole, _, decimals = text.partition(".")
    if len(decimals) == _USUAL_DECIMALS:
        return text
    return f"{whole}.{decimals.rstrip('0')}" if decimals.strip("0") else whole


def _number(text: str, *, comma_decimals: bool) -> Decimal | None:
    """The number that digits, points, commas and blanks write; None where its groups are impossible."""
    text = re.sub(r"[.,]$", "", text.strip().replace("’", "'"))
    whole, decimals = _parted(text, comma_decimals=comma_decimals)
    if not whole.isdecimal() and not any(shape.fullmatch(whole) for shape in _GROUPED):
        return None
    digits = "".join(char for char in whole if char.isdecimal())
    plain = f"{digits}.{decimals}" if decimals else digits
    return Decimal(plain) if re.fullmatch(r"\d+(\.\d+)?", plain) and len(plain) <= 30 else None


def _parted(text: str, *, comma_decimals: bool) -> tuple[str, str]:
    """What stands before the decimal sign and behind it."""
    sign = _decimal_sign(text, comma_decimals=comma_decimals)
    whole, _, decimals = text.rpartition(sign) if sign else (text, "", "")
    return whole or "0", decimals


def _decimal_sign(text: str, *, comma_decimals: bool) -> str:
    """The point or comma that parts the decimals; empty where there are none."""
    comma, point = text.rfind(","), text.rfind(".")
    if comma >= 0 and point >= 0:
        return "," if comma > point else "."
    if text.count(",") > 1 or text.count(".") > 1 or comma == point:
        return ""
    if comma >= 0:
        return "," if comma_decimals or _ENDS_IN_CENTS.search(text) else ""
    return "" if comma_decimals and _GROUPED[0].fullmatch(text) else "."


def _currency(sign: str) -> str | None:
    """The code that a sign stands for; empty for none, None where it means nothing known."""
    from plaincrm.model.currency import CODES, SPELLINGS

    if not sign or sign in ("块", "圆", "元整", "圆整"):
        return "CNY" if sign else ""
    upper = sign.upper().rstrip(".")
    return upper if upper in CODES else SPELLINGS.get(upper, SPELLINGS.get(sign))
