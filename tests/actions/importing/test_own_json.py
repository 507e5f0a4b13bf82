"""JSON that is damaged or in another encoding loses no object of the file, and no part of one."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import BookFolder

ADA = {"name": "Ada", "notes": "a note of some length, " * 20}


def rejects(folder: Path, stem: str = "in") -> list[list[str]]:
    text = (folder / f"{stem}.rejects.csv").read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_a_broken_line_is_whole_in_the_rejects(book: BookFolder, tmp_path: Path) -> None:
    broken = json.dumps(ADA)[:-1]
    (tmp_path / "in.jsonl").write_text(f'{broken}\n{{"name": "Bob"}}\n')

    ran = book.ok("import", str(tmp_path / "in.jsonl"), "--yes")

    assert rejects(tmp_path)[0][0] == "1"
    assert rejects(tmp_path)[0][2] == broken
    assert "a note of some length" not in ran.err
    assert book.path("bob").exists()


def test_a_refused_object_is_whole_in_the_rejects(book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text(json.dumps([{**ADA, "kind": "robot"}, {"name": "Bob"}]))

    book.ok("import", str(tmp_path / "in.json"), "--yes")

    assert json.loads(rejects(tmp_path)[0][2]) == {**ADA, "kind": "robot"}


def test_a_broken_line_among_objects_of_another_program_is_rejected(book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(
        '{"full name": "Bob", "e-mail": "b@x.example", "x": 1}\n{"full name": \n'
    )

    ran = book.ok("import", str(tmp_path / "in.jsonl"), "--yes")

    assert "2 rows: 1 accepted, 0 skipped, 1 rejected" in ran.err
    assert rejects(tmp_path)[0][2] == '{"full name":'


@pytest.mark.parametrize("key", ["notes", "remark of another program"])
def test_half_of_a_character_rejects_its_object_alone(key: str, book: BookFolder, tmp_path: Path) -> None:
    objects = [{"name": "Ada", key: "A\ud800b"}, {"name": "Bob", key: "\U0001f600"}]
    (tmp_path / "in.json").write_text(json.dumps(objects))

    asked = book.ok("import", str(tmp_path / "in.json"), "--dry-run")
    done = book.ok("import", str(tmp_path / "in.json"), "--yes")

    for ran in (asked, done):
        assert "rejected row 1: holds half of a character" in ran.err
    assert book.path("bob").exists()
    assert not book.path("ada").exists()


def test_half_of_a_character_in_the_settings_of_a_book_refuses_it(book: BookFolder, tmp_path: Path) -> None:
    whole = {"settings": {"name": "\ud800"}, "customers": [{"name": "Bob"}]}
    (tmp_path / "in.json").write_text(json.dumps(whole))

    assert book.crm("import", str(tmp_path / "in.json"), "--dry-run").code == 4


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("told", [True, False])
def test_json_in_another_encoding_is_read(
    encoding: str, told: bool, book: BookFolder, tmp_path: Path
) -> None:
    text = json.dumps([{"name": "星云科技有限公司", "notes": "我们的客户"}], ensure_ascii=False)
    (tmp_path / "in.json").write_bytes(text.encode(encoding))

    option = ["--encoding", encoding] if told else []
    ran = book.ok("import", str(tmp_path / "in.json"), "--yes", *option)

    assert "星云科技有限公司" in book.ok("list", "--json").out
    assert ("gb18030" in ran.err) == (encoding == "gb18030")
    assert ("reads as: " in ran.err) == (encoding == "gb18030" and not told)


def test_an_encoding_that_the_json_is_not_in_is_said_to_be_wrong(book: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "in.json").write_text('[{"name": "Ä"}]', encoding="utf-8")

    ran = book.crm("import", str(tmp_path / "in.json"), "--encoding", "ascii", "--yes")

    assert ran.code == 4
    assert "line 1 is not ascii" in ran.err


@pytest.mark.parametrize("text", ["1\n" * 2_000_000, "[1]\n" * 6_000_000, f"[{'{},' * 3_000_000}{{}}]"])
def test_more_lines_or_values_than_a_table_may_have_are_refused_unread(
    text: str, book: BookFolder, tmp_path: Path
) -> None:
    (tmp_path / "in.jsonl").write_text(text)

    ran = book.crm("import", str(tmp_path / "in.jsonl"), "--yes")

    assert ran.code == 4
    assert "hint: split it into several files" in ran.err


def test_an_empty_list_of_entries_is_no_entry(book: BookFolder, tmp_path: Path) -> None:
    sale = {"date": "2026-01-02", "amount": "5"}
    (tmp_path / "in.json").write_text(json.dumps([{"name": "Ada", "churn": [], "sales": [sale]}]))

    ran = book.ok("import", str(tmp_path / "in.json"), "--yes")

    assert "Ada (1 sale: 2026-01-02 5)" in ran.out
