"""What comes and goes between two repositories, per customer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.book import Book
    from plaincrm.book.incoming import Changed

ACTIONS = {"A": "added", "D": "removed"}
WORDS = {"added": "new"}
OTHERS = ("plaincrm.yaml", "rates.yaml", "reports/")  # the other files that a user knows
MANY = 20  # more names than this are counted


class Move(NamedTuple):
    """A customer that ``came`` or ``went``: added, changed or removed. *customer* is None for other files."""

    customer: str | None
    path: str
    direction: str
    action: str

    def rank(self) -> tuple[str, bool, str]:
        """What came before what went, customers before other files, then by path."""
        return self.direction, self.customer is None, self.path

    def __str__(self) -> str:
        return f"{self.customer or self.path} ({WORDS.get(self.action, self.action)})"


def moves(book: Book, direction: str, changes: Iterable[Changed]) -> list[Move]:
    """The moves that *changes* of files amount to, by path; a file that was moved is changed."""
    from plaincrm.book.customer_file import id_of
    from plaincrm.book.state import is_customer_file

    prefix = book.repository.prefix
    found: dict[tuple[str | None, str], Move] = {}
    for changed in changes:
        path = changed.path.removeprefix(prefix)
        is_customer = is_customer_file(path)
        if changed.path.startswith(prefix) and (is_customer or path.startswith(OTHERS)):
            move = Move(
                id_of(path) if is_customer else None, path, direction, ACTIONS.get(changed.status, "changed")
            )
            key = (move.customer, "" if is_customer else path)
            found[key] = move._replace(action="changed") if key in found else move
    return list(found.values())


def customers(moved: Iterable[Move]) -> int:
    """How many customers there are among them."""
    return len({move.customer for move in moved if move.customer is not None})


def sentence(moved: list[Move]) -> str:
    """``acme (changed), bob (new)``; of many, the first and how many more."""
    named = ", ".join(str(move) for move in moved[:MANY])
    return named if len(moved) <= MANY else f"{named} and {len(moved) - MANY} more"


def as_table(moved: Iterable[Move]) -> Table:
    """The customers as rows: customer, direction, action."""
    columns = (Column("customer"), Column("direction"), Column("action"))
    rows = [(move.customer, move.direction, move.action) for move in moved if move.customer is not None]
    return Table(columns, list(rows), "Sync")
