"""How time and memory grow with the book."""

from __future__ import annotations

from itertools import pairwise

from benchmarks import commands
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf
from benchmarks.targets import Samples, table
from benchmarks.timing import Command, spread
from benchmarks.timing import measure as taking_turns

NAME = "growth"
ABOUT = (
    "Each command on books of growing size, warm: the middle of the times and the quartiles, then how many "
    "times that of the size before. *Refresh* is `due` after one file was edited."
)
QUICK = ("list", "due", "report segments", "report churn", "report sales", "report forecast")


def measure(shelf: Shelf, pace: Pace) -> str:
    """A table of times with their growth, and one of memory."""
    by_size = {size: _samples(shelf, size, pace) for size in shelf.sizes}
    return f"{_times(by_size)}\n{_memory(by_size)}"


def _samples(shelf: Shelf, size: int, pace: Pace) -> Samples:
    book = shelf.book(size)
    quick: dict[str, Command] = {
        "`git status`": commands.git_status(book),
        **{f"`{line}`": commands.plaincrm(book, line) for line in QUICK},
    }
    slow = {
        "`check`": commands.plaincrm(book, "check"),
        "first index": commands.without_index(book, "due --count"),
    }
    writing = {"refresh": commands.edited(book, "due"), "`log`": commands.plaincrm(book, _LOG)}
    samples = taking_turns(quick, pace.turns(size))
    samples |= taking_turns(slow, pace.few if size <= 10_000 else 1, warm_up=size <= 10_000)
    samples |= taking_turns(writing, pace.turns(size))
    commands.put_back(book)
    return samples


_LOG = "log customer-000013 called"


def _times(by_size: dict[int, Samples]) -> str:
    sizes = list(by_size)
    heads = ["seconds", f"{sizes[0]:,}"]
    for size in sizes[1:]:
        heads += [f"{size:,}", "×"]
    rows = []
    for name in by_size[sizes[0]]:
        taken = [spread([sample.wall for sample in by_size[size][name]]) for size in sizes]
        row = [name, taken[0].shown(digits=3)]
        for before, now in pairwise(taken):
            row += [now.shown(digits=3), f"{now.median / before.median:.1f}"]
        rows.append(tuple(row))
    return table(tuple(heads), rows)


def _memory(by_size: dict[int, Samples]) -> str:
    heads = ("memory in MB, at most", *(f"{size:,}" for size in by_size))
    rows = [
        (name, *(f"{max(one.memory for one in samples[name]) / 1e6:.0f}" for samples in by_size.values()))
        for name in by_size[min(by_size)]
    ]
    return table(heads, rows)
