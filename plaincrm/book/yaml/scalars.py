"""How a new value is written: plain where every YAML reads it as the same text, quoted where not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from types import NoneType
from typing import Any

from plaincrm.book.yaml.nodes import NULLS, Data
from plaincrm.errors import InvalidDataError


class Plain(str):
    """A date, time or number as it was written: a text that wants no quotes though it looks typed."""

    __slots__ = ()


_SCALARS = (str, Decimal, date, int, NoneType)
Value = Any  # str | Plain | int | Decimal | date | bool | None, or lists and dicts of these

MAX_KEY = 128

# Read as something other than text by YAML 1.1, by YAML 1.2, or by one of the common libraries.
_TYPED = re.compile(
    r"""~ | null | true | false | yes | no | on | off | y | n | = | <<
    | [-+]? \. (?: inf | nan )
    | [-+]? 0 (?: b [01_]+ | o [0-7_]+ | x [0-9a-f_]+ )
    | [-+]? [0-9] [0-9_]* (?: : [0-9]+ )+ (?: \. [0-9_]* )?
    | [-+]? [0-9._]+ (?: e [-+]? [0-9]+ )?
    | [0-9]{4} - [0-9]{1,2} - [0-9]{1,2} (?: [t\s] .* )?""",
    re.IGNORECASE | re.VERBOSE,
)
_PLAIN_DATE_OR_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NO_PLAIN = re.compile(
    r"""[-?:](?:\s|$) | [?:,\[\]{}\#&*!|>'"%@`+] | --- | \.\.\. | .*(?: :\s | :$ | \s\# | \t )""", re.VERBOSE
)
_NO_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}?]")

# Controls, invisible line ends, text direction overrides; all other characters are written as they are.
_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]')
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def raw(value: Value) -> Data:
    """What reading gives once *value* is written: text, None, lists and dicts of these."""
    if isinstance(value, Mapping):
        return {str(key): raw(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [raw(item) for item in value]
    return None if value is None else _text(value)


def is_scalar(value: Value) -> bool:
    """Whether *value* is neither a list nor a dict."""
    return isinstance(value, _SCALARS) or not isinstance(value, Mapping | Sequence)


def one_line(value: Value, *, flow: bool, like: str = "", before: str = "") -> str:
    """The source of a scalar on one line, inside brackets or not.

    *like* is the quoting of the value it replaces and *before* that value's text: a plain date or number
    stays plain when it becomes another.
    """
    if value is None:
        return "null"
    text = _text(value)
    if like == "'" and not _UNWRITABLE.search(text):
        return "'" + text.replace("'", "''") + "'"
    if like == '"':
        return _double_quoted(text)
    if not isinstance(value, str) or _same_look(before, text):
        return text
    typed = isinstance(value, Plain) and text not in NULLS
    return text if _is_plain(text, flow=flow, typed=typed) else _double_quoted(text)


@lru_cache(maxsize=1_000)  # a file has few names of fields, many times
def key(name: str, *, flow: bool, like: str = "") -> str:
    """The source of a key; InvalidDataError for one that YAML could not find again."""
    if len(name) > MAX_KEY:
        message = f'"{name[:20]}…" is too long for a field name'
        raise InvalidDataError(message, hint=f"use at most {MAX_KEY} characters")
    return one_line(name, flow=flow, like=like)


def is_block(value: Value) -> bool:
    """Whether a text of several lines can be written as a ``|`` block and be read back as it is."""
    if not isinstance(value, str) or "\n" not in value.rstrip("\n") or value.endswith("\n\n"):
        return False
    lines = value.split("\n")
    if lines[0][:1] in ("", " ", "\t") or any(line and not line.strip() for line in lines):
        return False
    return not _UNWRITABLE.search(value.replace("\n", "").replace("\t", ""))


def block(text: str) -> tuple[str, list[str]]:
    """The head and the unindented lines of a ``|`` block."""
    if text.endswith("\n"):
        return "|", text[:-1].split("\n")
    return "|-", text.split("\n")


def _text(value: Value) -> str:
    if isinstance(value, str):
        _refuse_surrogates(value)
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a customer file")


def _refuse_surrogates(text: str) -> None:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"the text holds a byte that is not UTF-8, at character {error.start + 1}"
        raise InvalidDataError(message, hint="type that character again") from None


def _same_look(before: str, text: str) -> bool:
    return bool(_PLAIN_DATE_OR_NUMBER.fullmatch(before) and _PLAIN_DATE_OR_NUMBER.fullmatch(text))


def _is_plain(text: str, *, flow: bool, typed: bool) -> bool:
    """Whether a text may stand without quotes; one that looks like a date or number only if it is *typed*."""
    if not text or text != text.strip() or _UNWRITABLE.search(text):
        return False
    if _NO_PLAIN.match(text) or (_TYPED.fullmatch(text) and not typed):
        return False
    return not (flow and _NO_PLAIN_IN_FLOW.search(text))


def _double_quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(lambda found: _escape(found[0]), text) + '"'


def _escape(character: str) -> str:
    short = _SHORT_ESCAPES.get(character)
    if short:
        return short
    code = ord(character)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}"
