"""Phone numbers as people and spreadsheets write them → international spelling, or kept with a warning."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plaincrm.actions.importing.cells.text import clean, narrow, several

_LABEL = re.compile(r"^(?:手机|电话|座机|固话|传真|tel|phone|mobile|cell|[a-z]+)\s*[:：]\s*", re.IGNORECASE)
_RUINED = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,2}", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*(?:转|轉|分机号?|#|ext\.?|extension|x)\s*[.:：]?\s*([0-9]{1,8})$", re.IGNORECASE)
_AREA = re.compile(r"(\(?0[0-9]{2,3}\)?[- ]?)[0-9]{7,8}")
_SHORTEST = 3
_SHOWN = 60  # characters of a cell in a warning
_WHOLE, _WITH_AREA, _WITH_COUNTRY = 5, 7, 9  # digits from which a number may be one by itself


class Phone(NamedTuple):
    """A number as it is to be written, and what is doubtful about it."""

    text: str
    warning: str = ""


def is_ruined(text: str) -> bool:
    """Whether a spreadsheet made a large number of it: 1.38E+10."""
    return _RUINED.fullmatch(text.strip()) is not None


def phones(text: str, region: str | None) -> list[Phone]:
    """The numbers of a cell; one that a spreadsheet ruined (1.38E+10) has a warning and no text."""
    found: list[Phone] = []
    area = ""
    parts = (one for part in several(narrow(text), ",|") for one in _one_after_another(part))
    for part in parts:
        part = _LABEL.sub("", part).strip()
        begun = _AREA.match(part)
        if begun:
            area = begun[1]
        elif area and re.fullmatch(r"[2-9][0-9]{6,7}", part):  # 021-58881234/58881235
            part = area + part
        found.append(_phone(part, region))
    return found


def _one_after_another(text: str) -> list[str]:
    """The numbers that ``/`` parts: 138 0013 8004/139 0013 8005 are two, but 030/901820 is one."""
    if "/" not in text:
        return [text]
    found = [""]
    for part in text.split("/"):
        if _is_whole(found[-1]):
            found.append(part)
        else:
            found[-1] += f"/{part}" if found[-1] else part
    return [part for part in map(clean, found) if part]


def _is_whole(text: str) -> bool:
    """Whether a text has the digits of a number, and not just those of its area."""
    if len(text) > _SHOWN:
        return True
    digits = "".join(char for char in text if char.isdigit())
    if "+" in text or digits.startswith("00"):
        return len(digits.removeprefix("00")) >= _WITH_COUNTRY
    return len(digits) >= (_WITH_AREA if digits.startswith("0") else _WHOLE)


@lru_cache(maxsize=100_000)
def _phone(text: str, region: str | None) -> Phone:
    if _RUINED.fullmatch(text):
        return Phone("", f'phone "{text[:_SHOWN]}" was ruined by a spreadsheet and is not taken')
    text = re.sub(r"^([0-9]{7,15})\.0+$", r"\1", text)
    if sum(char.isdigit() for char in text) < _SHORTEST:
        return Phone(text, _odd(text))
    return _spelled(text, region)


def _spelled(text: str, region: str | None) -> Phone:
    import phonenumbers

    extension = _EXTENSION.search(text)
    bare = text[: extension.start()] if extension else text
    try:
        number = phonenumbers.parse(_with_plus(bare), region)
    except phonenumbers.NumberParseException:
        return Phone(text, "" if _looks_right(text) else _odd(text))
    if not phonenumbers.is_valid_number(number):
        return Phone(text, f'phone "{text[:_SHOWN]}" is not a valid number; kept as it is')
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return Phone(f"{written} ext. {extension[1]}" if extension else written)


def _odd(text: str) -> str:
    return f'"{text[:_SHOWN]}" does not look like a phone number'


def _with_plus(text: str) -> str:
    """0049 30 … as +49 30 …."""
    return re.sub(r"^\(?00(?=[1-9])\)?", "+", text)


def _looks_right(text: str) -> bool:
    from plaincrm.model.looks import phone_fault

    return phone_fault(text) is None


@lru_cache(maxsize=200_000)
def phone_key(text: str, region: str | None) -> str:
    """One text for all spellings of a number: E.164 where it can be had, else its digits."""
    import phonenumbers

    plain = narrow(text)
    extension = _EXTENSION.search(plain)
    bare = _with_plus(plain[: extension.start()] if extension else plain)
    try:
        number = phonenumbers.parse(bare, region)
        key = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        key = "".join(char for char in bare if char.isdigit())
    return f"{key};{extension[1]}" if extension else key
