"""Start-up and everyday reads of the smallest book, and what other programs take for the like."""

from __future__ import annotations

from benchmarks import commands
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf
from benchmarks.targets import Target, judge, samples_table, targets_table
from benchmarks.timing import Command
from benchmarks.timing import measure as taking_turns

NAME = "start-up"
ABOUT = "Everyday reads, warm, beside the bare interpreter and tools that do the like."

PYTHON, KHARD = "`python -c pass`", "`khard list`"
READS = ("list", "due", "show customer-000500", "report churn", "report segments")


def measure(shelf: Shelf, pace: Pace) -> str:
    """The section's tables."""
    size = shelf.smallest
    measured, missing = _commands(shelf, size)
    samples = taking_turns(measured, pace.turns(size))
    told = f"{size:,} customers. {_not_here(missing)}" if missing else f"{size:,} customers."
    return f"{told}\n\n{targets_table(judge(_targets(), samples))}\n{samples_table(samples)}"


def _commands(shelf: Shelf, size: int) -> tuple[dict[str, Command], list[str]]:
    book = shelf.book(size)
    others = {
        KHARD: commands.khard(shelf, size),
        "taskwarrior's `task list`": commands.task(shelf, size),
        "`hledger incomestatement`": commands.hledger(shelf, size),
    }
    found = {name: command for name, command in others.items() if command}
    ours = ["--version", *READS, "report sales", "__complete bash show customer-0005"]
    return {
        PYTHON: commands.python(),
        "`git status`": commands.git_status(book),
        **found,
        **{_named(line): commands.plaincrm(book, line) for line in ours},
    }, [name for name in others if name not in found]


def _named(line: str) -> str:
    return "completion of a name" if line.startswith("__complete") else f"`{line}`"


def _not_here(missing: list[str]) -> str:
    return f"Not installed, so not measured: {', '.join(missing)}."


def _targets() -> list[Target]:
    return [
        Target("T1", "`--version`", ((1.2, PYTHON),)),
        *(Target("T2", _named(line), ((7, PYTHON),)) for line in READS),
        *(Target("T2", _named(line), ((0.3, KHARD),)) for line in READS),
        *(Target("T2 stretch", _named(line), ((2.7, PYTHON),)) for line in READS),
        Target("T8", "completion of a name", ((2, PYTHON),)),
    ]
