"""A large import into an empty book, committed, against the first index of what came of it."""

from __future__ import annotations

import shutil

from benchmarks import commands
from benchmarks.books import transactions
from benchmarks.sections.pace import Pace
from benchmarks.shelf import PLAINCRM, Shelf
from benchmarks.targets import Target, judge, samples_table, targets_table
from benchmarks.timing import Command, once
from benchmarks.timing import measure as taking_turns

NAME = "import"
ABOUT = "Sales of many customers from one CSV file into an empty book: read, planned, written, committed."

INDEX, IMPORT = "first index (`due --count`)", "`import`"
ROWS, CUSTOMERS, SHARE = 70_000, 23_570, 10


def measure(shelf: Shelf, pace: Pace) -> str:
    """The section's tables; a tenth of the rows where no large book is asked for."""
    scale = 1 if shelf.largest >= CUSTOMERS else SHARE
    rows, customers = ROWS // scale, CUSTOMERS // scale
    folder = shelf.folder / "import"
    file, book = folder / "sales.csv", folder / "book"

    def begin() -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        file.write_text(transactions(rows, customers), encoding="utf-8")
        once(Command([*PLAINCRM, "init", str(book), "--currency", "USD"], folder))

    begin()
    measured = {
        IMPORT: commands.plaincrm(book, f"import {file} --yes")._replace(before=begin),
        INDEX: commands.without_index(book, "due --count"),
    }
    samples = taking_turns(measured, pace.few, warm_up=False)
    shutil.rmtree(folder)
    judged = judge([Target("T9", IMPORT, ((3, INDEX),))], samples)
    told = f"{rows:,} rows of {customers:,} customers."
    return f"{told}\n\n{targets_table(judged)}\n{samples_table(samples)}"
