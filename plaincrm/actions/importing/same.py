"""Entries known again: which of the incoming ones a customer has, which changed, which are new.

By reference, else by external id, else by invoice, else by content; equal ones are counted, not merged.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from plaincrm.actions.importing.incoming import Data

_KEYS = ("external_id", "invoice")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Compared(NamedTuple):
    """Incoming entries against those of one list: changed ones as position → entry, and new ones."""

    changed: list[tuple[int, Data]]
    added: list[Data]


def compare(customer: str, name: str, ours: list[Any], theirs: list[Data]) -> Compared:
    """What of *theirs* is not in *ours* yet, each of ours being taken at most once."""
    free = {place: entry for place, entry in enumerate(ours) if isinstance(entry, dict)}
    found = Compared([], [])
    left = _by_reference(customer, name, free, theirs, found)
    left = [entry for entry in left if not _taken(free, entry)]
    for entry in left:
        place = _by_key(free, entry, left, ours)
        if place is None:
            found.added.append(entry)
        else:
            found.changed.append((place, entry))
            del free[place]
    return found


def equal(one: Any, other: Any) -> bool:
    """Whether two values of a file say the same: 12.50 and 12.5 do."""
    if one == other:
        return True
    ours, theirs = str(one), str(other)
    if _NUMBER.fullmatch(ours) and _NUMBER.fullmatch(theirs):
        return Decimal(ours) == Decimal(theirs)
    return _moment(ours) == _moment(theirs)


def without_ref(entry: Data) -> Data:
    """The entry without the reference that only an export knows."""
    return {key: value for key, value in entry.items() if key != "ref"}


def _by_reference(
    customer: str, name: str, free: dict[int, Data], theirs: list[Data], found: Compared
) -> list[Data]:
    """Those that no reference finds."""
    if not any(entry.get("ref") for entry in theirs):
        return theirs
    from plaincrm.model.refs import entry_hash

    hashes: dict[str, list[int]] = {}
    for place, entry in free.items():
        hashes.setdefault(entry_hash(customer, name, entry), []).append(place)
    left = []
    for entry in theirs:
        prefix, _, twin = str(entry.get("ref") or "").partition(".")
        hits = [places for known, places in hashes.items() if prefix and known.startswith(prefix)]
        number = int(twin) - 1 if twin.isdigit() else 0
        if len(hits) != 1 or number >= len(hits[0]) or hits[0][number] not in free:
            left.append(entry)
            continue
        place = hits[0][number]
        if not _says(free[place], entry):
            found.changed.append((place, entry))
        del free[place]
    return left


def _taken(free: dict[int, Data], entry: Data) -> bool:
    """Whether one of ours says all that the entry says; the one that says least beside it is taken."""
    fitting = [(len(ours), place) for place, ours in free.items() if _says(ours, entry)]
    if not fitting:
        return False
    del free[min(fitting)[1]]
    return True


def _says(ours: Data, entry: Data) -> bool:
    if entry.get("channel") == "note" and entry.get("follow_up") and "summary" not in entry:
        # the day on which a bare promise was entered may be the day of the import
        entry = {key: value for key, value in entry.items() if key != "date"}
    return all(key == "ref" or (key in ours and equal(ours[key], value)) for key, value in entry.items())


def _by_key(free: dict[int, Data], entry: Data, theirs: list[Data], ours: list[Any]) -> int | None:
    """The one of ours with the entry's external id or invoice, where both sides have just one such."""
    for key in _KEYS:
        value = entry.get(key)
        if not value:
            continue
        places = [place for place, one in free.items() if one.get(key) == value]
        alone = sum(1 for one in theirs if one.get(key) == value) == 1
        if (
            len(places) == 1
            and alone
            and sum(1 for one in ours if isinstance(one, dict) and one.get(key) == value) == 1
        ):
            return places[0]
        if places or key == "external_id":
            return None
    return None


def _moment(text: str) -> str:
    return re.sub(r"T00:00(:00)?$", "", text.replace(" ", "T", 1))
