"""What a row says that happened: a contact, a sale, a deal, an opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.importing.entries import contact_log, deals, feedback, sales
from plaincrm.actions.importing.values import are_there

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.values import Values

    Reader = Callable[[Values, str], list[Data]]

_KINDS: tuple[tuple[str, Reader, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "contact_log",
        contact_log.read,
        ("contact_log.date", "last_contact", "next_follow_up", "last_summary"),
        ("contact_log", "follow_ups"),
    ),
    ("sales", sales.read, ("sales.amount",), ("sales",)),
    ("deals", deals.read, ("deals.amount",), ("deals",)),
    ("feedback", feedback.read, ("feedback.",), ()),
)
"""List → its reader, the targets of which one makes an entry, and the topics whose rows always do."""


_WITHOUT = {"contact_log": "contact_log.date", "sales": "sales.amount", "deals": "deals.amount"}


def idle(targets: Collection[str], topic: str) -> dict[str, str]:
    """The targets of entries that rows with these columns make none of → the target that is missing."""
    made = dict(kinds_for(targets, topic))
    lists = {target: target.partition(".")[0] for target in targets}
    return {target: _WITHOUT[name] for target, name in lists.items() if name in _WITHOUT and name not in made}


def kinds_for(targets: Collection[str], topic: str) -> list[tuple[str, Reader]]:
    """The lists whose entries rows with these columns may tell of, each with what reads them off a row.

    A reader raises UnfitError where an entry lacks what it must have.
    """
    return [
        (name, read) for name, read, wanted, topics in _KINDS if topic in topics or are_there(wanted, targets)
    ]
