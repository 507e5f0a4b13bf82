"""A new file in the canonical style."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from plaincrm.book import yaml
from plaincrm.book.yaml.scalars import raw

FIRST_LINE = "# yaml-language-server: $schema=../.plaincrm/customer.schema.json"

CANONICAL = """\
# yaml-language-server: $schema=../.plaincrm/customer.schema.json
name: 星云科技（上海）有限公司
kind: organisation
people:
  - name: 张伟
    title: 采购经理
    phones: ["+86 138 0013 8000"]
    social: {wechat: zw_nebula}
phones: []
level: A
tags: [vip, "2026"]
stage: {value: retain, since: 2026-01-10}
needs:
  motives: [cut manual entry]
  decision:
    stage: evaluating
    makers: [CFO signs]
    budget: 20000
churn:
  - date: 2026-03-02
    reason: price
archived:
notes: |
  Free text.
  Two lines.

contact_log:
  - date: 2026-11-02
    channel: phone
    summary: |-
      谈续费
      想要按年折扣

sales:
  - date: 2026-10-01
    amount: 12000.00
    payments:
      - {date: 2026-10-09, amount: 12720.00}
    void: false
"""

DATA = {
    "name": "星云科技（上海）有限公司",
    "kind": "organisation",
    "people": [
        {
            "name": "张伟",
            "title": "采购经理",
            "phones": ["+86 138 0013 8000"],
            "social": {"wechat": "zw_nebula"},
        }
    ],
    "phones": [],
    "level": "A",
    "tags": ["vip", "2026"],
    "stage": {"value": "retain", "since": date(2026, 1, 10)},
    "needs": {
        "motives": ["cut manual entry"],
        "decision": {"stage": "evaluating", "makers": ["CFO signs"], "budget": 20000},
    },
    "churn": [{"date": date(2026, 3, 2), "reason": "price"}],
    "archived": None,
    "notes": "Free text.\nTwo lines.\n",
    "contact_log": [{"date": date(2026, 11, 2), "channel": "phone", "summary": "谈续费\n想要按年折扣"}],
    "sales": [
        {
            "date": date(2026, 10, 1),
            "amount": Decimal("12000.00"),
            "payments": [{"date": date(2026, 10, 9), "amount": Decimal("12720.00")}],
            "void": False,
        }
    ],
}


def test_a_new_file_is_written_as_the_manual_shows_it() -> None:
    assert yaml.new_file(DATA, FIRST_LINE) == CANONICAL


def test_a_new_file_needs_no_first_line() -> None:
    assert yaml.new_file({"name": "A"}) == "name: A\n"


def test_a_new_file_may_be_a_list() -> None:
    rate = {"date": date(2026, 1, 1), "currency": "USD", "rate": Decimal("7.00")}

    assert yaml.new_file([rate]) == "- {date: 2026-01-01, currency: USD, rate: 7.00}\n"


scalars: st.SearchStrategy[object] = (
    st.none() | st.booleans() | st.integers() | st.dates() | st.text(max_size=40)
)
scalars |= st.decimals(allow_nan=False, allow_infinity=False, places=2) | st.sampled_from(
    ["~", "no", "- x", "a\nb\n", "0"]
)
keys = st.text(min_size=1, max_size=20)
values = st.recursive(
    scalars,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(keys, below, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(keys, values, max_size=6))
@settings(deadline=None, max_examples=300)
def test_whatever_is_written_reads_the_same(data: dict[str, object]) -> None:
    assert yaml.load(yaml.new_file(data, "# first")) == raw(data)
