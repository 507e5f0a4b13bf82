"""The benchmarks run, judge rightly, and write one section of their page without touching the others."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.profiling import shares
from benchmarks.sections import SECTIONS, writes
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf
from benchmarks.targets import Target, judge, targets_table
from benchmarks.timing import Command, FailedError, Sample, measure, once
from tests.conftest import BookFolder

PAGE = f"# Title\n\nWords.\n\n{page.BEGIN}\n{page.END}\n\n## one\n\nold\n\n## two\n\nkept\n"


def samples(*seconds: float) -> list[Sample]:
    return [Sample(one, 2 * one, 1) for one in seconds]


def test_a_target_is_judged_turn_by_turn() -> None:
    target = Target("T9", "ours", ((2, "theirs"), (1, "start")))
    taken = {"ours": samples(5, 50, 6), "theirs": samples(2, 20, 2), "start": samples(1, 10, 1)}

    (judged,) = judge([target], taken)

    assert judged.wall.median == 1  # 5/5, 50/50, 6/5
    assert judged.wall.high == pytest.approx(1.1)
    assert judged.is_met
    assert target.allowed == "2 × theirs + start"


def test_a_target_without_its_yardstick_is_not_judged() -> None:
    assert judge([Target("T2", "ours", ((1, "khard"),))], {"ours": samples(1)}) == []


def test_commands_take_turns(tmp_path: Path) -> None:
    said: list[str] = []
    argv = [sys.executable, "-c", ""]

    def say(word: str) -> Command:
        return Command(argv, tmp_path, before=lambda: said.append(word))

    found = measure({"a": say("a"), "b": say("b")}, 2)

    assert "".join(said) == "ababab"  # the first turn warms up
    assert [len(taken) for taken in found.values()] == [2, 2]
    assert all(0 < sample.wall < 60 and sample.memory > 1_000_000 for sample in found["a"])


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="ended with 3"):
        once(Command([sys.executable, "-c", "raise SystemExit(3)"], tmp_path))


def test_a_section_is_written_without_the_others() -> None:
    judged = judge([Target("T1", "`one`", ((2, "two"),))], {"`one`": samples(3, 3), "two": samples(1, 1)})
    body = f"new\n\n{targets_table(judged)}"

    now = page.with_section(PAGE, "one", body, ["one", "two"])

    assert now.startswith("# Title\n\nWords.\n")
    assert "old" not in now
    assert now.endswith("\n## two\n\nkept\n")
    assert "| T1 | `one`: 2 × two | 1.50 | 0 of 1 |" in now
    assert page.with_section(now, "one", body, ["one", "two"]) == now


def test_the_page_holds_every_section() -> None:
    heads = [line.removeprefix("## ") for line in page.PAGE.read_text("utf-8").splitlines() if "## " in line]

    assert heads == [section.name for section in SECTIONS]


def test_a_section_is_measured_and_the_book_is_afterwards_as_before(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, [20])
    book = BookFolder(shelf.book(20))
    before = book.git("rev-parse", "HEAD")
    book.git("commit", "-q", "--allow-empty", "-m", "Left by a run that was broken off")

    said = writes.measure(shelf, Pace(1))

    assert "| T7 | `log` | 2.5 × `git commit -- PATH` + start-up of `log` |" in said
    assert book.git("rev-parse", "HEAD") == before
    assert book.is_clean()
    assert Shelf(tmp_path, [20]).book(20) == book.root  # made once


def test_the_parts_of_a_command_make_a_whole(book: BookFolder) -> None:
    from benchmarks import commands

    found = shares(commands.plaincrm(book.root, "due"), 1)

    assert sum(found.values()) == pytest.approx(1)
    assert {"interpreter", "imports", "git", "SQLite"} <= found.keys()
