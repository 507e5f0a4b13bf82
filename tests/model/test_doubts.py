"""Warnings: said beside the data, never in its way."""

from __future__ import annotations

import pytest

from plaincrm.model import read_customer
from tests.model.reading import raw, settings, shown, sound, warnings

KEPT = "it is kept; fields of your own have their place under custom"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("phnoes: x", 'phnoes: unknown field "phnoes" (did you mean phones?)'),
        ("phone: x", 'phone: unknown field "phone" (did you mean phones?)'),
        ("email: x", 'email: unknown field "email" (did you mean emails?)'),
        ("Level: A", 'Level: unknown field "Level" (did you mean level?)'),
        ("favourite_colour: red", f'favourite_colour: unknown field "favourite_colour" ({KEPT})'),
        ("电话: x", f'电话: unknown field "电话" ({KEPT})'),
        ("people: [{name: A, phone: x}]", 'people.0.phone: unknown field "phone" (did you mean phones?)'),
        ("needs: {motive: x}", 'needs.motive: unknown field "motive" (did you mean motives?)'),
        (
            "needs: {decision: {makrs: x}}",
            'needs.decision.makrs: unknown field "makrs" (did you mean makers?)',
        ),
        ("stage: {value: retain, sice: x}", 'stage.sice: unknown field "sice" (did you mean since?)'),
        (
            "churn: [{date: 2026-01-01, reson: x}]",
            'churn.0.reson: unknown field "reson" (did you mean reason?)',
        ),
        (
            "contact_log: [{date: 2026-01-01}, {date: 2026-01-02, followup: x}]",
            'contact_log.1.followup: unknown field "followup" (did you mean follow_up?)',
        ),
        (
            "sales: [{date: 2026-01-01, amount: 1, ammount: 2}]",
            'sales.0.ammount: unknown field "ammount" (did you mean amount?)',
        ),
        (
            "sales: [{date: 2026-01-01, amount: 1, payments: [{date: 2026-01-01, amount: 1, note: x}]}]",
            f'sales.0.payments.0.note: unknown field "note" ({KEPT})',
        ),
        (
            "deals: [{opened: 2026-01-01, titel: x}]",
            'deals.0.titel: unknown field "titel" (did you mean title?)',
        ),
        (
            "feedback: [{date: 2026-01-01, scor: 5}]",
            'feedback.0.scor: unknown field "scor" (did you mean score?)',
        ),
    ],
)
def test_an_unknown_field_is_named_with_its_nearest(text: str, expected: str) -> None:
    assert warnings(f"name: Acme\n{text}\n") == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "level: D",
            'level: "D" is not a level of the settings '
            "(write A or B or C, or add it to cadence in plaincrm.yaml)",
        ),
        (
            "level: a",
            'level: "a" is not a level of the settings (write A, or add it to cadence in plaincrm.yaml)',
        ),
        ("stage: retian", 'stage: "retian" is not a stage of life (write retain)'),
        (
            "stage: {value: gone}",
            'stage.value: "gone" is not a stage of life (write acquire or nurture or retain or winback)',
        ),
        (
            "deals: [{opened: 2026-01-01, stage: propsal}]",
            'deals.0.stage: "propsal" is not a deal stage of the settings '
            "(write proposal, or add it to deal_stages in plaincrm.yaml)",
        ),
        (
            "needs: {decision: {stage: decide}}",
            'needs.decision.stage: "decide" is not a decision stage of the settings '
            "(write decided, or add it to decision_stages in plaincrm.yaml)",
        ),
        (
            "sales: [{date: 2026-01-01, amount: 1, currency: RMB}]",
            'sales.0.currency: "RMB" is not a currency of ISO 4217 (write CNY)',
        ),
        (
            "deals: [{opened: 2026-01-01, amount: 1, currency: EUT}]",
            'deals.0.currency: "EUT" is not a currency of ISO 4217 (check the code: CNY, EUR, USD, …)',
        ),
        (
            "feedback: [{date: 2026-01-01, metric: nps, score: 9, scale: 10}]",
            "feedback.0.scale: a scale means nothing for nps (remove it; only csat has a scale)",
        ),
        (
            "feedback: [{date: 2026-01-01, metric: ces, score: 6, scale: 7}]",
            "feedback.0.scale: a scale means nothing for ces (remove it; only csat has a scale)",
        ),
    ],
)
def test_a_word_that_nobody_knows_is_doubted(text: str, expected: str) -> None:
    assert warnings(f"name: Acme\n{text}\n") == [expected]


