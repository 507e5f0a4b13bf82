"""How an entry without an id is recognised: a short hash of what it says."""

from __future__ import annotations

import hashlib
import json
from typing import Any

LISTS = ("contact_log", "sales", "deals", "feedback", "churn")
LENGTH = 12

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode
# Two letters of base32 (RFC 4648, lower case) for every ten bits.
_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = [one + other for one in _LETTERS for other in _LETTERS]


def entry_hash(customer: str, list_name: str, entry: Any) -> str:
    """Twelve letters (base32 of a SHA-1) for one parsed entry of one customer's list.

    *entry* is the raw data of the file: key order, comments and absent values do not count.
    """
    said = _encode([customer, list_name, _present(entry)]).encode("utf-8", "surrogatepass")
    digest = hashlib.sha1(said, usedforsecurity=False).digest()
    bits = int.from_bytes(digest[:8], "big") >> 4
    return "".join([_PAIRS[bits >> shift & 1023] for shift in (50, 40, 30, 20, 10, 0)])


def _present(value: Any) -> Any:
    if type(value) is str:
        return value
    if isinstance(value, dict):
        return {key: _present(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_present(item) for item in value]
    return value
