"""Bytes of unknown encoding → text: mark, UTF-8, the region's encodings, the others, a library's guess."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from plaincrm.errors import InvalidDataError, UsageError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, which begins alike
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_REGIONS = {
    "CN": ("gb18030", "big5"),
    "SG": ("gb18030", "big5"),
    "TW": ("big5", "gb18030"),
    "HK": ("big5hkscs", "gb18030"),
    "MO": ("big5hkscs", "gb18030"),
    "JP": ("cp932", "euc_jp"),
    "KR": ("cp949",),
    **dict.fromkeys(("RU", "BY", "BG", "RS", "UA"), ("cp1251",)),
    **dict.fromkeys(("PL", "CZ", "SK", "HU", "SI", "HR", "RO"), ("cp1250",)),
    "GR": ("cp1253",),
    "TR": ("cp1254",),
}
_CJK = frozenset(("CN", "SG", "TW", "HK", "MO", "JP", "KR"))
_OTHERS = ("gb18030", "big5", "cp932", "cp1252")
LOOKED_AT = 40_000  # characters beyond ASCII that are judged
# Lead bytes of the characters that people use daily: GB 2312 level 1, Big5 level 1, JIS level 1.
DAILY = {
    "gb18030": (0xB0, 0xD7),
    "big5": (0xA4, 0xC6),
    "big5hkscs": (0xA4, 0xC6),
    "cp932": (0x81, 0x98),
    "euc_jp": (0xA1, 0xCF),
    "cp949": (0xB0, 0xC8),
}
ENOUGH = 0.85


class Decoded(NamedTuple):
    """A text, and the name of the encoding that gave it; *guessed* where nothing proves it."""

    text: str
    encoding: str
    guessed: bool


def decode(content: bytes, *, region: str | None = None, encoding: str | None = None) -> Decoded:
    """The text of a file; UsageError for an unknown *encoding*, InvalidDataError where nothing fits."""
    if encoding:
        return Decoded(_as_told(content, encoding), encoding.lower(), False)
    mark = next((name for start, name in _MARKS if content.startswith(start)), None) or _without_mark(content)
    if mark:
        text = _tried(content, mark)
        if text is None:
            raise InvalidDataError(f"begins like {mark} and is not", hint="name it: --encoding NAME")
        return Decoded(text.removeprefix("\ufeff"), mark.removesuffix("-sig"), False)
    if b"\0" in content:
        raise InvalidDataError("holds NUL bytes: it is no text", hint="export it as CSV or XLSX")
    text = _tried(content, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8", False)
    return _guessed(content, region)


def _as_told(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).removeprefix("\ufeff")
    except (LookupError, UnicodeDecodeError, TypeError, ValueError) as error:
        if isinstance(error, UnicodeDecodeError):
            line = content[: error.start].count(b"\n") + 1
            message = f"line {line} is not {encoding}"
            raise InvalidDataError(message, hint="try another --encoding, or leave it out") from error
        raise UsageError(
            f'"{encoding}" is no encoding', hint="write one such as gb18030, big5, utf-16 or cp1252"
        ) from error


def _without_mark(content: bytes) -> str | None:
    """UTF-16 that lost its mark: the zeros of its Latin signs stand at every other byte, and nowhere else."""
    head = content[:20_000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if len(content) % 2 or bool(even) == bool(odd):
        return None
    encoding = "utf-16-le" if odd else "utf-16-be"
    text = _tried(content, encoding)
    return encoding if text and all(char.isprintable() or char in "\t\r\n" for char in text[:500]) else None


def _guessed(content: bytes, region: str | None) -> Decoded:
    own = _REGIONS.get(region or "", ("cp1252",) if region else ())
    if region not in _CJK and _is_cyrillic(content):
        own = ("cp1251", *own)
    for encoding in dict.fromkeys([*own, *_OTHERS]):
        text = _tried(content, encoding)
        if text is not None and _is_plausible(text, encoding):
            return Decoded(text, encoding, True)
    return _by_library(content, [*own, *_OTHERS])


def _is_cyrillic(content: bytes) -> bool:
    """Whether all beyond ASCII is Russian letters of cp1251, in words: Chinese needs lower bytes too."""
    words: list[bytes] = re.findall(rb"[\xa8\xb8\xc0-\xff]+", content)
    letters = sum(map(len, words))
    beyond = sum(1 for byte in content if byte > 127)
    return beyond == letters >= 12 and letters >= 3 * len(words)


def _by_library(content: bytes, candidates: list[str]) -> Decoded:
    # Left to itself it takes short GB 18030 files for Korean; so it may only choose among likely ones.
    import charset_normalizer

    best = charset_normalizer.from_bytes(content, cp_isolation=candidates).best()
    if best is None:
        raise InvalidDataError(
            "is text in an encoding that cannot be told",
            hint="name it: --encoding gb18030, big5, cp1252, cp1251 …",
        )
    return Decoded(str(best), best.encoding, True)


def _tried(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _is_plausible(text: str, encoding: str) -> bool:
    beyond = [char for char in text if ord(char) > 127][:LOOKED_AT]
    if not beyond or any(0x80 <= ord(char) < 0xA0 or char == "\ufffd" for char in beyond):
        return not beyond
    if encoding not in DAILY:
        return _reads_like_an_alphabet(text, beyond)
    low, high = DAILY[encoding]
    daily = sum(1 for char in beyond if _is_daily(char, encoding, low, high))
    return daily >= ENOUGH * len(beyond)


def is_east_asian_sign(char: str) -> bool:
    """Whether it is kana, of full width, or a sign that stands in any Chinese or Japanese text."""
    return "\u3000" <= char <= "\u30ff" or "\uff00" <= char <= "\uffef" or char in "“”‘’—…·￥×"


def _is_daily(char: str, encoding: str, low: int, high: int) -> bool:
    if is_east_asian_sign(char):
        return True
    return len(raw := char.encode(encoding, "ignore")) == 2 and low <= raw[0] <= high


def _reads_like_an_alphabet(text: str, beyond: list[str]) -> bool:
    """Letters, one by one among others: bytes of Chinese read as Latin stand in long rows."""
    letters = sum(1 for char in beyond if char.isalpha() or char in "€£§°·–—’‘“”„«»…®™")
    latin = all(ord(char) < 0x250 or not char.isalpha() for char in beyond)
    in_rows = sum(len(row) for row in re.findall("[^\x00-\x7f]{3,}", text)) if latin else 0
    return letters >= ENOUGH * len(beyond) and in_rows * 5 <= len(beyond)
