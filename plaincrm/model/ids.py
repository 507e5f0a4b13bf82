"""Customer IDs: made from a name, checked, compared. Pure text; knows no files."""

from __future__ import annotations

import re
import unicodedata

from plaincrm.errors import InvalidDataError

LONGEST_SLUG = 64
LONGEST_BYTES = 200  # a file name holds 255, and ours gets a suffix and sometimes a prefix

# Han characters, each of which is a word of its own; the last range is the supplementary planes.
# Patterns are compiled where they are used: at import every start would pay for them.
_HAN = "([\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af])"
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [port + digit for port in ("com", "lpt") for digit in "123456789¹²³"]
)


def slug(name: str) -> str:
    """An ASCII ID for a name: ``星云科技`` → ``xing-yun-ke-ji``, ``Müller & Söhne`` → ``muller-sohne``.

    At most 64 characters of a-z, 0-9 and single dashes; ``customer`` where nothing is left of the name.
    """
    from anyascii import anyascii

    sayable = unicodedata.normalize("NFC", name).encode("utf-8", "ignore").decode()
    words = "-".join(anyascii(part) for part in re.split(_HAN, sayable))
    text = re.sub("[^a-z0-9]+", "-", words.lower()).strip("-")[:LONGEST_SLUG].strip("-")
    if not text:
        return "customer"
    return numbered(text, 2) if text in _RESERVED else text


def numbered(text: str, number: int) -> str:
    """The ID with a number behind it, still at most 64 characters: ``acme``, 2 → ``acme-2``."""
    suffix = f"-{number}"
    return text[: LONGEST_SLUG - len(suffix)].rstrip("-") + suffix


def check_id(text: str) -> None:
    """Nothing where *text* can be an ID; else InvalidDataError (exit 4) that says what is wrong with it."""
    reason = _reason_against(text)
    if reason:
        raise InvalidDataError(f"{text!a} cannot be an ID: {reason}", hint=_better(text))


def is_id(text: str) -> bool:
    """Whether *text* can be an ID."""
    return _reason_against(text) is None


def collides(one: str, other: str) -> bool:
    """Whether two IDs differ at most by case or normalisation, which some disks do not tell apart."""
    return collision_key(one) == collision_key(other)


def collision_key(text: str) -> str:
    """What two colliding IDs have in common (NFKC, casefold)."""
    if text.isascii():
        return text.lower()  # the same, at once
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def _reason_against(text: str) -> str | None:
    if not text:
        return "it is empty"
    if text[0] in "-.":
        return f'it begins with "{text[0]}"'
    odd = next((char for char in text if not _allowed(char)), None)
    if odd is not None:
        return f"{odd!a} is neither a letter nor a digit, dash or underscore"
    if unicodedata.category(text[0])[0] == "M":
        return "it begins with a combining mark"
    if text.casefold() in _RESERVED:
        return "Windows reserves the name"
    if len(text.encode("utf-8", "replace")) > LONGEST_BYTES:
        return f"it is longer than {LONGEST_BYTES} bytes"
    if not unicodedata.is_normalized("NFC", text):
        return "it is not in Unicode normal form C"
    return None


def _allowed(char: str) -> bool:
    # Marks (M) carry the vowels of Indic and South-East Asian scripts.
    return char in "-_" or unicodedata.category(char)[0] in "LNM"


def _better(text: str) -> str:
    return f"use letters, digits, - and _, for example {slug(text)}"
