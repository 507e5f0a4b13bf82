"""The hash by which an entry is known is quick to make, and what its definition says."""

import base64
import hashlib
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from plaincrm.model.refs import entry_hash, entry_hashes

TEXTS = st.text(max_size=6)
RAW = st.recursive(
    st.none() | TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=4)
)


def present(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: present(item) for key, item in value.items() if item is not None}
    return [present(item) for item in value] if isinstance(value, list) else value


def defined(customer: str, name: str, entry: Any) -> str:
    """Twelve letters of the base32 of the SHA-1 of the JSON, keys sorted, absent values left out."""
    said = json.dumps([customer, name, present(entry)], ensure_ascii=False, sort_keys=True)
    return base64.b32encode(hashlib.sha1(said.encode()).digest()).decode().lower()[:12]


@given(TEXTS, st.sampled_from(["sales", "contact_log"]), st.lists(RAW, max_size=3))
@settings(max_examples=200, deadline=None)
def test_hashes_are_what_the_definition_says(customer, name, entries):
    assert entry_hashes(customer, name, entries) == [defined(customer, name, entry) for entry in entries]


def test_a_hash_never_changes():
    assert entry_hash("acme", "sales", {"date": "2026-01-01", "amount": "5", "note": None}) == defined(
        "acme", "sales", {"amount": "5", "date": "2026-01-01"}
    )
    assert entry_hash("星云", "contact_log", {"date": "2026-01-01"}) == "srow7oblbm2p"
