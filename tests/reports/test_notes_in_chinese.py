"""Every sentence that a report says under its table has a Chinese wording; programs read the same bytes."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from plaincrm import labels
from plaincrm.labels.notes import NOTES, note, split
from plaincrm.labels.titles import ABOUT
from plaincrm.labels.values import VALUES, value, worded
from plaincrm.reports import catalogue
from tests.conftest import run

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "plaincrm" / "reports").glob("*.py"))
GAP = "\0"
RAISED = ("UsageError", "InvalidDataError", "NotFoundError", "Param", "Picture")
SENTENCE = re.compile(r"[A-Za-z_]+[^.]* .*")


def _not_said(tree: ast.AST) -> set[int]:
    """Docstrings, errors, titles in code, and the pieces of texts that are taken whole."""
    found: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found.add(id(node.value))
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ABOUT":
            found.add(id(node.value))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED:
            found |= {id(part) for part in ast.walk(node)}
        if isinstance(node, ast.JoinedStr):
            found |= {id(part) for part in ast.walk(node) if part is not node}
    return found


def _sentences(file: Path) -> Iterator[str]:
    """What stands in the code of a report as sentences, with a gap where something is filled in."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    left_out = _not_said(tree)
    for node in ast.walk(tree):
        text = ""
        if id(node) in left_out:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        elif isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else GAP for part in node.values)
        if text.endswith(".") and "\n" not in text:
            yield from (
                part.strip(f" {GAP}") for part in re.split(r"(?<=\.) ", text) if SENTENCE.search(part)
            )


def _is_worded(sentence: str) -> bool:
    """Whether the literal parts of a sentence stand, in order, in one that has a Chinese wording."""
    parts = [re.escape(part) for part in re.split(f"{GAP}+", sentence)]
    pattern = re.compile(".*".join(parts).removeprefix(r"\ "))
    return any(pattern.search(known.replace("(s)", "")) for known in NOTES)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.stem)
def test_every_sentence_in_the_code_of_a_report_has_a_chinese_wording(file: Path) -> None:
    assert [sentence for sentence in _sentences(file) if not _is_worded(sentence)] == []


def test_a_sentence_without_one_is_found() -> None:
    assert not _is_worded(f"Left out: {GAP} unicorns in {GAP}.")
    assert split("Window: everything up to 2026-11-23. Unicorns are rare.")[1] == "Unicorns are rare."


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Within 7d: 50 %, 1 of 2.", "7 天内解决：50%，2 件中 1 件。"),
        ("Within 2m: none is over yet.", "2 个月内解决：尚无到期的投诉。"),
        (
            "from is withheld: 3 buyers on 2026-08-25, and segments need 100, or cuts of your own.",
            "原分群不显示：2026-08-25 只有 3 位购买客户，分群需要 100 位或自定分界。",
        ),
        (
            "to is withheld: 1 buyer on 2026-11-23, and segments need 100, or cuts of your own.",
            "现分群不显示：2026-11-23 只有 1 位购买客户，分群需要 100 位或自定分界。",
        ),
    ],
)
def test_what_is_filled_in_is_chinese_too(english: str, chinese: str) -> None:
    assert note(english) == chinese


@pytest.mark.parametrize("english", NOTES)
def test_both_wordings_fill_in_the_same(english: str) -> None:
    names = set(re.findall(r"\{(\w+)\}", english))
    # a number said twice in one language may be said once in the other
    said = set(re.findall(r"\{(\w+)\}", NOTES[english]))

    assert said <= names
    assert names - said <= {"again", "last", "middle", "listed"} - ({"listed"} if "listed" in said else set())
    assert re.search("[\u4e00-\u9fff]", NOTES[english]) or english in ("nps.", "csat.", "ces.")


@pytest.fixture(scope="module", params=["agency", "bakery"])
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("notes") / str(request.param)
    shutil.copytree(ROOT / "examples" / str(request.param), root)
    subprocess.run(["git", "init", "-q", "-b", "main"], cwd=root, check=True)
    return root


@pytest.mark.parametrize("name", catalogue.names())
def test_the_notes_of_real_books_come_wholly_in_chinese(book: Path, name: str) -> None:
    from plaincrm.book import Book
    from plaincrm.index import Index

    report = catalogue.find(name)
    choices = next((param.choices for param in report.params if param.name == "by"), ())
    index = Index.open(Book.find(book))
    try:
        for more in ({}, {"from": "2026-01-01"}, {"currency": "USD"}, *({"by": by} for by in choices)):
            for note in report.run(index, {"asof": "2026-11-23", **more}).notes:
                assert split(note)[1] == ""
    finally:
        index.close()


@pytest.mark.parametrize("name", catalogue.names())
def test_programs_read_the_same_bytes_in_every_language(book: Path, name: str) -> None:
    for style in ("--json", "--csv"):
        line = ("report", name, style, "--asof", "2026-11-23", "-q")
        assert run(*line, "--lang", "zh", cwd=book).out == run(*line, cwd=book).out


def test_every_report_says_in_chinese_what_it_is_and_what_it_is_about(book: Path) -> None:
    listed = run("report", "--lang", "zh", cwd=book).out

    for name in catalogue.names():
        assert catalogue.find(name).title_zh in listed
        assert ABOUT[name] in listed
    assert run("report", "--json", "--lang", "zh", cwd=book).out == run("report", "--json", cwd=book).out


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "Win rate: 63 % by count (24 of 38), 55 % by value in EUR.",
            "赢单率：按数量 63%（38 个中赢 24 个），按金额 55%（EUR）。",
        ),
        ("n = 3: 1 overdue, 2 upcoming.", "共 3 条：overdue 1 条，upcoming 2 条。"),
        (
            "win_rate of fewer than 10 closed deals, a hint at best: save time 1 of 2.",
            "关闭商机不足 10 个的赢单率仅供参考：save time 2 个中赢 1 个。",
        ),
    ],
)
def test_facts_read_as_chinese(english: str, chinese: str) -> None:
    assert labels.captions((english,), "zh") == (chinese,)


def test_notes_and_pages_are_chinese_on_the_screen(book: Path) -> None:
    said = run("report", "segments", "--lang", "zh", "--asof", "2026-11-23", cwd=book).err

    assert "统计范围：截至 2026-11-23 的全部记录。样本：" in said
    assert "Window" not in said
    assert labels.captions(("Money in EUR, net of tax, refunds included.",), "en")[0].startswith("Money")
    assert "周" in run("--lang", "zh", cwd=book).out.splitlines()[0]


@pytest.mark.parametrize("name", ["summary", "churn", "lifecycle"])
def test_words_that_a_report_sets_in_its_cells_are_chinese_for_people(book: Path, name: str) -> None:
    said = run("report", name, "--lang", "zh", "--asof", "2026-11-23", cwd=book).out

    ours = r"customers|repeat rate|days|purchases?|no sale|recorded|usual gap|overdue|at least"
    assert not re.search(ours, said)
    assert "<td>客户数" in run("report", "summary", "--lang", "zh", "--format", "html", cwd=book).out


@pytest.mark.parametrize("column", VALUES)
def test_the_words_of_cells_fill_in_the_same_in_both_languages(column: str) -> None:
    for english, chinese in VALUES[column].items():
        assert set(re.findall(r"\{(\w+)\}", english)) == set(re.findall(r"\{(\w+)\}", chinese))


def test_what_users_wrote_is_not_worded() -> None:
    assert value("why", "no sale yet, ask Eve") == "no sale yet, ask Eve"
    assert worded(["note", "value"]) == set()
