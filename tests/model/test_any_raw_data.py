"""Whatever the YAML layer hands over: an answer, never an exception."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from plaincrm.model import read_customer, read_rates, read_settings
from plaincrm.model.order import ORDER
from plaincrm.model.settings import Settings

KEYS = sorted(
    {key for keys in ORDER.values() for key in keys} | {*Settings.model_fields, "ratio", "grid", "oops"}
)
VALUES = [
    "2026-11-27", "2026-13-01", "12.345", "12,50", "-1", "0", "csat", "nps", "5", "7", "4.5", "EUR", "RMB",
    "JPY", "retain", "yes", "2w", "0d", "--02-29", "a@b.example", "+49 30 1234567",
    "Ⅷ", "²", "9" * 60, "1e5", "\u202e", "\ud800",
]  # fmt: skip

scalars = st.none() | st.sampled_from(VALUES) | st.text(max_size=12)
keys = st.sampled_from(KEYS) | st.text(max_size=5)


def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=8)


anything = st.recursive(scalars, nested, max_leaves=12)


def shaped(path: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """A map with the fields of its place, lists and maps where they belong, odd values in them."""
    fields: dict[str, st.SearchStrategy[Any]] = dict.fromkeys(ORDER[path], scalars | anything)
    for child in ORDER:
        if child and child[:-1] == path:
            fields[child[-1]] = st.lists(shaped(child), max_size=3) | shaped(child) | anything
    return st.fixed_dictionaries({}, optional=fields)


likely = shaped(()) | st.dictionaries(keys, anything, max_size=12)
# making the data takes its time on a busy machine; that says nothing about reading it
PATIENT = hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

SETTINGS = read_settings(
    {"currency": "JPY", "fields": {"seats": "integer", "tier": ["gold"], "oops": "date"}}
)[0]
assert SETTINGS is not None


@given(likely | anything)
@hypothesis_settings(PATIENT, max_examples=80)
def test_reading_a_customer_always_answers(data: Any) -> None:
    customer, flaws = read_customer(data, SETTINGS)

    assert (customer is None) == any(flaw.severity == "error" for flaw in flaws)
    assert all(flaw.message and flaw.hint for flaw in flaws)
    if customer is not None:
        assert list(customer.as_json()) == list(data)


@given(likely | anything)
@hypothesis_settings(PATIENT, max_examples=30)
def test_reading_settings_always_answers(data: Any) -> None:
    found, flaws = read_settings(data)

    assert (found is None) == any(flaw.severity == "error" for flaw in flaws)
    assert all(flaw.message and flaw.hint for flaw in flaws)


@given(st.lists(st.dictionaries(st.sampled_from(["date", "currency", "rate", "oops"]), anything)) | anything)
@hypothesis_settings(PATIENT, max_examples=30)
def test_reading_rates_always_answers(data: Any) -> None:
    rates, flaws = read_rates(data, SETTINGS)

    assert all(rate.rate > 0 for rate in rates)
    assert all(flaw.message and flaw.hint for flaw in flaws)
