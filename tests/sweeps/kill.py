# ruff: noqa: T201  # it is a command
"""Hundreds of commands, each killed with all its children at a random moment.

Run ``python -m tests.sweeps.kill --kills 500`` (``--seed N`` to repeat a run). Some commands end before they
are hit, so it takes more runs than kills. It prints how many were killed and how many of those the next
command finished, and exits with an error where an entry was lost or doubled, a file damaged, or a command
did not work without repair.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.faults.commands import make_book
from tests.faults.killing import judge, log_and_kill
from tests.faults.world import quiet

BATCH = 50  # runs on one book


def main() -> int:
    """Run the batches; an assertion ends them where something is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    dice = random.Random(options.seed)
    customers = ["acme", "comet", "dusk"]
    done, killed, finished = 0, 0, 0
    while killed < options.kills:
        runs = min(BATCH, options.kills - killed)
        with tempfile.TemporaryDirectory(prefix="plaincrm-sweep-") as folder:
            book = make_book(Path(folder) / "book", customers)
            told = log_and_kill(book, customers, runs, dice)
            finished += judge(book, customers, told)
        done, killed = done + runs, killed + len(told.killed)
        print(
            f"{done} runs, {killed} killed, {finished} of them finished later, 0 lost, 0 doubled", flush=True
        )
    return 0


if __name__ == "__main__":
    with quiet():
        sys.exit(main())
