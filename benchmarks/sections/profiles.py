"""Where the time of the commonest commands goes."""

from __future__ import annotations

from benchmarks import commands
from benchmarks.profiling import shares
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf
from benchmarks.targets import table
from benchmarks.timing import Command

NAME = "profiles"
ABOUT = (
    "The parts of a command's time in per cent, from 2 % on. The interpreter's start is measured by itself; "
    "the rest is divided by cProfile, which makes Python code look dearer than code in C. "
    "`python -m benchmarks.profiling BOOK COMMAND…` says the same of any command."
)
LEAST = 0.02
LONG = 10_000  # customers; the first index of more takes minutes, and its parts are the same


def measure(shelf: Shelf, pace: Pace) -> str:
    """A table for each size of book."""
    return "\n".join(_of(shelf, size, pace) for size in shelf.sizes)


def _of(shelf: Shelf, size: int, pace: Pace) -> str:
    book = shelf.book(size)
    measured: dict[str, Command] = {
        "`list`": commands.plaincrm(book, "list"),
        "`due`": commands.plaincrm(book, "due"),
        "`report segments`": commands.plaincrm(book, "report segments"),
        "`log`": commands.plaincrm(book, "log customer-000013 called"),
    }
    found = {name: shares(command, pace.few) for name, command in measured.items()}
    if size <= LONG:
        found["first index"] = shares(commands.without_index(book, "due --count"), 1)
    commands.put_back(book)
    rows = [(name, _worded(parts)) for name, parts in found.items()]
    return f"{size:,} customers.\n\n{table(('command', 'where its time goes'), rows)}"


def _worded(parts: dict[str, float]) -> str:
    return ", ".join(f"{part} {share:.0%}" for part, share in parts.items() if share >= LEAST)
