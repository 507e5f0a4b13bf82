"""How an entry without an id is recognised: a short hash of what it says."""

from __future__ import annotations

import hashlib
from json import JSONEncoder
from json.encoder import encode_basestring as _quoted
from struct import Struct
from typing import Any

LISTS = ("contact_log", "sales", "deals", "feedback", "churn")
LENGTH = 12

_first_bits = Struct(">Q").unpack_from
_encode = JSONEncoder(ensure_ascii=False, sort_keys=True).encode
# Two letters of base32 (RFC 4648, lower case) for every ten bits.
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [one + other for one in _LETTERS for other in _LETTERS]


def entry_hash(customer: str, list_name: str, entry: Any) -> str:
    """Twelve letters (base32 of a SHA-1) for one parsed entry of one customer's list.

    *entry* is the raw data of the file: key order, comments and absent values do not count.
    """
    return entry_hashes(customer, list_name, [entry])[0]


def entry_hashes(customer: str, list_name: str, entries: list[Any]) -> list[str]:
    """The hash of each entry of a customer's list."""
    begun = hashlib.sha1(_bytes(f"[{_quoted(customer)}, {_quoted(list_name)}, "), usedforsecurity=False)
    hashes = []
    for entry in entries:
        sha1 = begun.copy()
        sha1.update(_bytes(_json(entry) + "]"))
        hashes.append(_letters(sha1.digest()))
    return hashes


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _letters(digest: bytes) -> str:
    bits: int = _first_bits(digest)[0]  # 64, of which 60 are shown
    return (
        _PAIRS[bits >> 54]
        + _PAIRS[bits >> 44 & 1023]
        + _PAIRS[bits >> 34 & 1023]
        + _PAIRS[bits >> 24 & 1023]
        + _PAIRS[bits >> 14 & 1023]
        + _PAIRS[bits >> 4 & 1023]
    )


def _json(value: Any) -> str:
    """What JSONEncoder writes of a value without its absent keys, for raw data in a third of the time."""
    if type(value) is str:
        return _quoted(value)
    if isinstance(value, dict):
        said = [
            f"{_quoted(key)}: {_quoted(item) if type(item) is str else _json(item)}"
            for key, item in sorted(value.items())
            if item is not None
        ]
        return "{" + ", ".join(said) + "}"
    if isinstance(value, list):
        return "[" + ", ".join([_json(item) for item in value]) + "]"
    return _encode(value)
