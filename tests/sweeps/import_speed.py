"""Measure a large import: ``python -m tests.sweeps.import_speed [ROWS] [CUSTOMERS]`` (70,000 and 23,570).

Imports made-up transactions into an empty book and commits them, then times the first index of the
result, the same import once more, and one that gives a tenth of the customers another sale. Prints what each
took, in seconds and in processor time of all its processes, and the most memory that the import took.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.books import transactions


class Cost(NamedTuple):
    """Seconds, seconds of processor time, and the most memory in megabytes of a command."""

    seconds: float
    processor: float
    memory: int

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.processor:.1f} s of processor time)"


def another_sale(customers: int) -> str:
    """A later sale of every tenth customer."""
    rows = [f"{number:05},19990105,1,12.50" for number in range(10, customers + 1, 10)]
    return "\n".join(["customer_id,date,quantity,amount", *rows, ""])


def timed(folder: Path, *words: str) -> Cost:
    """What a command costs."""
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
    took = time.perf_counter() - begun
    return Cost(took, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def main(rows: int, customers: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "transactions.csv").write_text(transactions(rows, customers))
        (folder / "another.csv").write_text(another_sale(customers))
        timed(folder, "init", "book", "--currency", "USD")
        new = timed(folder / "book", "import", "../transactions.csv", "--yes")
        index = timed(folder / "book", "due", "--count")
        again = timed(folder / "book", "import", "../transactions.csv", "--yes")
        changed = timed(folder / "book", "import", "../another.csv", "--yes")
    sys.stdout.write(
        f"{rows} rows of {customers} customers: import {new}, {new.memory} MB\nfirst index {index}, ratio "
        f"{new.seconds / index.seconds:.2f}, of processor time {new.processor / index.processor:.2f}\n"
        f"once more, 0 changes: {again}\nanother sale of {customers // 10} customers: {changed}\n"
    )


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*(given + [70_000, 23_570][len(given) :]))
