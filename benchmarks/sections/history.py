"""The history of one customer, before and after ``maintain``."""

from __future__ import annotations

from pathlib import Path

from benchmarks import commands
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf, git
from benchmarks.targets import samples_table
from benchmarks.timing import Command
from benchmarks.timing import measure as taking_turns

NAME = "history"
ABOUT = (
    "One customer's history in a book with many commits, without and with git's list of the paths that each "
    "commit changed, which `maintain` writes."
)
_WHO, _FILE = "history customer-000500", "customers/customer-000500.yaml"


def measure(shelf: Shelf, pace: Pace) -> str:
    """The section's table; half as many commits as customers."""
    size = shelf.at_most(10_000)
    book = shelf.old_book(size, size // 2)
    graph = book / ".git" / "objects" / "info" / "commit-graph"
    git(book, "commit-graph", "write", "--reachable", "--changed-paths")
    kept = graph.replace(graph.with_name("commit-graph-kept"))
    measured = {
        "`git log -- FILE`": _with(None, graph, Command(["git", "log", "--", _FILE], book)),
        "`git log -- FILE` after `maintain`": _with(kept, graph, Command(["git", "log", "--", _FILE], book)),
        "`history WHO`": _with(None, graph, commands.plaincrm(book, _WHO)),
        "`history WHO` after `maintain`": _with(kept, graph, commands.plaincrm(book, _WHO)),
    }
    samples = taking_turns(measured, pace.turns(size))
    kept.unlink()
    return f"{size:,} customers, {size // 2:,} commits.\n\n{samples_table(samples)}"


def _with(kept: Path | None, graph: Path, command: Command) -> Command:
    """The command with or without a commit-graph in its place."""

    def put() -> None:
        graph.unlink(missing_ok=True)
        if kept:
            graph.hardlink_to(kept)

    return command._replace(before=put)
