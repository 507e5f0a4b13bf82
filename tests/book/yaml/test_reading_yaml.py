"""What a text says, and where: the tree, the raw data, the bytes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from plaincrm.book import yaml
from plaincrm.book.yaml.nodes import List, Map

TEXT = """\
# head
name: 星云
country: NO
code: 0123456
time: 12:30
price: 1.10
owner:
title: ~
surname: "null"
people:
  - name: 张伟
    emails: [a@b.example, c@d.example]
  - {name: Li, phones: }
notes: |
  free
"""


def test_every_scalar_is_text_and_only_plain_nulls_are_none() -> None:
    data = yaml.parse(TEXT).plain()

    assert data == {
        "name": "星云",
        "country": "NO",
        "code": "0123456",
        "time": "12:30",
        "price": "1.10",
        "owner": None,
        "title": None,
        "surname": "null",
        "people": [
            {"name": "张伟", "emails": ["a@b.example", "c@d.example"]},
            {"name": "Li", "phones": None},
        ],
        "notes": "free\n",
    }


@pytest.mark.parametrize("null", ["", "~", "null", "Null", "NULL"])
def test_a_null_is_none_when_plain_and_text_when_quoted_or_tagged(null: str) -> None:
    assert yaml.load(f"a: {null}\nb: '{null}'\nc: !!str {null}\n") == {"a": None, "b": null, "c": null}


def test_load_gives_what_the_tree_gives() -> None:
    assert yaml.load(TEXT) == yaml.parse(TEXT).plain()


def test_each_reading_gives_data_of_its_own() -> None:
    root = yaml.parse("a: &x [1]\nb: *x\n")

    first = root.plain()
    first["a"].append("2")  # type: ignore[index,union-attr,call-overload]

    assert root.plain() == {"a": ["1"], "b": ["1"]}
    assert first["b"] == ["1"]  # type: ignore[index,call-overload]


def test_a_node_knows_its_line_and_the_deepest_one_is_found() -> None:
    root = yaml.parse(TEXT)

    assert root.at(("people", 0, "emails", 1)).line == 12
    assert root.at(("people", 1, "phones")).line == 13
    assert root.at(("people", 0, "nothing", "here")).line == 11
    assert root.at(("name", 0)).kind == "scalar"
    assert root.at(()).kind == "map"
    assert root.at(("people",)).kind == "list"


def test_the_line_of_a_place_is_that_of_its_key() -> None:
    root = yaml.parse(TEXT)

    assert root.at(("people",)).line == 11
    assert root.line_at(("people",)) == 10
    assert root.line_at(("people", 1)) == 13
    assert root.line_at(("people", 1, "missing")) == 13
    assert root.line_at(("missing",)) == 2


def test_an_alias_says_so_and_reads_as_what_it_stands_for() -> None:
    root = yaml.parse("a: &x {b: c}\nd: *x\n")

    assert root.at(("d",)).kind == "alias"
    assert root.at(("d", "b")).line == 2
    assert root.plain() == {"a": {"b": "c"}, "d": {"b": "c"}}


def test_twenty_aliases_are_read() -> None:
    text = "a: &x y\n" + "".join(f"k{i}: *x\n" for i in range(20))

    assert yaml.load(text)["k19"] == "y"


def test_fifty_levels_are_read() -> None:
    text = "".join(f"{' ' * i}k:\n" for i in range(49)) + " " * 49 + "k: v\n"

    assert str(yaml.load(text)).count("{") == 50


def test_positions_do_not_count_the_byte_order_mark() -> None:
    with_mark, without = yaml.parse("\ufeffa: b\n"), yaml.parse("a: b\n")

    assert with_mark.plain() == without.plain() == yaml.load("\ufeffa: b\n")
    assert with_mark.at(("a",)).start == without.at(("a",)).start == 3


def test_a_yaml_directive_of_version_one_is_read() -> None:
    assert yaml.load("%YAML 1.2\n---\na: b\n") == {"a": "b"}


def test_a_file_that_should_be_a_list_is_read_as_one() -> None:
    root = yaml.parse("- {a: b}\n", root_kinds=("list",))

    assert isinstance(root, List)
    assert root.plain() == [{"a": "b"}]
    with pytest.raises(yaml.YamlError, match="not a list") as caught:
        yaml.parse("a: b\n", root_kinds=("list",))
    assert "- " in str(caught.value.hint)


def test_a_map_keeps_the_order_of_its_keys() -> None:
    root = yaml.parse("z: 1\na: 2\nm: 3\n")

    assert isinstance(root, Map)
    assert list(root.plain()) == ["z", "a", "m"]  # type: ignore[arg-type]
    assert root.index("m") == 2


@pytest.mark.parametrize("raw", ["a: ü\n".encode(), "\ufeffa: 张\r\n".encode(), b""])
def test_bytes_go_there_and_back(raw: bytes) -> None:
    assert yaml.encode(yaml.decode(raw)) == raw


def test_a_text_made_of_broken_bytes_is_refused_not_read() -> None:
    with pytest.raises(yaml.YamlError, match="control character"):
        yaml.load("a: \udcff\n")


def test_reading_and_editing_need_no_pydantic() -> None:
    program = (
        "import sys; from plaincrm.book import yaml; yaml.load('a: b'); print('pydantic' in sys.modules)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )

    assert done.stdout.strip() == "False"
