"""How texts are compared when people search: case, width, spelling of phones, the sound of Han characters."""

from __future__ import annotations

import re
import unicodedata

# Costly to compile, so not at import.
_HAN = "[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]"
_NO_DIGIT = "[^0-9]"
_PHONE = r"(?i)(?:tel:|\+)?[\s()./+\-0-9]+"
SHORTEST_PHONE = 7


def fold(text: str) -> str:
    """The text without case, width or normal form."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()


def phone_key(text: str) -> str | None:
    """The key of a phone number that somebody asks for; None where the text is no phone number."""
    return stored_phone_key(text) if re.fullmatch(_PHONE, _narrow(text).strip()) else None


def stored_phone_key(text: str) -> str | None:
    """The digits of a phone number from last to first, without country code zeros; None for too few.

    Two spellings of one number, with and without country code, so begin alike. Whatever else a file
    says beside the digits does not count.
    """
    digits = re.sub(_NO_DIGIT, "", _narrow(text).replace("(0)", "")).lstrip("0")
    return digits[::-1] if len(digits) >= SHORTEST_PHONE else None


def _narrow(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def sounds(text: str) -> list[tuple[str, str]]:
    """How a text that is not ASCII may be typed: ``latin`` (zhangwei, muller) and ``initials`` (zw)."""
    if text.isascii():
        return []
    from anyascii import anyascii

    if not re.search(_HAN, text):
        return [("latin", anyascii(text).lower())]
    words = re.findall("[a-z0-9]+", anyascii(_spaced(text)).lower())
    return [("latin", "".join(words)), ("initials", "".join(word[0] for word in words))]


def _spaced(text: str) -> str:
    """Every Han character as a word of its own."""
    return re.sub(_HAN, lambda match: f" {match[0]} ", text)
