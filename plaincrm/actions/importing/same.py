"""Entries known again: which of the incoming ones a customer has, which changed, which are new.

By reference where that one says the same, by content, by reference, by external id, by invoice, in this
order; equal ones are counted, not merged.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.formats.worksheet import LONGEST_TEXT

if TYPE_CHECKING:
    from plaincrm.actions.importing.incoming import Data

_KEYS = ("external_id", "invoice")
_TRUTH = {"yes": "true", "no": "false", "true": "true", "false": "false"}
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class AssumedDay(str):
    """The day of the import, for what no cell dates: on another day the same row is the same entry."""

    __slots__ = ()


class Compared(NamedTuple):
    """Incoming entries against those of one list: changed ones as position → entry, and new ones.

    *by_reference* is how many were known by it, *left* how many of the list none of them is.
    """

    changed: list[tuple[int, Data]]
    added: list[Data]
    by_reference: int = 0
    left: int = 0


def compare(customer: str, name: str, ours: list[Any], theirs: list[Data]) -> Compared:
    """What of *theirs* is not in *ours* yet, each of ours being taken at most once."""
    free = {place: entry for place, entry in enumerate(ours) if isinstance(entry, dict)}
    found = Compared([], [])
    at = _References(customer, name, free, theirs)
    left = [entry for entry in theirs if not tells_payments_only(entry)]
    left = [entry for entry in left if not at.says(free, entry)]
    left = [entry for entry in left if not _taken(free, entry)]
    left = [entry for entry in left if not at.is_of(free, entry, found)]
    left = [entry for entry in left if not (_strip_empty_cells(entry) and _taken(free, entry))]
    for entry in left:
        place = _by_key(free, entry, left, ours)
        if place is None:
            found.added.append(entry)
        else:
            found.changed.append((place, entry))
            del free[place]
    for entry in filter(tells_payments_only, theirs):  # last: the sale itself may be in the file as well
        if not (at.says(free, entry) or at.is_of(free, entry, found) or at.has_said(ours, entry)):
            found.added.append(entry)
    return found._replace(by_reference=at.hits, left=len(free))


def tells_payments_only(entry: Data) -> bool:
    """Whether of a sale nothing is told but its reference and payments."""
    return entry.keys() <= {"ref", "payments"}


def differing(ours: list[Any], theirs: list[Data]) -> tuple[list[int], list[Data]]:
    """The positions of those of *ours* that equal none of *theirs*, and those of *theirs* left over."""
    new = list(theirs)
    places = []
    for place, entry in enumerate(ours):
        same = next((each for each in new if isinstance(entry, dict) and _says(entry, each)), None)
        if same is None:
            places.append(place)
        else:
            new = [each for each in new if each is not same]
    return [place for place in places if isinstance(ours[place], dict)], new


def equal(one: Any, other: Any) -> bool:
    """Whether two values of a file say the same: 12.50 and 12.5 do, yes and true do."""
    if one == other:
        return True
    ours, theirs = (_TRUTH.get(str(each).casefold(), str(each)) for each in (one, other))
    if _NUMBER.fullmatch(ours) and _NUMBER.fullmatch(theirs):
        return Decimal(ours) == Decimal(theirs)
    if len(theirs) == LONGEST_TEXT and ours.startswith(theirs):  # cut when the worksheet was written
        return True
    return _moment(ours) == _moment(theirs)


def without_ref(entry: Data) -> Data:
    """The entry without the reference that only an export knows."""
    return {key: value for key, value in entry.items() if key != "ref"}


class _References:
    """Which of ours a reference stands for; equal twins by their number."""

    def __init__(self, customer: str, name: str, free: dict[int, Data], theirs: list[Data]) -> None:
        self.hits = 0
        self._places: dict[str, list[int]] = {}
        if any(entry.get("ref") for entry in theirs):
            from plaincrm.model.refs import entry_hash

            for place, entry in free.items():
                self._places.setdefault(entry_hash(customer, name, entry), []).append(place)

    def says(self, free: dict[int, Data], entry: Data) -> bool:
        """Whether the one that the entry's reference stands for says just this; it is taken then."""
        place = self._place(entry)
        if place not in free or not _says(free[place], entry):
            return False
        del free[place]
        self.hits += 1
        return True

    def is_of(self, free: dict[int, Data], entry: Data, found: Compared) -> bool:
        """Whether the reference stands for one that is free; it is taken as changed then."""
        place = self._place(entry)
        if place not in free:
            return False
        found.changed.append((place, entry))
        del free[place]
        self.hits += 1
        return True

    def has_said(self, ours: list[Any], entry: Data) -> bool:
        """Whether the one that the reference stands for, taken or not, says just this."""
        place = self._place(entry)
        return place >= 0 and _says(ours[place], entry)

    def _place(self, entry: Data) -> int:
        prefix, _, twin = str(entry.get("ref") or "").partition(".")
        hits = [places for known, places in self._places.items() if prefix and known.startswith(prefix)]
        number = int(twin) - 1 if twin.isdigit() else 0
        return hits[0][number] if len(hits) == 1 and 0 <= number < len(hits[0]) else -1


def _taken(free: dict[int, Data], entry: Data) -> bool:
    """Whether one of ours says all that the entry says; the one that says least beside it is taken."""
    fitting = [(len(ours), place) for place, ours in free.items() if _says(ours, entry)]
    if not fitting:
        return False
    del free[min(fitting)[1]]
    return True


def _strip_empty_cells(entry: Data) -> bool:
    """Whether it had some: an entry not known by its reference may have got there what its row lacks."""
    empty = [key for key, value in entry.items() if value is None]
    for key in empty:
        del entry[key]
    return bool(empty)


def _says(ours: Data, entry: Data) -> bool:
    if entry.get("channel") == "note" and entry.get("follow_up") and "summary" not in entry:
        # the day on which a bare promise was entered may be the day of the import
        entry = {key: value for key, value in entry.items() if key != "date"}
    entry = {key: value for key, value in entry.items() if not isinstance(value, AssumedDay)}
    return all(key == "ref" or _has(ours.get(key), value) for key, value in entry.items())


def _has(there: Any, value: Any) -> bool:
    if isinstance(value, list) and isinstance(there, list):
        texts = [each for each in value if not isinstance(each, dict)]
        if any(all(not equal(one, each) for one in there) for each in texts):
            return False
        maps = [each for each in value if isinstance(each, dict)]
        return not differing(there, maps)[1]  # what was deleted in the file stays
    return there is None if value is None else there is not None and equal(there, value)


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
