"""Bytes of a mail → text, whatever the mail says of them; always some text, never an error."""

from __future__ import annotations

from plaincrm.formats.decoding import DAILY, ENOUGH, LOOKED_AT, is_east_asian_sign

# Programs say the old name and mean the larger encoding.
_MEANT = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}
# How much may be broken: UTF-8 that nobody named could be Chinese, of which a third looks like it.
_FEW, _SOME = 0.05, 0.34


def decoded(raw: bytes, charset: str | None) -> str:
    """The text by the *charset* that was declared; by UTF-8, GB 18030 or Latin-1 where that does not fit."""
    named = _MEANT.get(charset.lower(), charset.lower()) if charset else "utf-8"
    for encoding in (named, "utf-8"):
        if (text := _tried(raw, encoding)) is not None:
            return text
    for encoding, share in ((named, _SOME if charset else _FEW), ("utf-8", _FEW)):
        if (text := _tried(raw, encoding, "replace")) is not None and _broken(text) <= share:
            return text
    if _reads_like_chinese(text := raw.decode("gb18030", "replace")):
        return text
    text = _tried(raw, "cp1252")
    return raw.decode("latin-1") if text is None else text


def _tried(raw: bytes, encoding: str, errors: str = "strict") -> str | None:
    try:
        return raw.decode(encoding, errors)
    except (LookupError, ValueError):
        return None


def _broken(text: str) -> float:
    """The share of the characters beyond ASCII that could not be read, as in a text that was cut."""
    return text.count("\ufffd") / max(1, sum(1 for char in text if ord(char) > 127))


def _reads_like_chinese(text: str) -> bool:
    """Daily characters of GB 2312: both bytes are high, which accents among Latin letters are not."""
    beyond = [char for char in text if ord(char) > 127][:LOOKED_AT]
    return sum(map(_is_daily, beyond)) >= ENOUGH * len(beyond)


def _is_daily(char: str) -> bool:
    if is_east_asian_sign(char):
        return True
    low, high = DAILY["gb18030"]
    raw = char.encode("gb18030", "replace")
    return len(raw) == 2 and low <= raw[0] <= high and raw[1] >= 0xA1
