"""Widths on the screen: measuring, padding, cutting and wrapping."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth, wcwidth

from plaincrm.output import measure
from plaincrm.output.escape import escape
from plaincrm.output.fit import GAP, fit

FAMILY = "👩‍👩‍👧"
shown = st.text(st.sampled_from(f"ab 星云，。（é{FAMILY}́שלאﷺ½"), max_size=40).map(escape)


def test_no_character_of_the_basic_plane_is_measured_differently_from_wcwidth():
    wrong = [
        hex(code)
        for code in range(0x10000)
        if escape(chr(code)) == chr(code) and measure.width(chr(code)) != max(0, wcwidth(chr(code)))
    ]

    assert wrong == []


@given(shown)
def test_no_text_is_measured_differently_from_wcswidth(text):
    assert measure.width(text) == wcswidth(text)
    assert measure.widths([text, "abc"]) == [wcswidth(text), 3]


def test_padding_counts_columns_not_characters():
    assert measure.pad("星云", 6) == "星云  "
    assert measure.pad("12", 4, right=True) == "  12"
    assert measure.pad("too long", 3) == "too long"


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        *(("Acme", 4, "Acme"), ("Acme GmbH", 6, "Acme…"), ("Acme", 1, "…"), ("Acme", 0, "")),
        *(
            ("星云科技", 8, "星云科技"),
            ("星云科技", 7, "星云科…"),
            ("星云科技", 6, "星云…"),
            ("星云", 2, "…"),
        ),
        *((FAMILY + "abc", 3, FAMILY + "…"), ("e\u0301e\u0301e\u0301", 2, "e\u0301…")),
    ],
)
def test_a_cut_text_ends_in_an_ellipsis_and_never_in_half_a_character(text, columns, expected):
    assert measure.cut(text, columns) == expected


@given(shown, st.integers(0, 30))
def test_a_cut_text_fits_and_is_a_beginning(text, columns):
    cut = measure.cut(text, columns)

    assert measure.width(cut) <= columns
    assert text.startswith(cut.removesuffix("…")) or cut == text


def test_chinese_wraps_between_characters_but_no_line_begins_with_a_comma():
    assert measure.wrap("谈续费，想要按年折扣", 6) == ["谈续", "费，想", "要按年", "折扣"]


def test_english_wraps_at_spaces_and_long_words_break():
    assert measure.wrap("called about the renewal", 10) == ["called", "about the", "renewal"]
    assert measure.wrap("https://example.com", 8) == ["https://", "example.", "com"]


def test_line_ends_stay_and_without_a_width_nothing_wraps():
    assert measure.wrap("one\n\ntwo words", 4) == ["one", "", "two", "word", "s"]
    assert measure.wrap("one\nlong line", None) == ["one", "long line"]


@given(shown, st.integers(4, 30))
def test_wrapping_loses_nothing_but_spaces(text, columns):
    lines = measure.wrap(text, columns)

    assert all(measure.width(line) <= columns for line in lines if not line.endswith(tuple("，。（")))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=1, max_size=12), st.integers(1, 120)
)
def test_fitted_widths_take_no_more_than_the_room(pairs, room):
    natural = [max(pair) for pair in pairs]
    least = [min(pair) for pair in pairs]

    widths = fit(natural, least, room)

    assert sum(widths) + GAP * (len(widths) - 1) <= room
    assert all(width <= whole for width, whole in zip(widths, natural, strict=False))
    if len(widths) > 1:
        assert all(width >= floor for width, floor in zip(widths, least, strict=False))


def test_the_widest_column_gives_way_first():
    assert fit([10, 40, 12], [5, 5, 12], 50) == [10, 24, 12]
    assert fit([10, 12, 8], [5, 5, 8], 22) == [5, 5, 8]
    assert fit([10, 12, 8], [5, 5, 8], 20) == [9, 9]
