"""What a customer file may say, and everything that is said about one that may not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from plaincrm.model import read_customer
from plaincrm.model.customer import Customer
from plaincrm.model.order import MODELS, ORDER, key_order
from plaincrm.model.sale import Payment
from tests.model.reading import errors, raw, settings, sound

WHOLE = """
name: 星云科技（上海）有限公司
kind: organisation              # organisation | person
aliases: [Nebula]
company:                        # for a person: where they work
title:                          # for a person: position
people:
  - {name: 张伟, title: 采购经理, department: , role: decision maker, birthday: , notes: , phones: ["+86 138 0013 8000"], emails: [zw@nebula.example], social: {wechat: zw_nebula}}
phones: []
emails: []
social: {}
website:
addresses: [上海市浦东新区世纪大道1号]
birthday:
industry: 软件
company_size: 50-99
level: A
source: referral
tags: [vip]
owner:
since: 2024-05-01
cadence_days: 30
stage: {value: retain, since: 2026-01-10, reason: signed for two years}
needs:
  motives: [cut manual entry]
  preferences: [yearly billing, wechat]
  decision: {stage: evaluating, makers: [CFO signs], criteria: [price], budget: 20000, by: 2026-12-31, obstacles: [contract with a rival]}
churn: [{date: 2026-03-02, reason: price, note: …}]
custom: {contract_no: A-17}
external_ids: {hubspot: "901"}
archived:
notes: |
  Free text.

contact_log:
  - date: 2026-11-02
    channel: phone
    direction: out
    person: 张伟
    by: me
    summary: 谈续费，想要按年折扣
    follow_up: 2026-11-20
    plan: 发报价
    done: 2026-11-19
    every: 2w
sales:
  - date: 2026-10-01
    product: 年度支持
    quantity: 1
    amount: 12000.00
    currency: CNY
    tax_rate: 0.06
    invoice: INV-2026-014
    external_id:
    due: 2026-10-31
    payment_method: bank transfer
    payments: [{date: 2026-10-09, amount: 12720.00}]
    delivery: delivered
    delivered: 2026-10-03
    against:
    void: false
    note:
deals:
  - {opened: 2026-06-01, title: Yearly support, stage: proposal, amount: 5000, currency: CNY, probability: 0.6, close_by: 2026-12-01, closed: , outcome: , reason: }
feedback:
  - date: 2026-10-15
    kind: survey
    metric: csat
    score: 5
    scale: 5
    product:
    comment: 响应很快
    suggestion: 文档要英文版
    resolved:
    resolution:
