"""Measure a large import: ``python -m tests.sweeps.import_speed [ROWS] [CUSTOMERS]`` (70,000 and 23,570).

Imports made-up transactions into an empty book and commits them, then times the first index of the
result, and prints both, their ratio, and the most memory that the import took.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.books import transactions


def timed(folder: Path, *words: str) -> tuple[float, int]:
    """Seconds and the most memory in kilobytes of a command."""
    begun = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "plaincrm", *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert child.stderr is not None
    said = child.stderr.read().decode()
    _, status, used = os.wait4(child.pid, 0)
    assert status == 0, said
    return time.perf_counter() - begun, used.ru_maxrss


def main(rows: int, customers: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "transactions.csv").write_text(transactions(rows, customers))
        timed(folder, "init", "book", "--currency", "USD")
        took, memory = timed(folder / "book", "import", "../transactions.csv", "--yes")
        index, _ = timed(folder / "book", "due", "--count")
        again, _ = timed(folder / "book", "import", "../transactions.csv", "--yes")
    sys.stdout.write(
        f"{rows} rows of {customers} customers: import {took:.1f} s, first index {index:.1f} s, "
        f"ratio {took / index:.2f}, {memory // 1024} MB; once more, 0 changes: {again:.1f} s\n"
    )


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [70_000, 23_570][len(given) :]))
