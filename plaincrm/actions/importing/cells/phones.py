"""Phone numbers as people and spreadsheets write them → international spelling, or kept with a warning."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plaincrm.actions.importing.cells.text import narrow, several

_LABEL = re.compile(r"^(?:手机|电话|座机|固话|传真|tel|phone|mobile|cell|[a-z]+)\s*[:：]\s*", re.IGNORECASE)
_RUINED = re.compile(r"[0-9](?:\.[0-9]+)?e\+?[0-9]{1,2}", re.IGNORECASE)
_EXTENSION = re.compile(r"\s*(?:转|轉|分机号?|#|ext\.?|extension|x)\s*[.:：]?\s*([0-9]{1,8})$", re.IGNORECASE)
_AREA = re.compile(r"(\(?0[0-9]{2,3}\)?[- ]?)[0-9]{7,8}")
_ONE_AFTER_ANOTHER = re.compile(r"(?<=[0-9]{5})\s*/\s*(?=\S)")  # but 030/901820 is one number
_SHORTEST = 3


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
    for part in several(_ONE_AFTER_ANOTHER.sub(";", narrow(text)), ",|"):
        part = _LABEL.sub("", part).strip()
        begun = _AREA.match(part)
        if begun:
            area = begun[1]
        elif area and re.fullmatch(r"[2-9][0-9]{6,7}", part):  # 021-58881234/58881235
            part = area + part
        found.append(_phone(part, region))
    return found


@lru_cache(maxsize=100_000)
def _phone(text: str, region: str | None) -> Phone:
    if _RUINED.fullmatch(text):
        return Phone("", f'phone "{text}" was ruined by a spreadsheet and is not taken')
    text = re.sub(r"^([0-9]{7,15})\.0+$", r"\1", text)
    if sum(char.isdigit() for char in text) < _SHORTEST:
        return Phone(text, f'"{text}" does not look like a phone number')
    return _spelled(text, region)


def _spelled(text: str, region: str | None) -> Phone:
    import phonenumbers

    extension = _EXTENSION.search(text)
    bare = text[: extension.start()] if extension else text
    try:
        number = phonenumbers.parse(_with_plus(bare), region)
    except phonenumbers.NumberParseException:
        return Phone(text, "" if _looks_right(text) else f'"{text}" does not look like a phone number')
    if not phonenumbers.is_valid_number(number):
        return Phone(text, f'phone "{text}" is not a valid number; kept as it is')
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return Phone(f"{written} ext. {extension[1]}" if extension else written)


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
