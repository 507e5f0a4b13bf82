"""Whatever the YAML layer hands over: an answer, never an exception."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from plaincrm.model import read_customer, read_rates, read_settings
from plaincrm.model.order import MODELS, ORDER
from plaincrm.model.places import kind_at
from plaincrm.model.settings import Settings
from tests.model.reading import settings

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

SETTINGS = settings("{currency: JPY, fields: {seats: integer, tier: [gold], oops: date}}")


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


GOOD = {
    "text": st.text(min_size=1, max_size=12).filter(str.strip),
    "day": st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(str),
    "decimal": st.sampled_from(["1", "1.0", "1.00", "0001"]),
    "whole": st.sampled_from(["5", "7"]),
    "flag": st.sampled_from(["true", "no", "YES"]),
    "texts": st.text(max_size=12) | st.lists(st.none() | st.text(max_size=12), max_size=3),
    "map": st.dictionaries(st.text(max_size=5), st.none() | st.text(max_size=12), max_size=3),
}
CLOSED = {"kind", "direction", "delivery", "outcome", "metric", "every", "company_size", "currency"}


def good(path: tuple[str, ...], steps: tuple[str | int, ...] = ()) -> st.SearchStrategy[Any]:
    """A map in which every field holds what it should, is empty, or is missing."""
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for key in ORDER[path]:
        kind = kind_at((*steps, key))
        if kind in GOOD and key not in CLOSED:
            fields[key] = GOOD[kind] | st.none()
        elif kind == "records":
            fields[key] = st.none() | st.lists(good((*path, key), (*steps, key, 0)), max_size=3)
        elif kind == "record":
            fields[key] = st.none() | good((*path, key), (*steps, key))
    needed = {key for key, field in MODELS[path].model_fields.items() if field.is_required()}
    musts = {key: GOOD["decimal"] if key == "amount" else GOOD[kind_at((*steps, key))] for key in needed}
    return st.fixed_dictionaries(musts, optional={key: fields[key] for key in fields if key not in needed})


@given(good(()))
@hypothesis_settings(PATIENT, max_examples=80)
def test_a_sound_file_of_any_shape_is_read_and_shown(data: Any) -> None:
    customer, flaws = read_customer(data, SETTINGS)

    assert [flaw for flaw in flaws if flaw.severity == "error"] == []
    assert customer is not None
    shown = json.loads(json.dumps(customer.as_json()))
    assert list(shown) == list(data)
    assert {key for key, value in shown.items() if value is None} == {k for k, v in data.items() if v is None}
