# ruff: noqa: T201  # it is a command
"""Every sweep, one after the other, and docs/reliability.md written from what they say.

Run ``python -m tests.sweeps.reliability`` (about an hour and a half; ``--quick`` for some minutes, with
smaller numbers; ``--only NAME`` for one sweep without writing). It exits 1 where a sweep does.
"""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reliability.md"


class Sweep(NamedTuple):
    """A sweep: the promises that it shows, its command in full and in quick."""

    name: str
    shows: str
    full: str
    quick: str


SWEEPS = (
    Sweep(
        "edits",
        "Hand-written layouts, random edits: only the intended bytes change, or a clean refusal.",
        "tests.sweeps.fuzz_edits --count 10000",
        "tests.sweeps.fuzz_edits --count 500",
    ),
    Sweep(
        "kills",
        "`kill -9` of a command and its git at random moments: nothing lost, doubled, damaged or blocked.",
        "tests.sweeps.kill --runs 500",
        "tests.sweeps.kill --runs 20",
    ),
    Sweep(
        "writers",
        "Fifty commands at once, on one customer and on fifty: fifty entries, fifty commits.",
        "tests.sweeps.writers --count 50",
        "tests.sweeps.writers --count 8 --customers 50",
    ),
    Sweep(
        "disk",
        "Every call that changes the disk fails once, or ends the process: done or refused, never half.",
        "tests.sweeps.disk_faults",
        "tests.sweeps.disk_faults --what ENOSPC --scenario log --where plaincrm",
    ),
    Sweep(
        "merges",
        "Random pairs of edits of one file, merged both ways: nothing lost, no comment lost.",
        "tests.sweeps.merge_pairs --count 1000",
        "tests.sweeps.merge_pairs --count 50",
    ),
    Sweep(
        "sync kills",
        "`kill -9` of sync and its git at random moments: the next sync sets all right.",
        "tests.sweeps.sync_kill --runs 200",
        "tests.sweeps.sync_kill --runs 5",
    ),
)


class Ran(NamedTuple):
    """What one sweep printed, and its exit code."""

    sweep: Sweep
    command: str
    code: int
    out: str


def main() -> int:
    """Run the sweeps and write the page."""
    options = _options()
    chosen = [sweep for sweep in SWEEPS if options.only in (None, sweep.name)]
    done = [_run(sweep, quick=options.quick) for sweep in chosen]
    if options.only is None:
        PAGE.write_text(page(done), encoding="utf-8")
        print(f"written: {PAGE.relative_to(ROOT)}")
    return 1 if any(ran.code for ran in done) else 0


def page(done: list[Ran]) -> str:
    """The page: when and with what it was measured, then each sweep with what it printed."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    python = f"Python {platform.python_version()}"
    head = f"""# What was measured

Written by `python -m tests.sweeps.reliability` on {datetime.now(UTC).date()} with {python}, {git},
{platform.system()}. The test suite runs the same code with smaller numbers. What each promise is, and
how a change is carried out step by step, is told in [ARCHITECTURE.md](../ARCHITECTURE.md).
"""
    return head + "".join(map(_section, done))


def _section(ran: Ran) -> str:
    verdict = "held" if ran.code == 0 else "NOT HELD"
    return (
        f"\n## {ran.sweep.name}: {verdict}\n\n{ran.sweep.shows}\n\n"
        f"    $ python -m {ran.command}\n" + "".join(f"    {line}\n" for line in ran.out.splitlines()[-30:])
    )


def _run(sweep: Sweep, *, quick: bool) -> Ran:
    command = sweep.quick if quick else sweep.full
    print(f"{sweep.name}: python -m {command}", flush=True)
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", *command.split()], cwd=ROOT, capture_output=True, text=True, check=False
    )
    took = time.monotonic() - begun
    print(f"{done.stdout}{done.stderr[-2000:]}exit {done.returncode}, {took:.0f} s", flush=True)
    return Ran(sweep, command, done.returncode, done.stdout)


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--only", choices=[sweep.name for sweep in SWEEPS])
    return options.parse_args()


if __name__ == "__main__":
    sys.exit(main())
