# ruff: noqa: T201  # it is a command
"""Every call that changes the disk fails once, or ends the process, in plaincrm and in its git.

Run ``python -m tests.sweeps.disk_faults`` (about an hour). ``--what KILL`` picks one of EIO, ENOSPC, EACCES
and KILL, ``--scenario NAME`` one scenario, ``--where plaincrm`` or ``--where git`` one side. It prints, for
each scenario, how many runs were done or cleanly refused, and exits 1 where one left a half state.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.faults import trial
from tests.faults.commands import crm
from tests.faults.preload import fault
from tests.faults.world import quiet

WHERE = {"plaincrm": "-m plaincrm", "git": " commit ", "git add": " add "}


def main() -> int:
    """Run the sweep that the command line asks for; 0 where no run left a half state."""
    options = _options()
    failures = 0
    for scenario in trial.SCENARIOS:
        if options.scenario not in (None, scenario.name):
            continue
        for where in [options.where] if options.where else WHERE:
            for what in [options.what] if options.what else ("EIO", "ENOSPC", "KILL"):
                failures += sweep(scenario, where, what, options.kind)
    return 1 if failures else 0


def sweep(scenario: trial.Scenario, where: str, what: str, kind: str) -> int:
    """One scenario with a fault at every place of one program; gives the number of half states."""
    came, failures = Counter[str](), 0
    with tempfile.TemporaryDirectory(prefix="plaincrm-sweep-") as name:
        folder = Path(name)
        expected = trial.expectation(folder, scenario)
        number = 1
        while True:
            book = expected.copy(folder / f"book-{number}")
            log = folder / f"log-{number}"
            ended = crm(book, *scenario.argv, **fault(kind, number, what, where=WHERE[where], log=log))
            if not log.exists() or not _reached(log, number):
                break
            try:
                came[trial.judge(book, expected, ended)] += 1
                trial.drop(book)
            except AssertionError as error:
                failures += 1
                print(f"HALF {scenario.name}, {where}, {what} at {_line(log, number)}: {error}")
                kept = _kept_name(scenario, where, what, number)
                print(f"     see {shutil.copytree(book, kept, symlinks=True)}")
            number += 1
    if came or failures:
        ends = ", ".join(f"{count} {end}" for end, count in sorted(came.items()))
        print(f"{scenario.name}, {where}, {what}: {ends}, {failures} half", flush=True)
    return failures


def _kept_name(scenario: trial.Scenario, where: str, what: str, number: int) -> str:
    words = "-".join((scenario.name, where, what, str(number))).replace(" ", "-")
    return tempfile.mkdtemp(prefix="plaincrm-half-") + f"/{words}"


def _reached(log: Path, number: int) -> bool:
    return any(line.startswith(f"{number} ") for line in log.read_text().splitlines())


def _line(log: Path, number: int) -> str:
    return next(line for line in log.read_text().splitlines() if line.startswith(f"{number} "))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenario", choices=[scenario.name for scenario in trial.SCENARIOS])
    parser.add_argument("--where", choices=list(WHERE))
    parser.add_argument("--what", choices=["EIO", "ENOSPC", "EACCES", "KILL"])
    parser.add_argument("--kind", default="any", help="any, or fsync, rename, link, unlink, mkdir, write")
    return parser.parse_args()


if __name__ == "__main__":
    with quiet():
        sys.exit(main())
