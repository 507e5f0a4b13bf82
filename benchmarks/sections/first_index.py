"""The first index of a book against reading the same files with PyYAML's quickest loader."""

from __future__ import annotations

from benchmarks import commands
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf
from benchmarks.targets import Target, judge, samples_table, targets_table
from benchmarks.timing import measure as taking_turns

NAME = "first index"
ABOUT = "The first command in a book reads, checks and indexes every file; the yardstick only reads them."

LOADER, FIRST = "`yaml.CBaseLoader`, one process", "first index (`due --count`)"


def measure(shelf: Shelf, pace: Pace) -> str:
    """The section's tables."""
    size = shelf.at_most(10_000)
    book = shelf.book(size)
    measured = {
        LOADER: commands.base_loader(book),
        FIRST: commands.without_index(book, "due --count"),
    }
    samples = taking_turns(measured, pace.few)
    judged = judge([Target("T5", FIRST, ((0.8, LOADER),))], samples)
    return f"{size:,} customers.\n\n{targets_table(judged)}\n{samples_table(samples)}"
