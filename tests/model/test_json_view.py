"""The file's content as JSON: its own keys, its own order, its own spelling of money and dates."""

from __future__ import annotations

import json

from tests.model.reading import raw, read, sound
from tests.model.test_reading_customers import WHOLE


def test_keys_and_their_order_are_those_of_the_file() -> None:
    customer = sound("{tags: [b, a], sales: [{amount: 1, date: 2026-01-01}], level: A, name: Acme}")

    view = customer.as_json()

    assert list(view) == ["tags", "sales", "level", "name"]
    assert list(view["sales"][0]) == ["amount", "date"]


def test_money_and_dates_are_as_written_and_numbers_are_numbers() -> None:
    customer = sound(
        """
        name: Acme
        cadence_days: 030
        birthday: --03-05
        since: 2024-05-01
        needs: {decision: {budget: 20000.50, by: 2026-12-31}}
        contact_log: [{date: 2026-11-02T10:30:00+08:00, every: 2w}]
        sales:
        - {date: 2026-01-01, amount: 1200.500, quantity: 2, tax_rate: 0.060, void: yes, invoice: 007,
           payments: [{date: 2026-01-02, amount: 1.10}]}
        - {date: 2026-01-01, amount: -1, quantity: 1.50}
        deals: [{opened: 2026-01-01, probability: 1, amount: 5}]
        feedback: [{date: 2026-01-01, score: 4.5, scale: 5}, {date: 2026-01-01, score: 10, metric: nps}]
        company_size: 50
        """
    )

    view = json.loads(json.dumps(customer.as_json()))

    assert view["cadence_days"] == 30
    assert view["birthday"] == "--03-05"
    assert view["company_size"] == "50"
    assert view["needs"]["decision"] == {"budget": "20000.50", "by": "2026-12-31"}
    assert view["contact_log"] == [{"date": "2026-11-02T10:30:00+08:00", "every": "2w"}]
    assert view["sales"] == [
        {
            "date": "2026-01-01",
            "amount": "1200.500",
            "quantity": 2,
            "tax_rate": 0.06,
            "void": True,
            "invoice": "007",
            "payments": [{"date": "2026-01-02", "amount": "1.10"}],
        },
        {"date": "2026-01-01", "amount": "-1", "quantity": 1.5},
    ]
    assert view["deals"] == [{"opened": "2026-01-01", "probability": 1, "amount": "5"}]
    assert [answer["score"] for answer in view["feedback"]] == [4.5, 10]
    assert isinstance(view["feedback"][1]["score"], int)


def test_empty_values_are_null_and_absent_fields_are_absent() -> None:
    view = sound(
        "{name: Acme, owner: , tags: , sales: , stage: , social: {wechat: }, custom: ~, kind: }"
    ).as_json()

    assert view == {
        "name": "Acme",
        "owner": None,
        "tags": None,
        "sales": None,
        "stage": None,
        "social": {"wechat": None},
        "custom": None,
        "kind": None,
    }


def test_unknown_fields_stay_as_they_are() -> None:
    customer, _ = read(
        "{name: Acme, amount: 12, extra: {a: [1, ~]}, sales: [{date: 2026-01-01, amount: 1, x: 2}]}"
    )

    assert customer is not None
    assert customer.as_json()["extra"] == {"a": ["1", None]}
    assert customer.as_json()["sales"][0]["x"] == "2"


def test_a_list_of_single_values_is_a_list_however_it_was_written() -> None:
    view = sound("{name: Acme, tags: vip, aliases: [a, ~, b], stage: retain}").as_json()

    assert (view["tags"], view["aliases"], view["stage"]) == (["vip"], ["a", "b"], "retain")


def test_custom_fields_have_the_types_of_the_settings() -> None:
    customer = sound(
        "{name: Acme, custom: {seats: 12, price: 1.50, active: yes, signed: 2026-01-01, no: 0012, other: 7}}",
        "{fields: {seats: integer, price: number, active: boolean, signed: date, no: text}}",
    )

    assert customer.as_json()["custom"] == {
        "seats": 12,
        "price": 1.5,
        "active": True,
        "signed": "2026-01-01",
        "no": "0012",
        "other": "7",
    }


def test_a_file_with_every_field_keeps_them_all() -> None:
    view = sound(WHOLE, "{currency: CNY}").as_json()

    assert list(view) == list(raw(WHOLE))
    assert view["stage"] == {"value": "retain", "since": "2026-01-10", "reason": "signed for two years"}
