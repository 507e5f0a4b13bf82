"""``json`` and ``jsonl``: what a program reads."""

from __future__ import annotations

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plaincrm.output import render
from plaincrm.output.json import dumps
from plaincrm.table import Column, Table

COLUMNS = (
    Column("name"),
    Column("date", "date"),
    Column("orders", "int"),
    Column("ratio", "number"),
    Column("revenue", "money"),
    Column("share", "share"),
)
ROWS = [("星云", "2026-11-02", 3, 2.5, Decimal("12.50"), 0.25), (None, None, None, None, None, None)]


def test_amounts_are_text_shares_fractions_and_absent_is_null():
    assert json.loads(render(Table(COLUMNS, ROWS), "json")) == [
        {"name": "星云", "date": "2026-11-02", "orders": 3, "ratio": 2.5, "revenue": "12.50", "share": 0.25},
        {"name": None, "date": None, "orders": None, "ratio": None, "revenue": None, "share": None},
    ]


def test_keys_are_never_translated_and_chinese_stays_readable():
    text = render(Table(COLUMNS, ROWS), "json", lang="zh")

    assert '"name": "星云"' in text


def test_jsonl_is_one_object_per_line():
    lines = render(Table(COLUMNS, ROWS), "jsonl").splitlines()

    assert [json.loads(line)["orders"] for line in lines] == [3, None]


def test_an_empty_table_is_an_empty_array_or_nothing():
    assert render(Table(COLUMNS, []), "json") == "[]\n"
    assert render(Table(COLUMNS, []), "jsonl") == ""


def test_a_number_that_json_lacks_is_null():
    table = Table((Column("ratio", "number"),), [(float("nan"),), (float("inf"),)])

    assert json.loads(render(table, "json")) == [{"ratio": None}, {"ratio": None}]


def test_money_is_text_however_it_was_given():
    table = Table(
        (Column("revenue", "money"), Column("share", "share")), [(Decimal("1E+3"), Decimal("0.5")), (7, 1)]
    )

    assert json.loads(render(table, "json")) == [
        {"revenue": "1000", "share": 0.5},
        {"revenue": "7", "share": 1},
    ]


def test_what_would_move_a_terminal_is_escaped_and_reads_back():
    unsafe = "\x1b\x7f\x9b\u202e\u200b"
    evil = unsafe + "[2J\n"

    for text in (render(Table((Column("name"),), [(evil,)]), "json"), dumps([{"name": evil}])):
        assert not set(unsafe) & set(text)
        assert json.loads(text) == [{"name": evil}]


def test_any_value_can_be_dumped():
    text = dumps({"sales": [{"amount": Decimal("12.00")}], "name": "星云"})

    assert text == '{\n  "sales": [\n    {\n      "amount": "12.00"\n    }\n  ],\n  "name": "星云"\n}'


@given(st.lists(st.tuples(st.text() | st.none(), st.integers() | st.none())))
def test_every_table_reads_back(rows):
    table = Table((Column("name"), Column("n", "int")), rows)

    assert json.loads(render(table, "json")) == table.records()
    assert [json.loads(line) for line in render(table, "jsonl").split("\n")[:-1]] == table.records()
