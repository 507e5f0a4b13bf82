# ruff: noqa: T201  # it is a command
"""Fifty commands at once, on one customer, on fifty, and with a user who runs git beside them.

Run ``python -m tests.sweeps.writers`` (``--count 50``, ``--customers 1000`` for the size of the book). It
prints the time each took, and exits 1 where an entry was lost, doubled or refused, or it took longer than
``--limit`` seconds (15, on two free cores).
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
from pathlib import Path

from tests.faults.commands import make_book
from tests.faults.world import quiet
from tests.faults.writers import BusyUser, assert_all_there, log_at_once


def main() -> int:
    """Run the three rounds; 0 where nothing was lost and all were quick."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--customers", type=int, default=50)
    parser.add_argument("--limit", type=float, default=15.0)
    options = parser.parse_args()
    everybody = [f"c{number}" for number in range(max(options.customers, options.count))]
    rounds = {
        "one customer": (["c0"] * options.count, False),
        "each another customer": (everybody[: options.count], False),
        "one customer, a user runs git": (["c0"] * options.count, True),
    }
    slow = 0
    for name, (customers, disturbed) in rounds.items():
        with tempfile.TemporaryDirectory(prefix="plaincrm-sweep-") as folder:
            book = make_book(Path(folder) / "book", everybody)
            with BusyUser(book) if disturbed else contextlib.nullcontext() as user:
                written = log_at_once(book, customers)
            assert_all_there(book, customers, written)
        beside = f", {user.rounds} rounds of git" if user else ""
        print(f"{name}: {len(customers)} entries, {len(customers)} commits, {written.seconds:.1f} s{beside}")
        slow += written.seconds > options.limit
    return 1 if slow else 0


if __name__ == "__main__":
    with quiet():
        sys.exit(main())
