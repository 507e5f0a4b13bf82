"""Damages vCards and counts what became of them: `python -m tests.sweeps.fuzz_cards [HOW_MANY]`."""

# ruff: noqa: T201

from __future__ import annotations

import sys
import time

from plaincrm.formats.vcard_reading import read
from tests.formats.test_vcard_reading import CARD, mutated


def main() -> int:
    """Exit code 1 where the sound card after a damaged one was not read."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    began, taken, refused, lost, slowest = time.perf_counter(), 0, 0, 0, 0.0
    for seed in range(wanted):
        start = time.perf_counter()
        found = list(read(mutated(seed) + b"\r\n" + CARD))
        slowest = max(slowest, time.perf_counter() - start)
        taken += sum(each.card is not None for each in found)
        refused += sum(each.card is None for each in found)
        lost += found[-1].card is None or found[-1].card.name != "Zoe Winter"
    seconds = time.perf_counter() - began
    print(
        f"{wanted} damaged cards, each before a sound one: {taken} cards read, {refused} refused, {lost} lost"
    )
    print(f"{seconds:.1f} s, the slowest {slowest:.3f} s")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
