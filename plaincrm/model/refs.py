"""How an entry without an id is recognised: a short hash of what it says."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

LISTS = ("contact_log", "sales", "deals", "feedback", "churn")
LENGTH = 12


def entry_hash(customer: str, list_name: str, entry: Any) -> str:
    """Twelve letters (base32 of a SHA-1) for one parsed entry of one customer's list.

    *entry* is the raw data of the file: key order, comments and absent values do not count.
    """
    said = json.dumps([customer, list_name, _present(entry)], ensure_ascii=False, sort_keys=True)
    digest = hashlib.sha1(said.encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return base64.b32encode(digest).decode("ascii").lower()[:LENGTH]


def _present(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _present(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_present(item) for item in value]
    return value
