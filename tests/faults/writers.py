"""Many plaincrm commands at once, and a user who runs git beside them."""

from __future__ import annotations

import subprocess
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.faults.commands import Ended, finish, git, start

if TYPE_CHECKING:
    from pathlib import Path


class Written(NamedTuple):
    """How all the commands ended, and how long the last one took."""

    ended: list[Ended]
    seconds: float


def log_at_once(book: Path, customers: list[str]) -> Written:
    """One ``log`` for each of *customers*, all started before the first has ended."""
    begin = time.monotonic()
    processes = [start(book, "log", who, f"entry {number}") for number, who in enumerate(customers)]
    ended = [finish(process) for process in processes]
    return Written(ended, time.monotonic() - begin)


class BusyUser(threading.Thread):
    """Stages a file and asks for the status, over and over, until stopped."""

    def __init__(self, book: Path) -> None:
        super().__init__()
        self.book = book
        self.rounds = 0
        self._stopped = threading.Event()

    def run(self) -> None:
        """Work like somebody in a hurry; git's own locks may refuse some of it."""
        while not self._stopped.is_set():
            self.rounds += 1
            (self.book / "mine.txt").write_text(f"round {self.rounds}\n")
            for line in ("add mine.txt", "status --short"):
                subprocess.run(["git", *line.split()], cwd=self.book, capture_output=True, check=False)

    def __enter__(self) -> BusyUser:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        self.join()


def entries(book: Path, customer: str) -> list[str]:
    """The summaries in a customer's contact log, sorted by number."""
    lines = (book / "customers" / f"{customer}.yaml").read_text().splitlines()
    found = [line.split("summary: ")[1] for line in lines if "summary: " in line]
    return sorted(found, key=lambda summary: int(summary.split()[-1]))


def assert_all_there(book: Path, customers: list[str], written: Written) -> None:
    """Every command was acknowledged, each entry stands once, each in a commit of its own, tree clean."""
    assert [ended for ended in written.ended if ended.code != 0] == []
    for customer in set(customers):
        wanted = [f"entry {number}" for number, who in enumerate(customers) if who == customer]
        assert entries(book, customer) == wanted
    subjects = git(book, "log", "--format=%s").splitlines()
    assert sum(": log" in subject for subject in subjects) == len(customers)
    assert git(book, "status", "--porcelain", "--", "customers") == ""
    assert git(book, "fsck", "--no-dangling", "--no-progress") == ""
