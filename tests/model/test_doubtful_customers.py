"""What is kept although it is odd, and what an entry means that says little."""

from __future__ import annotations

import pytest

from plaincrm.model import read_customer
from tests.model.reading import read, settings, sound


def test_warnings_are_given_beside_errors() -> None:
    customer, flaws = read("{nmae: Acme, level: Z}")

    assert customer is None
    assert [flaw.severity for flaw in flaws] == ["error", "warning", "warning"]


def test_a_stage_may_be_one_word() -> None:
    customer = sound("{name: Acme, stage: retain}")

    assert customer.stage is not None
    assert (customer.stage.value, customer.stage.since) == ("retain", None)


@pytest.mark.parametrize("data", [None, "text", ["a"], [], 7])
def test_what_is_no_map_is_no_customer(data: object) -> None:
    customer, flaws = read_customer(data, settings())

    assert customer is None
    assert [flaw.loc for flaw in flaws] == [()]


def test_unknown_fields_are_kept() -> None:
    customer, flaws = read("{name: Acme, nickname: Ace, sales: [{date: 2026-01-01, amount: 1, colour: red}]}")

    assert customer is not None
    assert customer.model_extra == {"nickname": "Ace"}
    assert customer.sales[0].model_extra == {"colour": "red"}
    assert [flaw.severity for flaw in flaws] == ["warning", "warning"]


def test_an_answer_knows_what_it_measures() -> None:
    customer = sound(
        """
        name: Acme
        feedback:
        - {date: 2026-01-01, score: 4}
        - {date: 2026-01-01, score: 6, scale: 7, metric: csat, kind: complaint}
        - {date: 2026-01-01, score: 9, metric: nps}
        - {date: 2026-01-01, comment: fine}
        """
    )

    facts = [(answer.said_kind, answer.measure, answer.out_of) for answer in customer.feedback]
    assert facts == [
        ("survey", "csat", 5),
        ("complaint", "csat", 7),
        ("survey", "nps", None),
        ("praise", None, None),
    ]
