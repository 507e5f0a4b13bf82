"""What in a line looks like a secret: keys and passwords by their form, numbers by their check digits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_KEYS = (
    ("a private key", r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----"),
    ("an AWS key", r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b"),
    ("a GitHub token", r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{30,})"),
    ("a GitLab token", r"\bglpat-[A-Za-z0-9_-]{20,}"),
    ("a Slack token", r"\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
    ("a Stripe key", r"\b[rs]k_live_[A-Za-z0-9]{16,}"),
    ("a Google key", r"\bAIza[A-Za-z0-9_-]{35}"),
    ("an API key", r"\bsk-[A-Za-z0-9_-]{20,}"),
    ("a package registry token", r"\b(?:npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,})"),
    ("a signed token", r"\beyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}"),
    ("an address with a password", r"\b[a-z][a-z0-9+.-]*://[^/\s:@]+:[^/\s:@]+@"),
)
_PASSWORD = re.compile(
    r"(?i)(?:\b(?:password|passwd|passphrase|pwd|passwort|kennwort"
    r"|api[ _-]?key|secret[ _-]?key|access[ _-]?token)\b|密码|口令)"
    r"[\"']?\s*(?:[:=：]|is\b|lautet\b|是)\s*(\S{4,})"
)
_IBAN = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}(?: ?[A-Z0-9]){11,30}(?![A-Za-z0-9])")
_CARD = re.compile(r"(?<![0-9+.,-])[3-6][0-9](?:[ -]?[0-9]){11,17}(?![0-9.,])")
# Length by the first digits: Visa, Mastercard, American Express, Diners, JCB, Discover, UnionPay.
_ISSUERS = re.compile(
    r"4[0-9]{12}(?:[0-9]{3}){0,2}|(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01])[0-9]{14}|3[47][0-9]{13}"
    r"|3(?:0[0-5]|[68][0-9])[0-9]{11}|35[0-9]{14}|6(?:011|5[0-9]{2})[0-9]{12}|62[0-9]{14,17}"
)
_RESIDENT = re.compile(r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{9}[0-9Xx](?![0-9])")
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SHOWN = 4


class Secret(NamedTuple):
    """What a text looks like, and its first letters: never the whole."""

    what: str
    shown: str


def secrets_in(line: str) -> Iterator[Secret]:
    """Everything in *line* that looks like a secret."""
    for what, pattern in _KEYS:
        for found in re.finditer(pattern, line):
            yield Secret(what, "" if what.endswith(("private key", "password")) else _begun(found[0]))
    if _PASSWORD.search(line):
        yield Secret("a password", "")
    for what, numbers, is_one in _NUMBERS:
        for found in numbers.finditer(line):
            if is_one(re.sub("[ -]", "", found[0])):
                yield Secret(what, _begun(found[0]))


def is_iban(text: str) -> bool:
    """Whether the check digits are right: ISO 13616, the remainder by 97 is 1."""
    number = "".join(str(int(char, 36)) for char in text[4:] + text[:4])
    return int(number) % 97 == 1


def is_card(text: str) -> bool:
    """Whether it has the length of its issuer and the check digit of Luhn."""
    if not _ISSUERS.fullmatch(text):
        return False
    doubled = [int(digit) * 2 for digit in text[-2::-2]]
    return (sum(map(int, text[-1::-2])) + sum(number - 9 * (number > 9) for number in doubled)) % 10 == 0


def is_resident_number(text: str) -> bool:
    """Whether it is a Chinese resident identity number: GB 11643, remainder by 11."""
    total = sum(int(digit) * weight for digit, weight in zip(text, _RESIDENT_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == text[-1].upper()


_NUMBERS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    ("a bank account (IBAN)", _IBAN, is_iban),
    ("a card number", _CARD, is_card),
    ("a resident identity number", _RESIDENT, is_resident_number),
)


def _begun(text: str) -> str:
    return f"{text[:SHOWN]}…"
