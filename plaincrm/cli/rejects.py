"""Where the rejected rows of an import go: files beside their own, none of which takes another's place."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from plaincrm.actions.importing.plan import Plan
    from plaincrm.cli.session import Session


def refuse_place(session: Session, name: str | None) -> None:
    """UsageError (exit 2) where the user wants them in the place of one of the book's files."""
    if name is None or name == "-":
        return
    from plaincrm.book.hand_edits import OURS

    path = Path(name).expanduser().resolve()
    root = session.book.root
    of_the_book = (".git", *(each.rstrip("/") for each in OURS))
    if path.is_relative_to(root) and path.relative_to(root).parts[0] in of_the_book:
        raise UsageError(f"{name} is a file of the book", hint="name another place for the rejected rows")


def put_rejects(session: Session, plan: Plan, name: str | None) -> None:
    """Write the rejected rows of each file and sheet, to *name* where the user gave one, and say where."""
    from plaincrm.actions.importing.shown import rejects
    from plaincrm.cli.out_file import put_file

    found = [(batch.file, sheet, rows) for batch in plan.batches for sheet, rows in rejects(batch)]
    taken = {Path(batch.file).expanduser().resolve() for batch in plan.batches}
    for number, (file, sheet, rows) in enumerate(found):
        if name == "-":
            put_file(name, [rows])
            continue
        several = sheet and sum(1 for each in found if each[0] == file) > 1
        wanted = (
            Path(name).expanduser() if name else _beside(Path(file).expanduser(), sheet if several else "")
        )
        place = wanted if name and not number else _free(wanted, rows, taken)
        taken.add(place.resolve())
        put_file(str(place), [rows])
        (session.warn if session.quiet else session.say)(f"rejected rows are in {place}")


def _beside(file: Path, sheet: str) -> Path:
    """``a.rejects.csv`` beside ``a.xlsx``, with the name of a sheet where several have some."""
    part = f".{sheet}".replace("/", "-").replace("\\", "-") if sheet else ""
    return file.with_name(f"{file.stem}{part}.rejects.csv")


def _free(wanted: Path, rows: bytes, taken: set[Path]) -> Path:
    """The place itself, or with a number: what is there may have been mended."""
    numbered = (wanted.with_suffix(f".{number}{wanted.suffix}") for number in itertools.count(2))
    return next(
        place
        for place in itertools.chain([wanted], numbered)
        if place.resolve() not in taken
        and (not place.exists() or (place.is_file() and place.read_bytes() == rows))
    )
