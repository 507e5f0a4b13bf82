"""References to entries: short hashes shown in listings, ``k7q2``, and for equal twins ``k7q2.2``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import NotFoundError

if TYPE_CHECKING:
    from plaincrm.index.index import Index

_REF = r"([a-z2-7]{4,12})(?:\.([1-9][0-9]*))?"
SHOWN = 10


class Entry(NamedTuple):
    """Where an entry stands, and its whole hash; *twin* counts equal entries of a list from 1."""

    customer: str
    path: str
    list: str
    position: int
    hash: str
    twin: int


def find(index: Index, text: str) -> Entry | None:
    """The entry that *text* refers to; None where it is an ID, or no reference, or nothing has it.

    NotFoundError (exit 3) that lists them where several entries begin with it.
    """
    written = re.fullmatch(_REF, text.strip().lower())
    if written is None or index.rows("SELECT 1 FROM tree WHERE customer = ?", (text.strip(),)):
        return None
    prefix, twin = written[1], int(written[2] or 1)
    found = index.rows(
        "SELECT t.customer, t.path, e.list, e.position, e.hash, e.twin "
        "FROM entry e JOIN tree t ON t.doc = e.doc WHERE e.hash >= ? AND e.hash < ? ORDER BY 1, 3, 4",
        (prefix, prefix + "~"),
    )
    entries = [Entry(*row) for row in found]
    if len({entry.hash for entry in entries}) > 1:
        raise _several(index, text, entries)
    return next((entry for entry in entries if entry.twin == twin), None)


def short(index: Index, entry_hash: str, twin: int = 1) -> str | None:
    """The reference that listings show for an entry, or None where there is no such entry."""
    found = index.rows(
        "SELECT r.ref FROM entry e JOIN tree t ON t.doc = e.doc "
        "JOIN entry_ref r ON r.doc = e.doc AND r.list = e.list AND r.position = e.position "
        "WHERE e.hash = ? AND e.twin = ?",
        (entry_hash, twin),
    )
    return str(found[0][0]) if found else None


def _several(index: Index, text: str, entries: list[Entry]) -> NotFoundError:
    shown = [
        f"{short(index, entry.hash, entry.twin)} ({entry.customer}, {entry.list})"
        for entry in entries[:SHOWN]
    ]
    more = f", and {len(entries) - SHOWN} more" if len(entries) > SHOWN else ""
    return NotFoundError(f'"{text}" could be {", ".join(shown)}{more}', hint="write more letters of it")
