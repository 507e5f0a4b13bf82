"""The memory of every report on the largest book."""

from __future__ import annotations

from benchmarks import commands
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf
from benchmarks.targets import table
from benchmarks.timing import Sample
from benchmarks.timing import measure as taking_turns
from plaincrm.reports import catalogue

NAME = "memory"
ABOUT = (
    "Every report on the largest book, run once, warm: the most memory that it held, and how long it took."
)
LIMIT = 300_000_000


def measure(shelf: Shelf, _: Pace) -> str:
    """The section's tables, the largest report first."""
    book = shelf.book(shelf.largest)
    measured = {name: commands.plaincrm(book, f"report {name}") for name in catalogue.names()}
    taking_turns({"due": commands.plaincrm(book, "due --count")}, 1, warm_up=False)
    samples = {name: taken[0] for name, taken in taking_turns(measured, 1, warm_up=False).items()}
    return f"{shelf.largest:,} customers.\n\n{_verdict(samples)}\n{_all(samples)}"


def _verdict(samples: dict[str, Sample]) -> str:
    name, sample = max(samples.items(), key=lambda item: item[1].memory)
    verdict = "met" if sample.memory <= LIMIT else "NOT met"
    share = f"{sample.memory / LIMIT:.2f}"
    heads = ("target", "what", "may take", "took, as a share of it", "by processor time", "")
    return table(
        heads, [("T10", f"`report {name}`, the largest", f"{LIMIT / 1e6:.0f} MB", share, "", verdict)]
    )


def _all(samples: dict[str, Sample]) -> str:
    rows = [
        (f"`{name}`", f"{sample.memory / 1e6:.0f}", f"{sample.wall:.2f}")
        for name, sample in sorted(samples.items(), key=lambda item: -item[1].memory)
    ]
    return table(("report", "MB", "seconds"), rows)
