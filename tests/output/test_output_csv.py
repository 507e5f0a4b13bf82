"""``csv`` and ``tsv``: what a spreadsheet opens, and must not run."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaincrm.output import render
from plaincrm.output.csv import guard
from plaincrm.table import Column, Table

SALES = Table(
    (
        Column("name"),
        Column("date", "date"),
        Column("amount", "money"),
        Column("share", "share"),
        Column("n", "int"),
    ),
    [("星云, Ltd", "2026-10-01", Decimal("-12.50"), 0.25, -3), (None, None, None, None, None)],
)


def test_csv_has_a_header_exact_amounts_and_empty_cells():
    assert render(SALES, "csv", lang="zh") == (
        'name,date,amount,share,n\n"星云, Ltd",2026-10-01,-12.50,0.25,-3\n,,,,\n'
    )


def test_tsv_is_the_same_with_tabs():
    assert (
        render(SALES, "tsv")
        == "name\tdate\tamount\tshare\tn\n星云, Ltd\t2026-10-01\t-12.50\t0.25\t-3\n\t\t\t\t\n"
    )


def test_an_empty_table_is_its_header():
    assert render(Table(SALES.columns, []), "csv") == "name,date,amount,share,n\n"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd",
        "-",
        "+",
        "--x",
        "+1+2",
        "-vip",
        "+1-2",
    ],
)
def test_what_a_spreadsheet_would_run_is_guarded(text):
    assert guard(text) == "'" + text


@pytest.mark.parametrize(
    "text",
    [
        *(
            "+86 138 0013 8000",
            "+49 (0)30 123-456",
            "+1.415.555.0100",
            "+8613800138000 ext 803",
            "+86 21 5555 6666转803",
        ),
        *("-12.50", "+5", "-1,234.00", "-1e5", "-5%", "Acme", "a=b", "'quoted", "", "1+1"),
    ],
)
def test_phones_numbers_and_plain_words_are_left_alone(text):
    assert guard(text) == text


def test_cells_and_heads_are_guarded_on_the_way_out():
    text = render(Table((Column("=cmd"), Column("phone")), [("=1+1", "+86 138 0013 8000")]), "csv")

    assert text == "'=cmd,phone\n'=1+1,+86 138 0013 8000\n"


@given(st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), st.integers()), max_size=5))
def test_every_cell_reads_back_but_for_its_guard(rows):
    table = Table((Column("name"), Column("n", "int")), rows)

    for style, delimiter in (("csv", ","), ("tsv", "\t")):
        text = render(table, style)
        _, *read = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)

        assert read == [[guard(name), str(n)] for name, n in rows]
