# ruff: noqa: T201  # it is a command
"""A thousand pairs of people who edit one file: how their merges end, with ours and with git's own driver.

Run ``python -m tests.sweeps.merge_pairs --count 1000`` (``--seed`` to repeat a run, ``--verbose`` to see what
is not clean). It exits 1 where anything was lost, crashed or depends on who merges.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter

from plaincrm.book import yaml
from tests.book.merge import judge, pairs


def main() -> int:
    """Run the sweep and print its figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    draw = random.Random(options.seed)
    corpus = [(path.stem, yaml.decode(path.read_bytes())) for path in pairs.CORPUS]
    figures: Counter[str] = Counter()
    for _ in range(options.count):
        name, base = draw.choice(corpus)
        ours, theirs = pairs.pair(base, draw)
        verdict = judge.judged(base, ours, theirs)
        figures.update([verdict.end, verdict.git, *verdict.faults, f"way {verdict.way}"])
        if options.verbose and (verdict.faults or verdict.end != "clean"):
            print(f"--- {name}: {ours.did} / {theirs.did}: {verdict.end} {verdict.faults} {verdict.report}")
    clean, git = (100 * figures[word] / options.count for word in ("clean", "git clean"))
    print(f"{options.count} pairs: {clean:.1f} % clean (git alone: {git:.1f} %)")
    for word in (*judge.ENDS, *judge.FAULTS):
        print(f"  {word}: {figures[word]}")
    print("  by", ", ".join(f"{key[4:]} {n}" for key, n in sorted(figures.items()) if key.startswith("way ")))
    return 1 if any(figures[fault] for fault in judge.FAULTS) else 0


if __name__ == "__main__":
    sys.exit(main())
