"""Lets books live long lives: `python -m tests.sweeps.living_book [--lives N] [--steps N]`.

After each step (edits, git, readers, two at once) the refreshed index is compared, table by table, with one
made from nothing. Exits 1 with the shortest story found where they differ.
"""

# ruff: noqa: T201

from __future__ import annotations

import argparse
import sys
import time
import traceback

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from plaincrm.index import write
from tests.faults.world import quiet
from tests.index.machine import LivingBook, Neighbour


def main() -> int:
    """Exit code 1 where an index was not as if made anew."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--lives", type=int, default=200)
    options.add_argument("--steps", type=int, default=40)
    given = options.parse_args()
    long = settings(
        max_examples=given.lives,
        stateful_step_count=given.steps,
        deadline=None,
        database=None,
        print_blob=False,
        suppress_health_check=list(HealthCheck),
    )
    write.MANY = 2  # so that both roads are taken
    began, wrong = time.perf_counter(), 0
    with quiet(), Neighbour() as LivingBook.neighbour:
        try:
            run_state_machine_as_test(LivingBook, settings=long)
        except AssertionError:
            traceback.print_exc()
            wrong = 1
    seconds = time.perf_counter() - began
    print(f"{given.lives} books of up to {given.steps} steps in {seconds:.0f} s: {wrong} stories went wrong")
    return wrong


if __name__ == "__main__":
    sys.exit(main())
