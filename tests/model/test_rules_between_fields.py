"""What no single field shows: decimals and currency, score and scale, custom fields and settings."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.model.reading import errors, sound


@pytest.mark.parametrize(
    ("entry", "book"),
    [
        ("{date: 2026-01-01, amount: 12.50}", "EUR"),
        ("{date: 2026-01-01, amount: 12.500000}", "EUR"),
        ("{date: 2026-01-01, amount: 1000.00}", "JPY"),
        ("{date: 2026-01-01, amount: 1.234, currency: KWD}", "EUR"),
        ("{date: 2026-01-01, amount: 1.234}", "BHD"),
        ("{date: 2026-01-01, amount: -0.10}", "EUR"),
        ("{date: 2026-01-01, amount: 1, quantity: 0.3333333}", "EUR"),
    ],
)
def test_an_amount_has_at_most_the_decimals_of_its_currency(entry: str, book: str) -> None:
    sound(f"{{name: Acme, sales: [{entry}]}}", f"{{currency: {book}}}")


@pytest.mark.parametrize(
    ("text", "book", "where", "said", "better"),
    [
        ("sales: [{date: 2026-01-01, amount: 12.345}]", "EUR", "sales.0.amount", '"12.345" EUR 2', "12.35"),
        ("sales: [{date: 2026-01-01, amount: -0.5}]", "JPY", "sales.0.amount", '"-0.5" JPY 0', "-1"),
        (
            "sales: [{date: 2026-01-01, amount: 1.2345, currency: KWD}]",
            "EUR",
            "sales.0.amount",
            '"1.2345" KWD 3',
            "1.235",
        ),
        (
            "sales: [{date: 2026-01-01, amount: 1, payments: [{date: 2026-01-02, amount: 0.5}]}]",
            "JPY",
            "sales.0.payments.0.amount",
            '"0.5" JPY 0',
            "1",
        ),
        ("deals: [{opened: 2026-01-01, amount: 0.001}]", "EUR", "deals.0.amount", '"0.001" EUR 2', "0.00"),
        ("needs: {decision: {budget: 0.555}}", "EUR", "needs.decision.budget", '"0.555" EUR 2', "0.56"),
    ],
)
def test_more_decimals_are_an_error(text: str, book: str, where: str, said: str, better: str) -> None:
    quoted, code, digits = said.split()

    found = errors(f"name: Acme\n{text}\n", f"{{currency: {book}}}")

    words = f"{quoted} has more decimals than {code} has ({digits})"
    assert found == [f"{where}: {words} (write {better}, or whatever is meant)"]


def test_a_broken_currency_is_one_error_not_two() -> None:
    found = errors("{name: Acme, sales: [{date: 2026-01-01, amount: 12.34, currency: yen}]}")

    assert [line.split(":")[0] for line in found] == ["sales.0.currency"]


@pytest.mark.parametrize(
    "answer",
    [
        "score: 5", "score: 1", "score: 4.5", "score: 7, scale: 7", "score: 6.5, scale: 7, metric: csat",
        "score: 0, metric: nps", "score: 10, metric: nps", "score: 1, metric: ces", "score: 7, metric: ces",
        "score: 5.5, metric: ces", "metric: nps", "scale: 7, metric: csat", "scale: , metric: , score: 3",
    ],
)  # fmt: skip
def test_a_score_lies_within_its_scale(answer: str) -> None:
    sound(f"{{name: Acme, feedback: [{{date: 2026-01-01, {answer}}}]}}")


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("score: 6", 'score: "6" is not a csat score out of 5 (write a score from 1 to 5)'),
        ("score: 0", 'score: "0" is not a csat score out of 5 (write a score from 1 to 5)'),
        ("score: 0.5", 'score: "0.5" is not a csat score out of 5 (write a score from 1 to 5)'),
        ("score: 8, scale: 7", 'score: "8" is not a csat score out of 7 (write a score from 1 to 7)'),
        ("score: 4, scale: 10", 'scale: "10" is no csat scale (write 5 or 7)'),
        ("scale: 6", 'scale: "6" is no csat scale (write 5 or 7)'),
        ("score: 11, metric: nps", 'score: "11" is not an nps score (write a score from 0 to 10)'),
        ("score: -1, metric: nps", 'score: "-1" is not an nps score (write a score from 0 to 10)'),
        ("score: 8.5, metric: nps", 'score: "8.5" is not an nps score (write a whole number, such as 8)'),
        ("score: 8.0, metric: nps", 'score: "8.0" is not an nps score (write a whole number, such as 8)'),
        ("score: 0, metric: ces", 'score: "0" is not a ces score (write a score from 1 to 7)'),
        ("score: 7.5, metric: ces", 'score: "7.5" is not a ces score (write a score from 1 to 7)'),
    ],
)
def test_a_score_outside_its_scale_is_an_error(answer: str, expected: str) -> None:
    assert errors(f"{{name: Acme, feedback: [{{date: 2026-01-01, {answer}}}]}}") == [f"feedback.0.{expected}"]


FIELDS = """
fields: {no: text, seats: integer, price: number, signed: date, active: boolean, tier: [gold, silver]}
"""


def test_custom_fields_have_the_types_that_the_settings_declare() -> None:
    customer = sound(
        """
        name: Acme
        custom: {no: 0012, seats: -5, price: 1.50, signed: 2026-01-01, active: yes, tier: gold, more: 7}
        """,
        FIELDS,
    )

    assert customer.custom == {
        "no": "0012",
        "seats": -5,
        "price": Decimal("1.50"),
        "signed": "2026-01-01",
        "active": True,
        "tier": "gold",
        "more": "7",
    }


def test_custom_fields_that_do_not_fit_are_errors() -> None:
    found = errors(
        """
        name: Acme
        custom: {no: [a], seats: 2.5, price: "1,5", signed: soon, active: maybe, tier: gld}
        """,
        FIELDS,
    )

    assert found == [
        "custom.no: a single value is expected, not a list (write one value after the colon)",
        'custom.seats: "2.5" is not a whole number (write a number such as 30)',
        'custom.price: "1,5" is not a number (write 1.5)',
        'custom.signed: "soon" is not a date (write a date such as 2026-11-27)',
        'custom.active: "maybe" is neither true nor false (write true or false)',
        'custom.tier: "gld" is not one of gold, silver (write gold)',
    ]


def test_custom_fields_that_nobody_declared_may_hold_anything() -> None:
    customer = sound("{name: Acme, custom: {a: [1, {b: c}], d: , e: 12:30}}")

    assert customer.custom == {"a": ["1", {"b": "c"}], "e": "12:30"}
