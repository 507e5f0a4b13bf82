"""``table`` and ``plain``: what a person sees."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaincrm.output import FORMATS, measure, render
from plaincrm.table import Column, Table

COLUMNS = (
    Column("customer"),
    Column("name"),
    Column("last_contact", "date"),
    Column("revenue", "money"),
    Column("share", "share"),
    Column("orders", "int"),
)
CUSTOMERS = Table(
    COLUMNS,
    [
        ("acme", "Acme GmbH", "2026-11-02", Decimal("12000.00"), 0.8, 12),
        ("xing-yun", "星云科技（上海）有限公司", None, Decimal("-5.50"), 0.1234, None),
        ("family", "👩‍👩‍👧 שלום", "2026-01-01", None, None, 3),
    ],
)
MONEYS = (("EUR", "CNY"), ("EUR", "EUR"))
EMPTY = Table(COLUMNS, [])


def test_plain_aligns_by_display_width_with_numbers_to_the_right():
    assert render(CUSTOMERS, "plain") == (
        "customer  name                      last_contact   revenue  share  orders\n"
        "acme      Acme GmbH                 2026-11-02    12000.00  80.0%      12\n"
        "xing-yun  星云科技（上海）有限公司                   -5.50  12.3%\n"
        "family    👩‍👩‍👧 שלום                   2026-01-01                          3\n"
    )


def test_a_table_has_a_rule_under_its_header():
    assert render(CUSTOMERS, "table").splitlines()[1] == (
        "────────  ────────────────────────  ────────────  ────────  ─────  ──────"
    )


def test_a_long_table_has_one_width_per_column_wherever_its_widest_cell_stands():
    rows = [("x" * (20 if n == 4_500 else 3), n) for n in range(5_000)]

    lines = render(Table((Column("customer"), Column("orders", "int")), rows), "plain").splitlines()

    assert len(lines) == 5_001
    assert {len(line) for line in lines} == {28}
    assert lines[4_501] == "x" * 20 + "    4500"


def test_chinese_heads_align_too():
    heads, first, *_ = render(CUSTOMERS, "plain", lang="zh").splitlines()

    assert heads == "客户编号  客户名称                  最近联系        收入   占比  订单数"
    assert first == "acme      Acme GmbH                 2026-11-02  12000.00  80.0%      12"


def test_a_column_without_chinese_name_keeps_its_own():
    assert render(Table((Column("contract_no"),), []), "plain", lang="zh") == "contract_no\n"


def test_an_empty_table_is_its_header():
    assert render(EMPTY, "plain") == "customer  name  last_contact  revenue  share  orders\n"
    assert len(render(EMPTY, "table", width=80).splitlines()) == 2


def test_a_table_without_columns_is_nothing():
    assert render(Table((), []), "plain") == ""
    assert render(Table((), []), "table", width=80) == ""


def test_plain_cuts_nothing_whatever_the_width():
    huge = Table((Column("notes"),), [("x" * 100_000,)])

    assert render(huge, "plain", width=20) == "notes\n" + "x" * 100_000 + "\n"
    assert render(huge, "table", width=20) == "notes\n" + "─" * 20 + "\n" + "x" * 19 + "…\n"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("width", [1, 2, 5, 8, 20, 40, 60, 79, 80, 200])
def test_a_table_never_passes_the_width_of_the_terminal(width, lang):
    for source in (CUSTOMERS, EMPTY):
        lines = render(source, "table", width=width, lang=lang).splitlines()

        assert max(map(measure.width, lines)) <= width


def test_names_are_cut_before_numbers_and_dates():
    lines = render(CUSTOMERS, "table", width=64).splitlines()

    assert lines[2] == "acme      Acme GmbH         2026-11-02   12000.00  80.0%      12"
    assert lines[3] == "xing-yun  星云科技（上海…                   -5.50  12.3%"


def test_lesser_columns_go_before_a_name_is_too_short_to_be_read():
    columns = (Column("customer"), Column("kind"), Column("name"), Column("last_contact", "date"))
    table = Table(
        (*columns, Column("ref")),
        [("acme", "organisation", "Acme and Daughters Limited", "2026-11-02", "k7q2")],
    )

    shown = [render(table, "table", width=width).splitlines()[2] for width in (68, 48, 33)]

    assert shown == [
        "acme      organisation  Acme and Daughters Limi…  2026-11-02    k7q2",
        "acme      Acme and Daught…  2026-11-02   k7q2",
        "acme    Acme and Daught…  k7q2",
    ]


def test_currencies_that_differ_stay_beside_the_money():
    columns = (Column("customer"), Column("currency"), Column("open", "money"))
    mixed, same = ([("long-enough-an-id", one, "1.00"), ("b", two, "2.00")] for one, two in MONEYS)

    assert "EUR" in render(Table(columns, mixed), "table", width=30)
    assert "EUR" not in render(Table(columns, same), "table", width=27)


def test_a_date_goes_only_where_the_day_it_is_due_stands_beside_it():
    dates = (Column("name"), Column("date", "date"), Column("due", "date"))
    alone = Table(dates[:2], [("Acme and Daughters", "2026-10-01")])
    both = Table(dates, [("Acme and Daughters", "2026-10-01", "2026-10-31")])

    assert "2026-10-01" in render(alone, "table", width=24)
    assert "2026-10-01" not in render(both, "table", width=32)
    assert "2026-10-31" in render(both, "table", width=32)


def test_columns_without_room_are_left_out_and_an_ellipsis_says_so():
    heads, rule, first, *_ = render(CUSTOMERS, "table", width=30).splitlines()

    assert heads.endswith("  …")
    assert rule.endswith("  ─")
    assert "12000.00" in first
    assert "12" not in first.split()


def test_empty_columns_are_the_first_to_go():
    table = Table(
        (Column("tags"), Column("name"), Column("city")), [(None, "Acme and Sons", "Rome"), (None, "B", "")]
    )

    assert render(table, "table", width=18).splitlines()[2:] == ["Acme and…  Rome", "B"]


def test_a_number_has_the_decimals_of_its_column():
    table = Table(
        (
            Column("gap", "number"),
            Column("lift", "number"),
            Column("survival", "number"),
            Column("low", "share"),
        ),
        [(14.0, 1.5, 0.96921, -0.0001), (float("nan"), 12.345, 1.0, None)],
    )

    assert render(table, "plain").splitlines()[1:] == [
        " 14   1.50    0.9692  0.0%",
        "     12.35    1.0000",  # 12.345 is a little more than it seems
    ]


def test_money_is_shown_exactly_as_precise_as_it_is():
    yen, dinar = Decimal("1E+3"), Decimal("0.500")

    assert (
        render(Table((Column("revenue", "money"),), [(yen,), (dinar,)]), "plain")
        == "revenue\n   1000\n  0.500\n"
    )


def test_controls_and_line_ends_of_a_cell_stay_in_the_cell():
    table = Table((Column("name"), Column("n", "int")), [("evil\x1b[2J\nname\u202e", 1)])

    for style in ("plain", "table"):
        assert render(table, style).splitlines()[-1] == r"evil\u{1b}[2J ⏎ name\u{202e}  1"


def test_colours_change_nothing_but_colour():
    table = Table((Column("state"), Column("name")), [("overdue", "Acme"), ("upcoming", "B")])

    colored = render(table, "table", width=40, color=True)

    assert "\x1b[31moverdue\x1b[0m" in colored
    assert colored.startswith("\x1b[1mstate\x1b[0m")
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[2m", "\x1b[31m"):
        colored = colored.replace(code, "")
    assert colored == render(table, "table", width=40)


def test_plain_is_never_coloured():
    assert "\x1b" not in render(CUSTOMERS, "plain", color=True)


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.none()
tables = st.lists(st.tuples(words, words, st.integers() | st.none()), max_size=5).map(
    lambda rows: Table((Column("name"), Column("tags"), Column("n", "int")), rows)
)


@given(tables, st.integers(1, 50))
def test_whatever_the_cells_lines_are_whole_and_end_without_spaces(table, width):
    for style, room in (("plain", None), ("table", width)):
        text = render(table, style, width=room)

        # a head that is cut to nothing but its space may be blank; every line is there all the same
        assert text.count("\n") == len(table.rows) + (2 if style == "table" else 1)
        assert len(text.splitlines()) == text.count("\n")
        assert not any(line != line.rstrip(" ") for line in text.split("\n"))


@given(tables)
def test_every_format_gives_the_same_bytes_twice(table):
    for style in FORMATS:
        assert render(table, style, width=40) == render(table, style, width=40)
