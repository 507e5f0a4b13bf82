"""The words the grammar is made of, and the one spelling that all of it is read in."""

from __future__ import annotations

import re

# full-width ASCII, traditional characters and typographic dashes are read as their plain twins
_TWINS = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_TWINS |= str.maketrans("後週號禮個兩這", "后周号礼个两这")
_TWINS |= {dash: ord("-") for dash in (0x2010, 0x2011, 0x2012, 0x2013, 0x2212)}

_CHINESE_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"两": 2}
_ENGLISH_NUMBERS = {"a": 1, "an": 1} | {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}

CHINESE = "[一-鿿]"
DIGITS = "[0-9]{1,5}"
NUMBER_WORD = "|".join(_ENGLISH_NUMBERS)
CHINESE_NUMBER = f"{DIGITS}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一两二三四五六七八九]"

_WEEKDAYS = (
    ("mon", "monday"),
    ("tue", "tues", "tuesday"),
    ("wed", "wednesday"),
    ("thu", "thur", "thurs", "thursday"),
    ("fri", "friday"),
    ("sat", "saturday"),
    ("sun", "sunday"),
)
ENGLISH_WEEKDAYS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names}
CHINESE_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
CHINESE_WEEK = "周|星期|礼拜"

# which one, counted from the current week, month, quarter or year
ENGLISH_STEPS = {"last": -1, "this": 0, "next": 1}
CHINESE_STEPS = {"上上": -2, "上": -1, "本": 0, "这": 0, "下": 1, "下下": 2}
CHINESE_STEP = "上上|上|本|这|下下|下"


def normalise(text: str) -> str:
    """The text as the grammar spells it: half-width, lower case, single spaces, none beside Chinese."""
    plain = " ".join(text.translate(_TWINS).lower().split())
    return re.sub(f"(?<={CHINESE}) | (?={CHINESE})", "", plain)


def number(text: str) -> int:
    """The value of digits, of an English number word up to twelve, of a Chinese number up to 99."""
    if text in _ENGLISH_NUMBERS:
        return _ENGLISH_NUMBERS[text]
    if text[0] in "0123456789":
        return int(text)
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS[ones]
    return 10 * _CHINESE_DIGITS.get(tens, 1) + _CHINESE_DIGITS.get(ones, 0)
