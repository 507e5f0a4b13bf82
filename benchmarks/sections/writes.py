"""A write, validated, durable and committed, against git's own commit of one path."""

from __future__ import annotations

from benchmarks import commands
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf
from benchmarks.targets import Target, judge, samples_table, targets_table
from benchmarks.timing import measure as taking_turns

NAME = "writes"
ABOUT = "`log` against `git commit -- PATH`. *Start-up* is the same command with `--dry-run`."

COMMIT, LOG, START = "`git commit -- PATH`", "`log`", "start-up of `log`"
_LINE = "log customer-000013 called"


def measure(shelf: Shelf, pace: Pace) -> str:
    """The section's tables, for the book of 10,000 and the largest."""
    sizes = dict.fromkeys((shelf.at_most(10_000), shelf.largest))
    return "\n".join(_of(shelf, size, pace.turns(size)) for size in sizes)


def _of(shelf: Shelf, size: int, turns: int) -> str:
    book = shelf.book(size)
    measured = {
        COMMIT: commands.git_commit(book),
        LOG: commands.plaincrm(book, _LINE),
        START: commands.plaincrm(book, f"{_LINE} --dry-run"),
    }
    samples = taking_turns(measured, turns)
    commands.put_back(book)
    judged = judge([Target("T7", LOG, ((2.5, COMMIT), (1, START)))], samples)
    return f"{size:,} customers.\n\n{targets_table(judged)}\n{samples_table(samples)}"
