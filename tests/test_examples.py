"""The example books are the demo books of one fixed day, and nothing else lies beside them."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from plaincrm.actions.demo.__main__ import main
from plaincrm.actions.demo.books import NAMES
from plaincrm.actions.demo.examples import BY_HAND, example_files, present_files
from tests.conftest import run

EXAMPLES = Path(__file__).parent.parent / "examples"
AFRESH = "write them afresh: python -m plaincrm.actions.demo examples"


@pytest.mark.parametrize("name", NAMES)
def test_the_example_is_fresh(name: str) -> None:
    files = example_files(name)

    assert present_files(EXAMPLES / name) == files.keys() | {BY_HAND}, AFRESH
    stale = [path for path, content in files.items() if (EXAMPLES / name / path).read_bytes() != content]
    assert stale == [], AFRESH


def test_the_documented_command_writes_the_examples_and_sweeps_up(tmp_path: Path) -> None:
    left_over = tmp_path / "bakery" / "customers" / "left-over.yaml"
    left_over.parent.mkdir(parents=True)
    left_over.write_text("name: Left over\n", encoding="utf-8")
    (tmp_path / "bakery" / BY_HAND).write_text("by hand\n", encoding="utf-8")

    code = main([str(tmp_path)])

    assert code == 0
    assert not left_over.exists()
    assert (tmp_path / "bakery" / BY_HAND).read_text(encoding="utf-8") == "by hand\n"
    assert (tmp_path / "agency" / "reports" / "key-accounts.sql").exists()


def test_the_command_asks_for_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    code = main([])

    assert code == 2
    assert "usage" in capsys.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_every_example_tells_what_it_is(name: str) -> None:
    text = (EXAMPLES / name / BY_HAND).read_text(encoding="utf-8")

    assert text.startswith("# ")
    assert "python -m plaincrm.actions.demo examples" in text


@pytest.fixture
def agency(tmp_path: Path) -> Path:
    """The agency of the examples in a repository of its own."""
    book = tmp_path / "agency"
    shutil.copytree(EXAMPLES / "agency", book)
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "Begin the book")):
        subprocess.run(["git", *command], cwd=book, check=True)
    return book


def test_the_example_passes_the_strictest_check(agency: Path) -> None:
    ran = run("check", "--strict", cwd=agency)

    assert (ran.code, ran.out) == (0, "")


def test_the_examples_own_report_names_key_accounts_longest_silent_first(agency: Path) -> None:
    ran = run("report", "key-accounts", "--days", "7", "--json", cwd=agency)
    rows = json.loads(ran.out)

    assert ran.code == 0
    assert len(rows) >= 3
    assert [row["days"] for row in rows] == sorted((row["days"] for row in rows), reverse=True)
    assert all(row["days"] >= 7 for row in rows)
    assert {row["customer"] for row in rows} <= {
        row["customer"] for row in json.loads(run("list", "level:A", "--json", cwd=agency).out)
    }
