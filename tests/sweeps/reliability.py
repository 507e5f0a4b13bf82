# ruff: noqa: T201  # it is a command
"""Every sweep, one after the other, and docs/reliability.md written from what they say.

Run ``python -m tests.sweeps.reliability`` (about an hour and a half; ``--quick`` for some minutes, with
smaller numbers and without writing; ``--only NAME`` for one sweep, whose section alone is written anew). It
exits 1 where a sweep does.
"""

from __future__ import annotations

import argparse
import platform
import re
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
        "tests.sweeps.kill --kills 500",
        "tests.sweeps.kill --kills 20",
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
    Sweep(
        "index",
        "Edits, branches, resets, merges, stashes, two readers at once: the index is as if made anew.",
        "tests.sweeps.living_book --lives 40 --steps 30",
        "tests.sweeps.living_book --lives 10 --steps 20",
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
    code = 0
    for sweep in chosen:
        ran = _run(sweep, quick=options.quick)
        code = max(code, min(ran.code, 1))
        if not options.quick:
            PAGE.write_text(with_section(PAGE.read_text(encoding="utf-8"), ran), encoding="utf-8")
    return code


def with_section(page: str, ran: Ran) -> str:
    """The page with the sweep's section as it is now; the others and what is above them stay."""
    above, *parts = re.split(r"^## ", page, flags=re.MULTILINE)
    sections = {part.split(":")[0]: part for part in parts}
    sections[ran.sweep.name] = section(ran)
    written = [sections[sweep.name] for sweep in SWEEPS if sweep.name in sections]
    return above.rstrip() + "\n" + "".join(f"\n## {part.strip()}\n" for part in written)


def section(ran: Ran) -> str:
    """What one sweep gave, when, and with which versions."""
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=True).stdout.strip()
    with_what = f"Python {platform.python_version()}, {git}, {platform.system()}"
    verdict = "held" if ran.code == 0 else "NOT HELD"
    return (
        f"{ran.sweep.name}: {verdict}\n\n{ran.sweep.shows}\n"
        f"Run on {datetime.now(UTC).date()} with {with_what}:\n\n"
        f"    $ python -m {ran.command}\n" + "".join(f"    {line}\n" for line in shortened(ran.out))
    )


def shortened(out: str) -> list[str]:
    """The lines of a sweep; of those that count up to the end only the last."""
    lines = out.splitlines()
    counting = re.compile(r"\d+ runs, ")
    return [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if not (counting.match(line) and counting.match(following))
    ]


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