"""  # noqa: E501


def test_a_file_with_every_field_is_sound() -> None:
    customer = sound(WHOLE, "{currency: CNY, region: CN}")

    assert customer.people[0].phones == ["+86 138 0013 8000"]
    assert customer.people[0].department is None
    assert customer.needs is not None
    assert customer.needs.decision is not None
    assert customer.needs.decision.budget == Decimal(20000)
    assert customer.stage is not None
    assert customer.stage.value == "retain"
    assert customer.sales[0].amount == Decimal("12000.00")
    assert customer.sales[0].payments[0].amount == Decimal("12720.00")
    assert customer.sales[0].void is False
    assert customer.notes == "Free text.\n"


def test_a_file_with_every_field_is_sound_on_a_closer_look() -> None:
    customer, flaws = read_customer(raw(WHOLE), settings("{currency: CNY, region: CN}"), deep=True)

    assert customer is not None
    assert flaws == []


def test_the_canonical_order_is_that_of_a_file_with_every_field() -> None:
    data = raw(WHOLE)
    sale = list(data["sales"][0])

    assert ORDER[()] == tuple(data)
    assert ORDER[("sales",)] == (*sale[:11], "paid", *sale[11:])
    assert ORDER[("sales", "payments")] == key_order(Payment) == tuple(data["sales"][0]["payments"][0])
    assert ORDER[("needs", "decision")] == tuple(data["needs"]["decision"])
    for key in ("people", "churn", "contact_log", "deals", "feedback"):
        assert ORDER[(key,)] == tuple(data[key][0])
    for key in ("stage", "needs"):
        assert ORDER[(key,)] == tuple(data[key])


def test_every_map_of_the_file_format_has_its_order() -> None:
    assert set(ORDER) == set(MODELS)
    assert MODELS[()] is Customer


def test_a_name_is_enough() -> None:
    customer = sound("name: Acme")

    assert customer.kind == "organisation"
    assert (customer.people, customer.tags, customer.social, customer.sales, customer.stage) == (
        [],
        [],
        {},
        [],
        None,
    )


@pytest.mark.parametrize("text", ["{}", "name:", "name: ~", "name: null", "{level: A}"])
def test_without_a_name_there_is_no_customer(text: str) -> None:
    assert errors(text) == ["name: name is missing (write who it is, as in name: Acme GmbH)"]


def test_a_name_of_spaces_is_none() -> None:
    assert errors("name: '  '") == ['name: "  " is no name (write at least one letter)']


def test_plain_empty_values_are_absent_everywhere() -> None:
    customer = sound(
        """
        name: Acme
        kind:
        tags: [vip, ~, north]
        people: ~
        stage:
        needs: {motives: , decision: }
        social: {wechat: , github: acme}
        custom: ~
        sales:
        - {date: 2026-01-01, amount: 1, tax_rate: , quantity: ~, void: , payments: , currency: }
        feedback: [{date: 2026-01-01, score: , scale: , metric: , kind: }]
        """
    )

    assert customer.kind == "organisation"
    assert customer.tags == ["vip", "north"]
    assert customer.people == []
    assert customer.social == {"github": "acme"}
    assert customer.sales[0].currency is None
    assert customer.feedback[0].said_kind == "praise"


def test_texts_stay_as_they_are_written() -> None:
    customer = sound(
        "{name: NO, industry: 0123456, source: 1.10, owner: 12:30, title: 1e3, website: on, company: '1_000'}"
    )

    assert (customer.name, customer.industry, customer.source) == ("NO", "0123456", "1.10")
    assert (customer.owner, customer.title, customer.website, customer.company) == (
        "12:30",
        "1e3",
        "on",
        "1_000",
    )


def test_a_single_value_stands_for_a_list_of_one() -> None:
    customer = sound(
        """
        name: Acme
        aliases: ACM
        phones: "+49 30 1234567"
        emails: info@acme.example
        addresses: Hauptstr. 1
        tags: vip
        people: [{name: Anna, phones: "030 7654321", emails: anna@acme.example}]
        needs: {motives: price, preferences: mail, decision: {makers: Anna, criteria: price, obstacles: time}}
        """
    )

    assert (customer.aliases, customer.tags) == (["ACM"], ["vip"])
    assert customer.people[0].phones == ["030 7654321"]
    assert customer.needs is not None
    assert customer.needs.decision is not None
    assert customer.needs.decision.makers == ["Anna"]


@pytest.mark.parametrize("key", ["people", "churn", "contact_log", "sales", "deals", "feedback"])
def test_entries_must_be_a_list(key: str) -> None:
    hint = '(begin each entry with "- " on a line of its own)'

    assert errors(f"{{name: Acme, {key}: once}}") == [f'{key}: a list is expected, not "once" {hint}']
    assert errors(f"{{name: Acme, {key}: {{date: 2026-01-01}}}}") == [
        f"{key}: a list is expected, not a map {hint}"
    ]


def test_payments_must_be_a_list() -> None:
    found = errors("{name: A, sales: [{date: 2026-01-01, amount: 1, payments: 2026-01-02}]}")

    assert len(found) == 1
    assert found[0].startswith('sales.0.payments: a list is expected, not "2026-01-02" (')


@pytest.mark.parametrize("key", ["people", "churn", "contact_log", "sales", "deals", "feedback"])
def test_an_entry_must_have_fields(key: str) -> None:
    hint = "(write its fields below it, one per line)"

    assert errors(f"{{name: Acme, {key}: [once]}}") == [f'{key}.0: fields are expected, not "once" {hint}']
    assert errors(f"{{name: Acme, {key}: [~]}}") == [
        f'{key}.0: the entry is empty (write the entry after the "-", or remove the dash)'
    ]


@pytest.mark.parametrize(
    ("entry", "missing"),
    [
        ("people: [{title: Buyer}]", ["people.0.name"]),
        ("churn: [{reason: price}]", ["churn.0.date"]),
        ("contact_log: [{summary: hello}]", ["contact_log.0.date"]),
        ("sales: [{product: x}]", ["sales.0.date", "sales.0.amount"]),
        ("sales: [{date: 2026-01-01, amount: }]", ["sales.0.amount"]),
        (
            "sales: [{date: 2026-01-01, amount: 1, payments: [{}]}]",
            ["sales.0.payments.0.date", "sales.0.payments.0.amount"],
        ),
        ("deals: [{title: x}]", ["deals.0.opened"]),
        ("feedback: [{score: 5}]", ["feedback.0.date"]),
        ("stage: {since: 2026-01-01}", ["stage.value"]),
    ],
)
def test_what_an_entry_cannot_do_without_is_asked_for(entry: str, missing: list[str]) -> None:
    found = errors(f"name: Acme\n{entry}\n")

    assert [line.split(":")[0] for line in found] == missing
    assert all(" is missing (write " in line for line in found)


@pytest.mark.parametrize(
    ("entry", "where"),
    [
        ("birthday: March", "birthday"),
        ("company_size: big", "company_size"),
        ("since: last year", "since"),
        ("cadence_days: 0", "cadence_days"),
        ("archived: yes", "archived"),
        ("kind: firm", "kind"),
        ("level: {a: b}", "level"),
        ("tags: {a: b}", "tags"),
        ("tags: [[a]]", "tags.0"),
        ("social: [a]", "social"),
        ("social: {wechat: [a]}", "social.wechat"),
        ("custom: x", "custom"),
        ("external_ids: {crm: {a: b}}", "external_ids.crm"),
        ("needs: x", "needs"),
        ("needs: {decision: soon}", "needs.decision"),
        ("needs: {decision: {by: soon}}", "needs.decision.by"),
        ("needs: {decision: {budget: 20k}}", "needs.decision.budget"),
        ("people: [{name: A, birthday: x}]", "people.0.birthday"),
        ("stage: [retain]", "stage"),
        ("stage: {value: retain, since: x}", "stage.since"),
        ("churn: [{date: x}]", "churn.0.date"),
        ("contact_log: [{date: 2026-02-30}]", "contact_log.0.date"),
        ("contact_log: [{date: 2026-01-01, follow_up: friday}]", "contact_log.0.follow_up"),
        ("contact_log: [{date: 2026-01-01, done: yes}]", "contact_log.0.done"),
        ("contact_log: [{date: 2026-01-01, every: often}]", "contact_log.0.every"),
        ("contact_log: [{date: 2026-01-01, direction: both}]", "contact_log.0.direction"),
        ("sales: [{date: x, amount: 1}]", "sales.0.date"),
        ("sales: [{date: 2026-01-01, amount: '12,50'}]", "sales.0.amount"),
        ("sales: [{date: 2026-01-01, amount: 1, quantity: two}]", "sales.0.quantity"),
        ("sales: [{date: 2026-01-01, amount: 1, currency: euro}]", "sales.0.currency"),
        ("sales: [{date: 2026-01-01, amount: 1, tax_rate: 19}]", "sales.0.tax_rate"),
        ("sales: [{date: 2026-01-01, amount: 1, due: x}]", "sales.0.due"),
        ("sales: [{date: 2026-01-01, amount: 1, paid: yes}]", "sales.0.paid"),
        ("sales: [{date: 2026-01-01, amount: 1, delivery: sent}]", "sales.0.delivery"),
        ("sales: [{date: 2026-01-01, amount: 1, delivered: x}]", "sales.0.delivered"),
        ("sales: [{date: 2026-01-01, amount: 1, void: maybe}]", "sales.0.void"),
        ("sales: [{date: 2026-01-01, amount: 1, payments: [{date: x, amount: 1}]}]",
         "sales.0.payments.0.date"),
        ("deals: [{opened: x}]", "deals.0.opened"),
        ("deals: [{opened: 2026-01-01, amount: x}]", "deals.0.amount"),
        ("deals: [{opened: 2026-01-01, probability: 60}]", "deals.0.probability"),
        ("deals: [{opened: 2026-01-01, close_by: x}]", "deals.0.close_by"),
        ("deals: [{opened: 2026-01-01, closed: x}]", "deals.0.closed"),
        ("deals: [{opened: 2026-01-01, outcome: maybe}]", "deals.0.outcome"),
        ("feedback: [{date: x}]", "feedback.0.date"),
        ("feedback: [{date: 2026-01-01, kind: survy}]", "feedback.0.kind"),
        ("feedback: [{date: 2026-01-01, metric: stars, score: 5}]", "feedback.0.metric"),
        ("feedback: [{date: 2026-01-01, score: five}]", "feedback.0.score"),
        ("feedback: [{date: 2026-01-01, scale: 5.5, score: 5}]", "feedback.0.scale"),
        ("feedback: [{date: 2026-01-01, resolved: x}]", "feedback.0.resolved"),
    ],
)  # fmt: skip
def test_each_bad_value_is_one_error_at_its_place(entry: str, where: str) -> None:
    found = errors(f"name: Acme\n{entry}\n")

    assert [line.split(":")[0] for line in found] == [where]


def test_everything_wrong_is_said_at_once() -> None:
    found = errors(
        """
        kind: firm
        contact_log: [{date: 2026-01-01, follow_up: fryday}]
        sales:
        - {date: 2026-01-01, amount: "12,50"}
        - {date: 2026-01-01, amount: 12.345}
        feedback: [{date: 2026-01-01, metric: nps, score: 11}]
        """
    )

    assert found == [
        "name: name is missing (write who it is, as in name: Acme GmbH)",
        'kind: "firm" is not one of organisation, person (write organisation or person)',
        'contact_log.0.follow_up: "fryday" is not a date (write a date such as 2026-11-27)',
        'sales.0.amount: "12,50" is not an amount (write 12.50)',
        'sales.1.amount: "12.345" has more decimals than EUR has (2) (write 12.35, or whatever is meant)',
        'feedback.0.score: "11" is not an nps score (write a score from 0 to 10)',
    ]


def test_reading_leaves_the_data_as_it_was() -> None:
    data = raw(WHOLE)
    read_customer(data, settings("{fields: {contract_no: [A-17]}}"))

    assert data == raw(WHOLE)
