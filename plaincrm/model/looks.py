"""Whether a text looks like a phone number or an e-mail address: at a glance, or by the libraries."""

from __future__ import annotations

import re
import unicodedata

from plaincrm.model.values import quoted

_PHONE = re.compile(
    r"\+?[0-9()（）\s./\-‐-―]{3,40}(?:(?:ext|x|extension|转|轉|分机|#)[.:：]?\s*[0-9]{1,8})?", re.I
)
_EMAIL = re.compile(r"[^@\s,;<>()\[\]]+@[^@\s,;<>()\[\]]+\.[^@\s,;<>()\[\].]{2,}")

Fault = tuple[str, str]  # the message and the hint

_PHONE_HINT = "write it with the country code, such as +86 138 0013 8000"
_EMAIL_HINT = "write it as name@example.com"


def phone_fault(text: str, region: str | None = None, deep: bool = False) -> Fault | None:
    """Why *text* does not look like a phone number; None where it does.

    A glance wants three digits or more and nothing but the usual signs; *deep* asks phonenumbers
    whether the number is possible, where it has a country code or the settings name a *region*.
    """
    said = unicodedata.normalize("NFKC", text.strip()) if not text.isascii() else text.strip()
    if not _PHONE.fullmatch(said) or sum(char.isdigit() for char in said) < 3:
        return f"{quoted(text)} does not look like a phone number", _PHONE_HINT
    if deep and (region or said.startswith("+")):
        return _impossible_phone(text, said, region)
    return None


def email_fault(text: str, region: str | None = None, deep: bool = False) -> Fault | None:  # noqa: ARG001
    """Why *text* does not look like an e-mail address; None where it does.

    *deep* asks email-validator about the syntax (never about the network). *region* is not looked
    at; it makes both faults callable in one way.
    """
    if not _EMAIL.fullmatch(text):
        return f"{quoted(text)} does not look like an e-mail address", _EMAIL_HINT
    if deep:
        return _invalid_email(text)
    return None


def _impossible_phone(text: str, said: str, region: str | None) -> Fault | None:
    import phonenumbers

    bare = re.sub(r"(?i)(转|轉|分机)", "ext", said)
    try:
        found = phonenumbers.parse(bare, region)
    except phonenumbers.NumberParseException:
        return f"{quoted(text)} does not look like a phone number", _PHONE_HINT
    if phonenumbers.is_possible_number(found):
        return None
    return f"{quoted(text)} is not a possible phone number", "check the digits and the country code"


def _invalid_email(text: str) -> Fault | None:
    import email_validator

    try:
        email_validator.validate_email(
            text, check_deliverability=False, allow_quoted_local=True, test_environment=True
        )
    except email_validator.EmailNotValidError:
        return f"{quoted(text)} does not look like an e-mail address", _EMAIL_HINT
    return None