def test_the_settings_say_which_words_are_known() -> None:
    levels = "cadence: {gold: 30, silver: , default: 90}"
    given = f"{{{levels}, deal_stages: {{talk: 0.2}}, decision_stages: [open, shut]}}"

    sound("{name: A, level: gold}", given)
    sound("{name: A, level: silver, deals: [{opened: 2026-01-01, stage: talk}]}", given)
    sound("{name: A, needs: {decision: {stage: shut}}}", given)
    assert len(warnings("{name: A, level: default, deals: [{opened: 2026-01-01, stage: lead}]}", given)) == 2


@pytest.mark.parametrize(
    "number",
    [
        "+86 138 0013 8000", "13800138000", "010-8888 8888 转 803", "(030) 123-4567",
        "+49 30 1234567 ext. 12",
        "+1 (555) 010-9999 x12", "110", "021/6888 0000", "＋86 10 8888 8888", "(021)68880000#8",
    ],
)  # fmt: skip
def test_what_looks_like_a_phone_number_is_not_doubted(number: str) -> None:
    sound(f"{{name: Acme, phones: ['{number}']}}")


@pytest.mark.parametrize(
    "number", ["call me", "12", "1.38E+10", "wechat: zw", "+", "---", "138 0013 8000, 139 0013 9000"]
)
def test_what_does_not_look_like_a_phone_number_is_doubted(number: str) -> None:
    hint = "write it with the country code, such as +86 138 0013 8000"
    expected = f'"{number}" does not look like a phone number ({hint})'

    assert warnings(f"{{name: Acme, phones: ['{number}']}}") == [f"phones.0: {expected}"]
    assert warnings(f"{{name: Acme, phones: '{number}'}}") == [f"phones: {expected}"]
    assert warnings(f"{{name: Acme, people: [{{name: A, phones: [1234, '{number}']}}]}}") == [
        f"people.0.phones.1: {expected}"
    ]


@pytest.mark.parametrize(
    "address", ["a@b.example", "zw.li+crm@sub.domain.example", "用户@例子.公司", "o'neil@x.example"]
)
def test_what_looks_like_an_address_is_not_doubted(address: str) -> None:
    sound(f'{{name: Acme, emails: ["{address}"]}}')


@pytest.mark.parametrize(
    "address",
    ["nobody", "a@b", "a@@b.example", "a b@c.example", "@b.example", "a@b.example,", "<a@b.example>"],
)
def test_what_does_not_look_like_an_address_is_doubted(address: str) -> None:
    expected = f'"{address}" does not look like an e-mail address (write it as name@example.com)'

    assert warnings(f'{{name: Acme, emails: ["{address}"]}}') == [f"emails.0: {expected}"]


def closely(text: str, region: str) -> list[str]:
    return shown(read_customer(raw(text), settings(f"{{region: {region}}}"), deep=True)[1], "warning")


def test_a_closer_look_asks_whether_a_number_is_possible() -> None:
    assert (
        closely("{name: A, phones: ['+86 138 0013 8000', 13800138000, '010-8888 8888 转 803']}", "CN") == []
    )
    assert closely("{name: A, phones: ['138 0013 80001234']}", "CN") == [
        'phones.0: "138 0013 80001234" is not a possible phone number (check the digits and the country code)'
    ]
    assert closely("{name: A, phones: ['138 0013 80001234']}", "") == []
    assert len(closely("{name: A, phones: ['+999 12345678']}", "")) == 1


def test_a_closer_look_asks_whether_an_address_is_valid() -> None:
    assert closely("{name: A, emails: [zw@nebula.example, 用户@例子.公司]}", "CN") == []
    assert closely("{name: A, emails: [a..b@nebula.com]}", "CN") == [
        'emails.0: "a..b@nebula.com" does not look like an e-mail address (write it as name@example.com)'
    ]


def test_a_closer_look_is_not_taken_unless_asked_for() -> None:
    sound("{name: A, phones: ['138 0013 80001234'], emails: [a..b@nebula.com]}", "{region: CN}")
