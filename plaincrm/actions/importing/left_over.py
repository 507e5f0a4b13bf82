"""What a table of ours and the book do not share: entries changed since the export, and those that stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.importing.incoming import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.actions.importing.changes import Changed, Seen
    from plaincrm.actions.importing.incoming import Batch, Data

_CHANGED_SINCE = "its entry has changed since the export or is gone; without its ref it would be a new one"


def refuse_entries(batches: Iterable[Batch], entries: list[Data], reason: str) -> None:
    """Move the rows that told of *entries* to the rejected ones."""
    wanted = {id(entry) for entry in entries}
    for batch in batches if wanted else ():
        kept = []
        for one in batch.incoming:
            lists = [value for value in one.data.values() if isinstance(value, list) and value]
            if any(id(value[0]) in wanted for value in lists):
                batch.rejected.extend(Refused(origin, reason, one.cells) for origin in one.origins)
            else:
                kept.append(one)
        batch.incoming[:] = kept


def refuse_strange(batches: Iterable[Batch], compared: list[Changed], seen: Seen) -> list[Changed]:
    """The customers without the entries whose reference the book does not know any more."""
    refuse_entries(batches, [entry for _, entry in seen.strange], _CHANGED_SINCE)
    strange = {id(edit) for edit, _ in seen.strange}
    return [
        each._replace(edits=[edit for edit in each.edits if id(edit) not in strange]) for each in compared
    ]


def left_in_book(
    batches: Iterable[Batch], compared: list[Changed], customers: int, seen: Seen
) -> dict[str, int]:
    """How many of each topic the book has and the tables do not: customers, and entries of those told of."""
    topics = {topic for batch in batches for topic in batch.topics or ()}
    left = {topic: seen.left[topic] for topic in sorted(topics)}
    if "customers" in topics:
        left["customers"] = customers - len(compared)
    return {topic: count for topic, count in left.items() if count > 0}
