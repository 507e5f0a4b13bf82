"""Nothing from a book can steer a terminal or turn the reading order."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plaincrm.output.escape import escape, escape_json, escape_lines, one_line

BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", r"\u{1b}[31mred"),
        ("a\x00b\x7fc\x9bd", r"a\u{0}b\u{7f}c\u{9b}d"),
        ("in\u202evoice", r"in\u{202e}voice"),
        ("\u2066x\u2069\u200e\u200f\u061c", r"\u{2066}x\u{2069}\u{200e}\u{200f}\u{61c}"),
        ("a\u200bb\u200cc\u2060d\ufeff", r"a\u{200b}b\u{200c}c\u{2060}d\u{feff}"),
        ("line\nend\ttab\r", r"line\u{a}end\u{9}tab\u{d}"),
        ("\udcff", r"\u{dcff}"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text, shown):
    assert escape(text) == shown


@pytest.mark.parametrize(
    "text", ["Müller & Söhne", "星云科技（上海）", "👩‍👩‍👧", "❤️", "שלום", "مرحبا", "　", r"C:\u{1b}", ""]
)
def test_what_people_write_is_left_alone(text):
    assert escape(text) == one_line(text) == text or text == "　"


@given(st.text(st.characters()))
def test_nothing_escaped_is_a_control_a_bidi_mark_or_a_surrogate(text):
    for character in escape(text) + one_line(text):
        assert unicodedata.category(character) not in ("Cc", "Cs")
        assert unicodedata.bidirectional(character) not in BIDI


def test_a_cell_shows_line_ends_and_keeps_to_its_line():
    assert one_line("first\n  second\r\nthird\n") == "first ⏎ second ⏎ third"
    assert one_line("a\tb") == "a b"


def test_a_text_keeps_its_lines_and_nothing_else():
    assert escape_lines("one\r\ntwo\x1b\n\tthree") == "one\ntwo\\u{1b}\n three"


def test_json_text_stays_json():
    assert escape_json('{"a": "\u202e\x7f"}\n') == '{"a": "\\u202e\\u007f"}\n'
