"""The words by which a customer is known, and how they are found again in any text of the repository.

A word is found whatever its case and Unicode form, as JSON or YAML may escape it, over a line that was
folded, and as a whole word: Paul is not in Pauline. Chinese, Japanese and Korean have no such borders.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST = 4
SHORTEST_CJK = 2
SHORTEST_PHONE = 6
REPLACEMENT = b"(erased)"

_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U000323af]")
_SPACE = rb"(?:[ \t]|\xc2\xa0|\xe3\x80\x80|\r?\n[ \t]+)+"
_GROUPING = b" \t().-/"
_BETWEEN_DIGITS = rb"[ \t().\-/]{0,3}"
# A letter of a neighbouring word: ASCII, or Latin, Greek and Cyrillic in UTF-8.
_NOT_AFTER_LETTER = rb"(?<![A-Za-z0-9])(?<![\xc3-\xd5][\x80-\xbf])"
_NOT_BEFORE_LETTER = rb"(?![A-Za-z0-9]|[\xc3-\xd5][\x80-\xbf])"
# The trailer that undo reads; a customer may be called like a verb.
_NOT_A_TRAILER = rb"(?<!\nPlaincrm: )"


class Word(NamedTuple):
    """One word of a customer; *kind* is ``name``, ``email``, ``phone``, ``account`` or ``id``."""

    text: str
    kind: str


def is_long_enough(word: Word) -> bool:
    """Whether a word says enough to be sought in every text."""
    if word.kind == "phone":
        return len(_digits(word.text)) >= SHORTEST_PHONE
    if word.text.isdigit():
        return False
    return len(word.text) >= (SHORTEST_CJK if _CJK.search(word.text) else SHORTEST)


class Marks:
    """Words to be found: all of them in messages, those that are long enough in every text."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = tuple(dict.fromkeys(words))

    @cached_property
    def in_texts(self) -> tuple[Word, ...]:
        """The words that are sought in files."""
        return tuple(word for word in self.words if is_long_enough(word))

    def in_text(self, content: bytes) -> bool:
        """Whether a file's content holds a word."""
        look = _Look(content)
        return any(finder.finds(look) for finder in self._finders)

    def in_message(self, content: bytes) -> bool:
        """Whether a message, a reflog line or the name of a branch holds a word."""
        look = _Look(content)
        return any(finder.finds(look) for finder in (*self._finders, *self._short_ids))

    def in_name(self, content: bytes) -> bool:
        """Whether a name of a file, or a tree object with its names, holds a word; phones are none."""
        look = _Look(content)
        finders = (*self._finders, *self._short_ids)
        return any(finder.finds(look) for finder in finders if finder.word.kind != "phone")

    def which(self, content: bytes) -> set[Word]:
        """The words that a file's content holds."""
        look = _Look(content)
        return {finder.word for finder in self._finders if finder.finds(look)}

    def erased(self, text: str) -> str:
        """A message without the words."""
        content = text.encode("utf-8", "surrogateescape")
        for finder in (*self._finders, *self._short_ids):
            content = finder.without(content)
        return content.decode("utf-8", "surrogateescape")

    def text_rules(self) -> bytes:
        """What git filter-repo is to replace in files, in its own notation."""
        return _rules(self._finders)

    def message_rules(self) -> bytes:
        """What git filter-repo is to replace in messages."""
        return _rules([*self._finders, *self._short_ids])

    @cached_property
    def _finders(self) -> list[_Finder]:
        return [_Finder(word) for word in sorted(self.in_texts, key=lambda word: -len(word.text))]

    @cached_property
    def _short_ids(self) -> list[_Finder]:
        known = set(self.in_texts)
        return [_Finder(word) for word in self.words if word.kind == "id" and word not in known]


