"""What each edit writes, to the letter."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from textwrap import dedent
from typing import Any

import pytest

from plaincrm.book import yaml
from plaincrm.errors import InvalidDataError

ORDER = ("name", "level", "tags", "owner", "social", "needs", "notes", "contact_log", "sales", "feedback")


def text(block: str) -> str:
    return dedent(block).lstrip("\n")


def test_a_missing_list_goes_to_its_place_and_stands_apart() -> None:
    new = yaml.append("name: A\ntags: [x]\nlast: y\n", ("sales",), {"date": date(2026, 1, 2)}, ORDER)

    assert new == "name: A\ntags: [x]\n\nsales:\n  - date: 2026-01-02\nlast: y\n"


def test_a_missing_list_stands_as_close_as_its_sisters() -> None:
    before = "name: A\n# calls\ncontact_log:\n- a: b\nlast: y\n"

    new = yaml.append(before, ("sales",), {"date": date(2026, 1, 2)}, ORDER)

    assert new == "name: A\n# calls\ncontact_log:\n- a: b\nsales:\n- date: 2026-01-02\nlast: y\n"


def test_the_order_may_depend_on_the_map() -> None:
    def order(path: tuple[str | int, ...]) -> tuple[str, ...]:
        return ("a", "b", "c") if path else ("one", "two")

    assert yaml.put("two:\n  a: 1\n  c: 3\n", ("two", "b"), 2, order) == "two:\n  a: 1\n  b: 2\n  c: 3\n"
    assert yaml.put("two:\n  a: 1\n", ("one",), 1, order) == "one: 1\ntwo:\n  a: 1\n"


def test_a_new_key_never_parts_a_comment_from_what_it_describes() -> None:
    before = text("""
        # the file
        name: A   # the name
          # more on the name

        # what they owe
        sales: []
        """)

    new = yaml.put(before, ("level",), "B", ORDER)

    assert new == before.replace("more on the name\n", "more on the name\nlevel: B\n")


def test_a_key_before_all_others_keeps_off_the_comment_above() -> None:
    before = "# about the level\nlevel: A\ntags: []\n"

    new = yaml.put(before, ("name",), "X", ORDER)

    assert new == "# about the level\nlevel: A\nname: X\ntags: []\n"


def test_a_key_before_the_first_of_an_entry_takes_the_dash() -> None:
    before = "sales:\n  - amount: 1   # one\n    note: x\n"

    new = yaml.put(before, ("sales", 0, "date"), date(2026, 1, 2), ("date", "amount"))

    assert new == "sales:\n  - date: 2026-01-02\n    amount: 1   # one\n    note: x\n"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("plain words", "plain words"),
        ("中文，标点：好", "中文，标点：好"),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("a#b", "a#b"),
        ("no", '"no"'),
        ("N", '"N"'),
        ("0123", '"0123"'),
        ("12:30", '"12:30"'),
        ("1e3", '"1e3"'),
        ("1_000", '"1_000"'),
        ("2026-01-02", '"2026-01-02"'),
        ("INV-2026-014", "INV-2026-014"),
        ("50-99", "50-99"),
        ("--03-05", "--03-05"),
        ("+49 30 1", '"+49 30 1"'),
        ("=", '"="'),
        ("~", '"~"'),
        ("- x", '"- x"'),
        ("-x", "-x"),
        ("", '""'),
        (" lead", '" lead"'),
        ("\u3000wide", '"\u3000wide"'),
        ('say "yes"', 'say "yes"'),
        ('"yes"', '"\\"yes\\""'),
        ("C:\\Users", "C:\\Users"),
        ("tab\there", '"tab\\there"'),
        ("esc\x1b[0m", '"esc\\x1B[0m"'),
        ("rtl\u202eoverride", '"rtl\\u202Eoverride"'),
        ("שלום", "שלום"),
        ("🚀👩\u200d👧", "🚀👩\u200d👧"),
        ("https://x.example/?a=b#c", "https://x.example/?a=b#c"),
        (yaml.Plain("2026-11-20T09:30+08:00"), "2026-11-20T09:30+08:00"),
        (yaml.Plain("1.50"), "1.50"),
        (yaml.Plain("~"), '"~"'),
        (yaml.Plain("a: b"), '"a: b"'),
        (7, "7"),
        (True, "true"),
        (False, "false"),
        (Decimal("12000.00"), "12000.00"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 1, 2), "2026-01-02"),
        (datetime(2026, 1, 2, 9, 30), "2026-01-02T09:30:00"),  # noqa: DTZ001  # as a user writes it
        (["a", "b, c"], '[a, "b, c"]'),
        ([], "[]"),
        ({}, "{}"),
        ({"a": None, "b": 1}, "{a: null, b: 1}"),
    ],
)
def test_a_value_is_written_so_that_every_yaml_reads_the_same(value: Any, written: str) -> None:
    assert yaml.put("name: A\n", ("x",), value) == f"name: A\nx: {written}\n"


def test_a_value_of_none_is_an_empty_field() -> None:
    assert yaml.put("name: A\n", ("x",), None) == "name: A\nx:\n"
    assert yaml.put("name: A\nx: y   # z\n", ("x",), None) == "name: A\nx:   # z\n"


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("x: 'a'", "it's", "x: 'it''s'"),
        ("x: 'a'", "two\nlines", "x: |-\n  two\n  lines"),
        ('x: "a"', "b", 'x: "b"'),
        ("x: 'a'", 7, "x: '7'"),
        ("x: 2026-01-02", "2026-03-04", "x: 2026-03-04"),
        ("x: 12", "13.50", "x: 13.50"),
        ("x: words", "13", 'x: "13"'),
        ("x:  # c", "v", "x: v  # c"),
        ("x: ~  # c", "v", "x: v  # c"),
        ("x: \t# c", "v", "x: v # c"),
        ("x: |  # c\n  old\n\n  text", "new", "x: new  # c"),
        ("x: |  # c\n  old", "one\ntwo", "x: |-  # c\n  one\n  two"),
        ("x: >-\n  old", "one\ntwo\n", "x: |\n  one\n  two\n"),
        ("x: [a, b]  # c", "v", "x: v  # c"),
        ("x:\n  - a\n  - b", "v", "x: v"),
        ("x:\n  a: 1", "v", "x: v"),
        ("x: y", ["a", "b"], "x: [a, b]"),
        ("x: y  # c", [{"a": 1}], "x:  # c\n  - a: 1"),
        ("x: {a: 1, b: 2}", {"b": 3, "c": 4}, "x: {b: 3, c: 4}"),
        ("x:\n  a: 1  # c\n  b: 2", {"a": 1, "c": 4}, "x:\n  a: 1  # c\n  c: 4"),
        ("x:\n- a  # c\n- b\n- d", ["a", "d", "e"], "x:\n- a  # c\n- d\n- e"),
        ("x: [a, b, d]", ["b", "a"], "x: [b, a]"),
        ("x:\n  - a", [], "x: []"),
        ("x: {a: , b}", {"a": 1, "b": 2}, "x: {a: 1, b: 2}"),
    ],
)
def test_a_value_takes_the_place_and_the_look_of_the_one_before(before: str, value: Any, after: str) -> None:
    assert yaml.put(f"{before}\nz: 1\n", ("x",), value) == f"{after.rstrip()}\nz: 1\n"


def test_adding_a_tag_changes_one_line_of_a_flow_list() -> None:
    assert yaml.put("tags: [a, b]  # c\n", ("tags",), ["a", "b", "new"]) == "tags: [a, b, new]  # c\n"


def test_adding_a_tag_adds_one_line_to_a_block_list() -> None:
    assert yaml.put("tags:\n- a\n- b  # c\n", ("tags",), ["a", "b", "new"]) == "tags:\n- a\n- b  # c\n- new\n"


def test_a_first_list_of_tags_looks_like_the_files_other_short_lists() -> None:
    assert yaml.put("a:\n  - x\n", ("tags",), ["b", "c"]) == "a:\n  - x\ntags:\n  - b\n  - c\n"
    assert yaml.put("a: [x]\n", ("tags",), ["b", "c"]) == "a: [x]\ntags: [b, c]\n"


def test_a_single_value_becomes_a_list_when_another_joins_it() -> None:
    assert yaml.append("tags: vip  # c\n", ("tags",), "new") == "tags: [vip, new]  # c\n"


def test_missing_maps_above_are_made() -> None:
    new = yaml.put("name: A\n", ("needs", "decision", "stage"), "aware", ORDER)

    assert new == "name: A\nneeds:\n  decision: {stage: aware}\n"


def test_an_entry_may_be_cut_down_to_nothing_and_grow_again() -> None:
    first = yaml.remove("sales:\n  - date: x\n    # c\n", ("sales", 0, "date"))
    second = yaml.put(first, ("sales", 0, "amount"), 5)

    assert first == "sales:\n  - {}\n    # c\n"
    assert second == "sales:\n  - {amount: 5}\n    # c\n"


def test_removing_what_is_not_there_changes_nothing() -> None:
    assert yaml.remove("a: b\n", ("c", 3)) == "a: b\n"


def test_putting_what_is_there_changes_nothing() -> None:
    assert yaml.put('a: "b"\n', ("a",), "b") == 'a: "b"\n'


def test_a_text_block_is_not_put_where_it_would_swallow_a_comment() -> None:
    new = yaml.put("x: y\n    # deep\nz: 1\n", ("x",), "one\ntwo")

    assert new == 'x: "one\\ntwo"\n    # deep\nz: 1\n'


@pytest.mark.parametrize(
    "value", ["\n", "a\n\n", " a\nb", "\ta\nb", "a\n  \nb", "a\r\nb", "a\x1b\nb", "a\u2028\nb"]
)
def test_a_text_that_a_block_would_change_is_quoted(value: str) -> None:
    new = yaml.put("name: A\n", ("x",), value)

    assert new.count("\n") == 2
    assert yaml.load(new)["x"] == value


def test_a_last_line_without_an_end_stays_so_unless_a_text_block_needs_it() -> None:
    entry = {"date": date(2026, 1, 2)}

    assert yaml.append("sales:\n- a: b", ("sales",), entry) == "sales:\n- a: b\n- date: 2026-01-02"
    assert yaml.put("a: b", ("c",), "d\ne") == "a: b\nc: |-\n  d\n  e"
    assert yaml.put("a: b", ("c",), "d\ne\n") == "a: b\nc: |\n  d\n  e\n"


def test_entries_imitate_their_siblings() -> None:
    entry = {"date": date(2026, 1, 2), "note": "x, y"}

    braces = yaml.append("sales:\n  - {date: a}\n", ("sales",), entry)
    wide = yaml.append("sales:\n  -   date: a\n", ("sales",), entry)
    json = yaml.append('{"sales": [{"date": "a"}]}\n', ("sales",), entry)

    assert braces == 'sales:\n  - {date: a}\n  - {date: 2026-01-02, note: "x, y"}\n'
    assert wide == "sales:\n  -   date: a\n  -   date: 2026-01-02\n      note: x, y\n"
    assert json == '{"sales": [{"date": "a"}, {"date": "2026-01-02", "note": "x, y"}]}\n'


def test_payments_stand_one_per_line() -> None:
    payment = {"date": date(2026, 1, 2), "amount": Decimal("5.00")}

    new = yaml.append("sales:\n  - date: a\n", ("sales", 0, "payments"), payment)

    assert new == "sales:\n  - date: a\n    payments:\n      - {date: 2026-01-02, amount: 5.00}\n"


def test_a_list_file_grows_from_nothing() -> None:
    rate = {"date": date(2026, 1, 1), "currency": "USD", "rate": Decimal("7.00")}

    first = yaml.append("", (), rate)
    second = yaml.append("# rates\n", (), rate)
    third = yaml.append(first, (), {**rate, "currency": "EUR"})

    assert first == "- {date: 2026-01-01, currency: USD, rate: 7.00}\n"
    assert second == "# rates\n" + first
    assert third == first + first.replace("USD", "EUR")
    assert yaml.put(third, (1, "rate"), Decimal("8.1")).endswith("rate: 8.1}\n")


@pytest.mark.parametrize(
    ("before", "edit", "message"),
    [
        ("a: &x b\n", lambda text: yaml.put(text, ("a",), "c"), "anchor &x"),
        ("a: &x b\nc: *x\n", lambda text: yaml.put(text, ("c",), "d"), "written elsewhere"),
        ("a: &x {b: c}\nd: *x\n", lambda text: yaml.put(text, ("d", "b"), "e"), "written elsewhere"),
        ("a: &x {b: c}\nd: *x\n", lambda text: yaml.put(text, ("a", "b"), "e"), "something else"),
        ("a: &x b\nc: *x\n", lambda text: yaml.remove(text, ("a",)), "refers to nothing"),
        ("a: !!str b\n", lambda text: yaml.put(text, ("a",), "c"), "bears a tag"),
        ("? a\n: b\n", lambda text: yaml.put(text, ("a",), "c"), 'written with a "\\?"'),
        ("a: b\n", lambda text: yaml.append(text, ("a",), {"c": 1}), "a is a single value, not a list"),
        ("a: {b: c}\n", lambda text: yaml.append(text, ("a",), "d"), "a is a map, not a list"),
        ("a: b\n", lambda text: yaml.put(text, ("a", "c"), "d"), '"c" cannot be put below'),
        ("a: [b]\n", lambda text: yaml.put(text, ("a", 4), "d"), "no item 5"),
        ("a: |\n  b", lambda text: yaml.put(text, ("c",), "d"), "ends inside a text block"),
        ("a:\n  - b  # c\n", lambda text: yaml.put(text, ("a",), "d"), "lose a comment"),
    ],
)
def test_what_is_for_a_human_is_refused_with_its_line(before: str, edit: Any, message: str) -> None:
    with pytest.raises(yaml.EditRefusedError, match=message) as caught:
        edit(before)

    assert caught.value.line >= 1
    assert str(caught.value.hint).startswith("edit by hand: ")
    assert caught.value.exit_code == 4


def test_the_anchor_of_one_thing_does_not_hinder_another() -> None:
    before = "a: &x b\nc: *x\nd: e\n"

    assert yaml.put(before, ("d",), "f") == "a: &x b\nc: *x\nd: f\n"


def test_bytes_that_are_no_text_cannot_be_written() -> None:
    with pytest.raises(InvalidDataError, match="not UTF-8, at character 3"):
        yaml.put("a: b\n", ("a",), "x \udcff")


def test_a_key_that_could_not_be_found_again_is_refused() -> None:
    with pytest.raises(InvalidDataError, match="too long"):
        yaml.put("a: b\n", ("k" * 2000,), "x")


@pytest.mark.parametrize(
    "key", ["no", "a: b", "#x", "- x", "1", "", "ключ", "old name", "~", "<<", "a, b", "{x"]
)
def test_a_key_is_quoted_like_a_value(key: str) -> None:
    for before in ("name: A\n", "{name: A}\n"):
        new = yaml.put(before, (key,), "x")

        assert yaml.load(new) == {"name": "A", key: "x"}
