"""Everyday reads on 1,000 customers against ``python -c pass`` and ``khard list``, whole processes in turn.

Run: python -m benchmarks.start_up [--customers N] [--runs N]
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.books import TODAY, make_book, make_cards

READS = {
    "--version": ["--version"],
    "list": ["list"],
    "due": ["due"],
    "show": ["show", "customer-000500"],
    "report segments": ["report", "segments"],
    "report churn": ["report", "churn"],
}


def main() -> None:
    """Measure and print a table of medians and ratios."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--customers", type=int, default=1000)
    options.add_argument("--runs", type=int, default=21)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        make_book(home / "book", given.customers)
        make_cards(home / "cards", given.customers)
        commands = _commands(home)
        khard = "yes" if "khard list" in commands else "not installed"
        print(f"{given.customers} customers, {given.runs} runs each, medians; khard: {khard}")
        _print(_measure(commands, given.runs, _environment(home)))


def _commands(home: Path) -> dict[str, list[str]]:
    crm = [str(Path(sys.executable).parent / "plaincrm"), "-C", str(home / "book")]
    commands = {"python -c pass": [sys.executable, "-c", "pass"]}
    if shutil.which("khard"):
        config = home / "khard.conf"
        config.write_text(f"[addressbooks]\n[[bench]]\npath = {home / 'cards'}\n", encoding="utf-8")
        commands["khard list"] = [shutil.which("khard") or "", "-c", str(config), "list"]
    for name, words in READS.items():
        commands[f"plaincrm {name}"] = [crm[0], *words] if name == "--version" else [*crm, *words]
    return commands


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "PLAINCRM_TODAY": TODAY.isoformat(), "HOME": str(home)}


def _measure(commands: dict[str, list[str]], runs: int, env: dict[str, str]) -> dict[str, list[float]]:
    """Seconds per command; the commands take turns, so that a slow moment hits them all."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(runs + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(
                command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
            )
            if turn:  # the first turn warms up
                seconds[name].append(time.perf_counter() - start)
    return seconds


def _print(seconds: dict[str, list[float]]) -> None:
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    khard = medians.get("khard list")
    print(f"{'command':28} {'ms':>7} {'min':>7} {'max':>7} {'x python':>9} {'x khard':>8}")
    for name, times in seconds.items():
        ratio = medians[name] / medians["python -c pass"]
        against = f"{medians[name] / khard:8.2f}" if khard else "       -"
        shown = " ".join(f"{value * 1000:7.1f}" for value in (medians[name], min(times), max(times)))
        print(f"{name:28} {shown} {ratio:9.2f} {against}")


if __name__ == "__main__":
    main()