class _Look:
    """A content, and what it becomes for the quick looks at it."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    @cached_property
    def lowered(self) -> bytes:
        return self.content.lower()

    @cached_property
    def squeezed(self) -> bytes:
        """Without what may stand between the digits of a phone number."""
        return self.content.translate(None, _GROUPING)


class _Finder:
    """One word as a pattern over bytes, with a quick look first: most contents hold none of it."""

    def __init__(self, word: Word) -> None:
        self.word = word
        self.pattern = _pattern(word)
        self._compiled = re.compile(self.pattern)
        self._parts = _parts(word)

    def finds(self, look: _Look) -> bool:
        text = look.squeezed if self.word.kind == "phone" else look.lowered
        return all(part in text for part in self._parts) and self._compiled.search(look.content) is not None

    def without(self, content: bytes) -> bytes:
        return self._compiled.sub(REPLACEMENT, content)


def _rules(finders: list[_Finder]) -> bytes:
    return b"".join(b"regex:" + finder.pattern + b"==>" + REPLACEMENT + b"\n" for finder in finders)


def _parts(word: Word) -> list[bytes]:
    """What every spelling of the word holds: of a phone its digits, else its small ASCII letters."""
    if word.kind == "phone":
        return [_taken_apart(word.text)[1].encode()]
    return [run.encode() for run in re.findall("[!-~]+", unicodedata.normalize("NFC", word.text).lower())]


def _pattern(word: Word) -> bytes:
    if word.kind == "phone":
        return rb"(?<![0-9])" + _phone(word.text) + rb"(?![0-9])"
    text = unicodedata.normalize("NFC", " ".join(word.text.split()))
    before, after = _borders(word.kind, text)
    return rb"(?i)" + before + b"".join(_char(char) for char in text) + after


def _borders(kind: str, text: str) -> tuple[bytes, bytes]:
    if kind == "id":
        return _NOT_A_TRAILER + rb"(?<![A-Za-z0-9_-])", rb"(?![A-Za-z0-9_-])"
    if kind == "email":
        return rb"(?<![A-Za-z0-9._%+-])", rb"(?![A-Za-z0-9-]|\.[A-Za-z0-9])"
    return (
        _NOT_AFTER_LETTER if _has_borders(text[0]) else b"",
        _NOT_BEFORE_LETTER if _has_borders(text[-1]) else b"",
    )


def _has_borders(char: str) -> bool:
    return char.isalnum() and not _CJK.match(char)


def _char(char: str) -> bytes:
    """One character in every case and form, as it stands and as JSON and YAML escape it."""
    if char == " ":
        return _SPACE
    if char.isascii():
        return re.escape(char).encode()
    cases = {char, char.lower(), char.upper()}
    forms = {unicodedata.normalize(form, case) for case in cases for form in ("NFC", "NFD")}
    spellings = sorted(re.escape(form.encode()) for form in forms) + sorted(map(_escaped, forms))
    return b"(?:" + b"|".join(spellings) + b")"


def _escaped(text: str) -> bytes:
    units = text.encode("utf-16-be")
    return b"".join(rb"\\u%02x%02x" % tuple(units[place : place + 2]) for place in range(0, len(units), 2))


def _phone(text: str) -> bytes:
    """The number in any grouping, with and without its country code and the zero before the area."""
    country, digits = _taken_apart(text)
    number = _BETWEEN_DIGITS.join(digit.encode() for digit in digits)
    if not country:
        return number
    code = _BETWEEN_DIGITS.join(digit.encode() for digit in country)
    gap = _BETWEEN_DIGITS
    return rb"(?:(?:\+|00)?" + gap + code + gap + rb"0?" + gap + rb"|0" + gap + rb")?" + number


def _taken_apart(text: str) -> tuple[str, str]:
    """The country code, where the number says one, and the digits of the number itself."""
    import phonenumbers

    try:
        found = phonenumbers.parse(unicodedata.normalize("NFKC", text))
    except phonenumbers.NumberParseException:
        return "", _digits(text)
    national = phonenumbers.national_significant_number(found)
    return (str(found.country_code), national) if len(national) >= SHORTEST_PHONE else ("", _digits(text))


def _digits(text: str) -> str:
    return re.sub("[^0-9]", "", unicodedata.normalize("NFKC", text))
