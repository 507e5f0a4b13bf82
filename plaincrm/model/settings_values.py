"""From the text of plaincrm.yaml to a value: the kinds that only settings have."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from typing import Any

from plaincrm.model import values
from plaincrm.model.values import BadValueError, as_list, kind_of, quoted

FORMAT = 1
MOST_TERMS = 3650
FIELD_TYPES = ("text", "integer", "number", "date", "boolean")

_days = values.whole(1, values.MOST_DAYS)
terms_days = values.whole(0, MOST_TERMS)


def file_format(value: object) -> int:
    """The version of the file format; only the one that is known here can be read."""
    text = values.text_of(value)
    if text == str(FORMAT):
        return FORMAT
    if text.isdecimal() and int(text[:9]) > FORMAT:
        raise BadValueError(
            f"{quoted(text)} is a newer format than this plaincrm knows", "install a newer plaincrm"
        )
    raise BadValueError(f"{quoted(text)} is not a file format", f"write {FORMAT}")


def region(value: object) -> str:
    """An ISO 3166 country, two capital letters: where phone numbers without a country code belong."""
    text = values.text_of(value)
    if not re.fullmatch("[A-Z]{2}", text):
        hint = (
            f"write {text.upper()}"
            if re.fullmatch("[A-Za-z]{2}", text)
            else "write two letters, such as CN or DE"
        )
        raise BadValueError(f"{quoted(text)} is not a country code", hint)
    return text


def cadence(value: Any) -> dict[str, int | None]:
    """Level → wanted days between contacts; a level without a number is named, and has none."""
    found = _map(value, "write a line per level, as in A: 30")
    return {level: None if days is None else _of(level, days, _days) for level, days in found.items()}


def deal_stages(value: Any) -> dict[str, Decimal]:
    """Stage → chance to win, in the order of the pipeline."""
    found = _map(value, "write a line per stage, as in proposal: 0.5")
    return {stage: _of(stage, chance, values.share) for stage, chance in found.items()}


def decision_stages(value: Any) -> list[str]:
    """The stages of a customer's decision, in order."""
    return [values.text_of(item) for item in _list(value, "write a list, as in [aware, deciding, decided]")]


def custom_fields(value: Any) -> dict[str, str | list[str]]:
    """Custom field → its type, or the list of its choices."""
    found = _map(value, "write a line per field, as in contract_no: text")
    return {name: _of(name, declared, _field_type) for name, declared in found.items()}


def rising_wholes(value: Any) -> list[int]:
    """Whole numbers, each greater than the one before."""
    found = [_days(item) for item in _list(value, "write a list, as in [30, 60, 90]")]
    if not found or any(right <= left for left, right in pairwise(found)):
        raise BadValueError(
            f"[{', '.join(map(str, found))}] does not rise", "write rising whole numbers, as in [30, 60, 90]"
        )
    return found


def two_rising_shares(value: Any) -> list[Decimal]:
    """Two shares of one, the second greater."""
    hint = "write two rising shares, as in [0.8, 0.95]"
    found = [values.share(item) for item in _list(value, hint)]
    if len(found) != 2 or found[0] >= found[1]:
        raise BadValueError(f"[{', '.join(map(str, found))}] is not a pair of rising shares", hint)
    return found


def _field_type(value: Any) -> str | list[str]:
    if isinstance(value, list):
        choices = [values.text_of(item) for item in as_list(value)]
        if choices:
            return choices
        raise BadValueError("a choice needs choices", "write them as a list, as in [gold, silver]")
    return values.one_of(FIELD_TYPES)(value)


def _of(name: str, value: Any, read: Any) -> Any:
    """The value read; a refusal names the key that it is about."""
    try:
        return read(value)
    except BadValueError as error:
        raise BadValueError(f"{name}: {error.message}", error.hint) from error


def _map(value: Any, hint: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise BadValueError(f"names and values are expected, not {_shown(value)}", hint)
    return {str(key): item for key, item in value.items()}


def _list(value: Any, hint: str) -> list[Any]:
    found = as_list(value)
    if not isinstance(found, list):
        raise BadValueError(f"a list is expected, not {_shown(value)}", hint)
    return found


def _shown(value: Any) -> str:
    return quoted(value) if isinstance(value, str) else kind_of(value)
