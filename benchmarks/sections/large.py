"""Reads of large books against the one question that git is asked, and reads after an edit."""

from __future__ import annotations

from benchmarks import commands
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf
from benchmarks.targets import Target, judge, samples_table, targets_table
from benchmarks.timing import measure as taking_turns

NAME = "large books"
ABOUT = (
    "Warm reads of large books against `git status`, and a read after one file was edited. "
    "*Start-up* is the same command on the smallest book."
)

STATUS, EDITED = "`git status`", "`due` after an edit"
READS = ("due", "report churn", "report segments", "report sales")
_FACTORS = {"due": ("T3", 1.5), "report churn": ("T3", 1.5)} | {
    "report segments": ("T4", 2.5),
    "report sales": ("T4", 2.5),
}


def measure(shelf: Shelf, pace: Pace) -> str:
    """The tables for the largest book, then for that of 10,000."""
    return f"{_largest(shelf, pace)}\n{_middle(shelf, pace)}"


def _largest(shelf: Shelf, pace: Pace) -> str:
    size, book, small = shelf.largest, shelf.book(shelf.largest), shelf.book(shelf.smallest)
    measured = {
        STATUS: commands.git_status(book),
        **{f"`{line}`": commands.plaincrm(book, line) for line in READS},
        **{_start(line): commands.plaincrm(small, line) for line in READS},
    }
    targets = [
        Target(_FACTORS[line][0], f"`{line}`", ((_FACTORS[line][1], STATUS), (1, _start(line))))
        for line in READS
    ]
    samples = taking_turns(measured, pace.turns(size))
    refreshed = {
        STATUS: commands.git_status(book),
        EDITED: commands.edited(book, "due"),
        _start("due"): commands.plaincrm(small, "due"),
    }
    after_edit = taking_turns(refreshed, pace.turns(size))
    commands.put_back(book)
    judged = judge(targets, samples) + judge(
        [Target("T6", EDITED, ((1.3, STATUS), (1, _start("due"))))], after_edit
    )
    samples[EDITED] = after_edit[EDITED]
    return f"{size:,} customers.\n\n{targets_table(judged)}\n{samples_table(samples)}"


def _middle(shelf: Shelf, pace: Pace) -> str:
    size = shelf.at_most(10_000)
    book = shelf.book(size)
    measured = {
        STATUS: commands.git_status(book),
        **{f"`{line}`": commands.plaincrm(book, line) for line in READS},
    }
    targets = [Target("T4b", f"`{line}`", ((8, STATUS),)) for line in READS]
    samples = taking_turns(measured, pace.turns(size))
    return f"{size:,} customers.\n\n{targets_table(judge(targets, samples))}\n{samples_table(samples)}"


def _start(line: str) -> str:
    return f"start-up of `{line}`"
