"""Measures everything that docs/performance.md says, and writes the page section by section.

``python -m benchmarks`` makes books of 1,000, 10,000 and 100,000 customers (a quarter of an hour the first
time; they are kept in --folder) and runs each command in turn with what it is compared to.
"""

from __future__ import annotations

import argparse
import tempfile
import textwrap
import time
from pathlib import Path

from benchmarks import commands, page
from benchmarks.sections import SECTIONS, Section
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf, prepare_environment

FOLDER = Path(tempfile.gettempdir()) / "plaincrm-benchmarks"


def main() -> None:
    """Run the chosen sections; each is written, or printed, as soon as it is done."""
    options = _options()
    prepare_environment(options.folder)
    shelf = Shelf(options.folder, [int(size) for size in options.sizes.split(",")])
    for section in SECTIONS:
        if options.only in (None, section.name):
            _run(section, shelf, Pace(options.turns), only_print=options.print)


def _run(section: Section, shelf: Shelf, pace: Pace, *, only_print: bool) -> None:
    for size in shelf.sizes:
        commands.put_back(shelf.book(size))  # also what a run that was broken off left
    print(section.name, end=": ", flush=True)
    begun, measured_with = time.monotonic(), page.facts()
    body = f"{textwrap.fill(section.about, 120)}\n{measured_with}\n\n{section.measure(shelf, pace)}"
    print(f"{time.monotonic() - begun:.0f} s", flush=True)
    if only_print:
        print(body)
        return
    now = page.PAGE.read_text(encoding="utf-8")
    order = [one.name for one in SECTIONS]
    page.PAGE.write_text(page.with_section(now, section.name, body, order), encoding="utf-8")


def _options() -> argparse.Namespace:
    options = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    options.add_argument(
        "--sizes", default="1000,10000,100000", help="customers of the books, default %(default)s"
    )
    options.add_argument("--only", choices=[section.name for section in SECTIONS], help="one section alone")
    options.add_argument("--turns", type=int, help="turns of each command, default by size: 21, 11, 5")
    options.add_argument("--print", action="store_true", help="print, and leave the page as it is")
    options.add_argument(
        "--folder", type=Path, default=FOLDER, help="where books are kept, default in the temporary folder"
    )
    return options.parse_args()


if __name__ == "__main__":
    main()
