"""Files that no customer file should be: each is refused at once, with its line and what to do."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from plaincrm.book import yaml
from plaincrm.book.yaml import reading

HOSTILE = Path(__file__).parent / "hostile"

# name: the line, words of the message, words of the hint
EXPECTED = {
    "a_zip_file": (1, "NUL byte at byte 5", "text file"),
    "alias_as_key": (3, "an alias cannot be a key", "a word"),
    "alias_to_nothing": (2, "*missing refers to nothing", "in quotes"),
    "bad_indentation": (4, "indented differently", "line the keys up"),
    "billion_laughs": (5, "more than 20 aliases", "write the texts out"),
    "broken_utf8": (3, "not UTF-8: byte 0xe4 at byte 25", "save the file as UTF-8"),
    "c1_control": (2, "control character (U+009B)", "delete it"),
    "conflict": (3, "unresolved merge", "git add"),
    "conflict_diff3": (2, "unresolved merge", "git add"),
    "conflict_inside_quotes": (3, "unresolved merge", "git add"),
    "delete_character": (2, "control character (U+007F)", "delete it"),
    "duplicate_flow_key": (2, '"github" stands twice', "keep one"),
    "duplicate_key": (4, '"level" stands twice, in lines 2 and 4', "keep one"),
    "duplicate_keys_all_at_once": (3, '"name" stands twice, in lines 1 and 3', "keep one"),
    "duplicate_nested_key": (6, '"stage" stands twice, in lines 4 and 6', "keep one"),
    "duplicate_quoted_key": (2, '"name" stands twice, in lines 1 and 2', "keep one"),
    "empty": (1, "empty", "name: …"),
    "escape_character": (3, "control character (U+001B)", "in double quotes"),
    "few_aliases_big_copies": (7, "*e stands for too much", "write the text out"),
    "int_tag": (3, "the tag !!int", "delete it"),
    "latin_1": (1, "not UTF-8: byte 0xfc at byte 7", "save the file as UTF-8"),
    "line_separator_in_plain_text": (2, "invisible line break (U+2028)", "in double quotes"),
    "list_as_key": (2, "a list cannot be a key", "a word"),
    "list_on_key_line": (2, 'a "-" where no list can begin', "on its own line"),
    "local_tag": (2, "the tag !secret", "delete it"),
    "map_as_key": (3, "a map cannot be a key", "a word"),
    "merge_key": (4, 'a merge key ("<<")', "write out"),
    "missing_colon": (3, "a line without a key", "key: value"),
    "no_key": (2, 'no key before the ":"', "write one"),
    "nul_byte": (3, "NUL byte at byte 27", "delete it"),
    "only_blank_lines": (1, "empty", "name: …"),
    "only_comments": (1, "empty", "name: …"),
    "only_document_start": (2, "empty", "name: …"),
    "python_tag": (2, "the tag !!python/object/apply:os.system", "delete it"),
    "root_list": (1, "holds a list", "name: …"),
    "root_null": (1, "empty", "name: …"),
    "root_text": (1, "holds a single text", "name: …"),
    "self_reference": (4, "*p stands inside what it refers to", "write the text out"),
    "starts_with_at": (2, '"@me" begins with "@"', "double quotes"),
    "starts_with_backtick": (2, '"`code`" begins with "`"', "double quotes"),
    "starts_with_percent": (3, '"%5" begins with "%"', "double quotes"),
    "starts_with_star": (2, '"**bold** words" begins with "*"', "double quotes"),
    "tab_after_dash_list": (4, "tab at the beginning", "use spaces, not a tab"),
    "tab_blank_line": (2, "tab at the beginning", "use spaces, not a tab"),
    "tab_indentation": (3, "tab at the beginning", "line 3: use spaces, not a tab"),
    "tag_directive": (3, "the tag tag:example.com,2026:x", "delete it"),
    "tag_on_map": (2, "the tag !!map", "delete it"),
    "text_after_the_end": (3, "after the end of the document", "one document"),
    "too_many_aliases": (23, "more than 20 aliases", "write the texts out"),
    "trailing_tab": (2, "tab at the end of line 2", "delete the tab"),
    "trailing_tab_before_comment": (2, "tab at the end of line 2", "delete the tab"),
    "two_colons": (2, 'a ": " too many', "double quotes"),
    "two_documents": (2, "a second document", 'remove this "---"'),
    "unclosed_brace": (3, "map in braces that is not closed", 'missing "}"'),
    "unclosed_bracket": (2, "list in brackets that is not closed", 'missing "]"'),
    "unclosed_quote": (2, "a quote that is never closed", "missing quote"),
    "unclosed_single_quote": (3, "stands behind a closing quote", "double quotes"),
    "unknown_escape": (2, 'a "\\" that means nothing', "single quotes"),
    "utf16": (1, "UTF-16, not UTF-8", "save it as UTF-8"),
    "utf16_without_mark": (1, "UTF-16, not UTF-8", "save it as UTF-8"),
    "utf8_surrogate": (2, "not UTF-8: byte 0xed", "save the file as UTF-8"),
    "yaml_two": (1, "%YAML version other than 1.x", "delete"),
}

# Too big or too deep to lie about in a repository.
MADE = {
    "deep_block": ("".join(" " * i + "a:\n" for i in range(2000)).encode(), 51, "more than 50 levels"),
    "deep_flow": (b"a: " + b"[" * 5000 + b"]" * 5000, 1, "more than 50 levels"),
    "deep_flow_maps": (b"{a: " * 100_000, 1, "more than 50 levels"),
    "deep_dashes": (b"a:\n" + b"- " * 20_000 + b"x", 2, "more than 50 levels"),
    "never_closed": (b"a: " + b"[x, " * 40 + b"y" * 100_000, 1, "not closed"),
    "six_megabytes": (b"name: " + b"x" * 6_000_000, 1, "too big: 6.0 MB"),
    "many_tabs": (b"name: x\n" + b"".join(b"k%d: v\t\n" % i for i in range(9000)), 2, "tab at the end"),
    "many_duplicates": (b"a: 1\n" * 800_000, 2, "stands twice"),
    "one_long_line": (b"name: a: " + b"b: " * 500_000, 1, '": " too many'),
    "many_brackets": (b"]" * 100_000, 1, '"]" that closes nothing'),
}


def refusal(raw: bytes) -> yaml.YamlError:
    with pytest.raises(yaml.YamlError) as caught:
        yaml.load(yaml.decode(raw))
    return caught.value


def test_no_hostile_file_is_left_out() -> None:
    assert {path.stem for path in HOSTILE.glob("*.yaml")} == set(EXPECTED)


@pytest.mark.parametrize("parser", ["libyaml", "pure Python"])
@pytest.mark.parametrize("name", EXPECTED)
def test_a_hostile_file_is_refused_with_line_and_hint(
    name: str, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if parser == "pure Python":
        monkeypatch.setattr(reading, "new_parser", reading.PurePythonParser)
    line, words, hint = EXPECTED[name]

    error = refusal((HOSTILE / f"{name}.yaml").read_bytes())

    assert line == error.line
    assert words in error.message
    assert hint in (error.hint or "")
    assert error.exit_code == 4


@pytest.mark.parametrize("name", MADE)
def test_a_giant_is_refused_within_a_second(name: str) -> None:
    raw, line, words = MADE[name]
    began = time.process_time()

    error = refusal(raw)

    assert time.process_time() - began < 1
    assert line == error.line
    assert words in error.message


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - {"empty", "only_blank_lines", "only_comments"}))
def test_a_hostile_file_cannot_be_edited_either(name: str) -> None:
    raw = (HOSTILE / f"{name}.yaml").read_bytes()
    edits: list[Callable[[str], str]] = [
        lambda text: yaml.append(text, ("contact_log",), {"date": "x"}),
        lambda text: yaml.put(text, ("level",), "A"),
        lambda text: yaml.remove(text, ("level",)),
    ]

    for edit in edits:
        with pytest.raises((yaml.YamlError, yaml.EditRefusedError)):
            edit(yaml.decode(raw))


def test_all_duplicates_are_reported_at_once_in_line_order() -> None:
    error = refusal((HOSTILE / "duplicate_keys_all_at_once.yaml").read_bytes())

    assert [problem.line for problem in error.problems] == [3, 7, 8]
    assert error.message == error.problems[0].message
    assert "lines 6 and 7" in error.problems[1].message


def test_what_stands_before_a_syntax_error_is_reported_with_it() -> None:
    error = refusal(b"name: A\nname: B\nnotes: !x y\ntags: [a\n")

    assert [problem.line for problem in error.problems] == [2, 3, 4]


def test_lines_are_counted_as_editors_count_them() -> None:
    text = 'name: "a\u2028b\u2029c\x85d"\r\nlevel: A\rlevel: B\n'

    error = refusal(text.encode())

    assert error.line == 3
    assert "lines 2 and 3" in error.message


@pytest.mark.parametrize("text", ["a: b\t\n", "a: b \t # c\n", "a:\n- b\t\n", "a: b\n  c\t\nd: e\n"])
def test_a_tab_after_a_plain_text_is_refused(text: str) -> None:
    with pytest.raises(yaml.YamlError, match="a tab"):
        yaml.parse(text)


@pytest.mark.parametrize("text", ['a: "b\t"\n', "a: |\n  x\t\n  y\n", "a: b\tc\n", "a: b # c\td\t\n"])
def test_a_tab_inside_a_text_or_a_comment_is_fine(text: str) -> None:
    assert list(yaml.load(text)) == ["a"]
