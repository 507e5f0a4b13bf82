"""What an incoming customer would change in a file: field by field, and the entries it adds.

A cell of our own table that is empty where the book has something was emptied there: that is removed. An
entry that is not in the table stays, and is counted.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.actions.importing.cells.phones import phone_key
from plaincrm.actions.importing.incoming import ENTRY_LISTS, PAYMENTS, plain_stage, said
from plaincrm.actions.importing.register import texts
from plaincrm.actions.importing.same import compare, differing, equal, tells_payments_only, without_ref
from plaincrm.actions.importing.unite import joined_ids
from plaincrm.model.names import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.actions.importing.incoming import Data, Incoming

    Path = tuple[str | int, ...]

_KEPT = ("kind", "since")  # what a program guesses does not outdo what the book says


class Edit(NamedTuple):
    """One thing to write: *how* is ``put``, ``append`` or ``remove``; *old* is what stands there, if any."""

    how: str
    path: Path
    value: Any
    old: Any = None

    @property
    def is_entry(self) -> bool:
        """Whether it adds an entry of its own."""
        return self.how == "append" and len(self.path) == 1 and self.path[0] in ENTRY_LISTS


class Changed(NamedTuple):
    """A customer of the book and the edits to its file, which had the blob id *blob* when it was compared."""

    id: str
    path: str
    blob: str | None
    one: Incoming
    edits: list[Edit]


class Seen:
    """What came to light while customers were compared.

    How many references of the file are the book's, the entries whose reference fits none, payments whose
    sale is none, and how many of each list the file does not have.
    """

    def __init__(self) -> None:
        self.references = 0
        self.strange: list[tuple[Edit, Data]] = []
        self.strays: list[Data] = []
        self.left: Counter[str] = Counter()


def changes(customer: str, ours: Data, one: Incoming, region: str | None, seen: Seen) -> list[Edit]:
    """The edits that bring what *one* tells into the file whose content is *ours*."""
    return list(_Comparison(customer, one.replaces, region, seen).customer(ours, one))


class _Comparison:
    def __init__(self, customer: str, replaces: bool, region: str | None, seen: Seen) -> None:
        self.id = customer
        self.replaces = replaces
        self.region = region
        self.seen = seen

    def customer(self, ours: Data, one: Incoming) -> Iterator[Edit]:
        yield from self.name(ours, one)
        for key, value in one.data.items():
            if key in ENTRY_LISTS:
                yield from self.entries(ours, key, value)
            elif key == "people":
                yield from self.people(ours, value)
            elif key != "name" and not (key in _KEPT and ours.get(key) and not self.replaces):
                yield from self.field(ours, (key,), value)
        for name in (*ENTRY_LISTS, "people"):
            if name not in one.data:
                self.seen.left[name] += len(ours.get(name) or [])
        self.seen.left[PAYMENTS] += max(0, _payments(ours) - _payments(one.data))

    def name(self, ours: Data, one: Incoming) -> Iterator[Edit]:
        name, there = one.data.get("name"), str(ours.get("name"))
        if not name or name == there or name == one.id:
            return
        if self.replaces:
            yield Edit("put", ("name",), name, there)
        elif name.casefold() not in (alias.casefold() for alias in texts(ours.get("aliases"))):
            yield Edit("append", ("aliases",), name)

    def field(self, ours: Data, path: Path, value: Any) -> Iterator[Edit]:
        """The edits for one field; *ours* is the map in which its last step stands."""
        there = ours.get(str(path[-1]))
        if path == ("stage",) and isinstance(value, dict) and not isinstance(there, dict):
            value = plain_stage(value)
        if value is None or _empties(there, value):
            if there not in (None, [], {}):
                yield Edit("remove", path, None, there)
        else:
            yield from self.filled(there, path, value)

    def filled(self, there: Any, path: Path, value: Any) -> Iterator[Edit]:
        """The edits for a field of which the file says something."""
        if path[0] == "external_ids" and there and not isinstance(value, dict) and not self.replaces:
            value = joined_ids(str(there), value)
        if isinstance(value, dict):
            inner = there if isinstance(there, dict) else {}
            for key, item in value.items():
                yield from self.field(inner, (*path, key), item)
        elif isinstance(value, list):
            yield from self.texts(there, path, value)
        elif path == ("stage",) and isinstance(there, dict):
            yield from self.field(there, ("stage", "value"), value)
        elif path == ("notes",) and there and not self.replaces:
            if value.strip() not in str(there):
                yield Edit("put", path, f"{str(there).rstrip()}\n{value}", there)
        elif there is None or not equal(there, value):
            yield Edit("put", path, value, there)

    def texts(self, there: Any, path: Path, value: list[str]) -> Iterator[Edit]:
        ours = texts(there)
        if self.replaces:
            if ours != value:
                yield Edit("put", path, value, there)
            return
        known = {self.text_key(path, text) for text in ours}
        for text in value:
            if self.text_key(path, text) not in known:
                yield Edit("append", path, text)

    def text_key(self, path: Path, text: str) -> str:
        return phone_key(text, self.region) if path[-1] == "phones" else text.casefold()

    def people(self, ours: Data, people: list[Data]) -> Iterator[Edit]:
        there = [each for each in ours.get("people") or [] if isinstance(each, dict)]
        names = [comparable(str(person.get("name"))) for person in there]
        self.seen.left["people"] += len({*names} - {comparable(person["name"]) for person in people})
        free = dict(enumerate(names))
        for person in people:
            key = comparable(person["name"])
            alike = [place for place, name in free.items() if name == key]
            if not self.replaces:  # another program may tell of one person in several rows
                alike = alike or [place for place, name in enumerate(names) if name == key]
            if not alike:
                yield Edit("append", ("people",), said(person))
                continue
            place = alike[0]
            free.pop(place, None)
            for field, value in person.items():
                if field != "name":
                    yield from self.field(there[place], ("people", place, field), value)

    def entries(self, ours: Data, name: str, theirs: list[Data]) -> Iterator[Edit]:
        there = ours.get(name) or []
        found = compare(self.id, name, there, theirs)
        self.seen.references += found.by_reference
        self.seen.left[name] += found.left
        for place, entry in found.changed:
            for key, value in without_ref(entry).items():
                if key == PAYMENTS:
                    yield from self.payments((name, place, key), there[place].get(key), value)
                elif value is None and there[place].get(key) is not None:
                    yield Edit("remove", (name, place, key), None, there[place][key])
                elif value is not None and not equal(there[place].get(key), value):
                    yield Edit("put", (name, place, key), value, there[place].get(key))
        for entry in found.added:
            if tells_payments_only(entry):
                self.seen.strays += entry[PAYMENTS]
                continue
            edit = Edit("append", (name,), said(without_ref(entry)))
            if entry.get("ref"):
                self.seen.strange.append((edit, entry))
            yield edit

    def payments(self, path: Path, ours: Any, theirs: list[Data]) -> Iterator[Edit]:
        """Of those that differ one of the same day is the same, else of the same amount, else the next."""
        there = ours if isinstance(ours, list) else []
        places, new = differing(there, theirs)
        paired, new = _paired(there, places, new)
        for place, payment in paired:
            for key, value in payment.items():
                if not equal(there[place].get(key), value):
                    yield Edit("put", (*path, place, key), value, there[place].get(key))
        for payment in new:
            yield Edit("append", path, payment)


def _paired(
    ours: list[Data], places: list[int], theirs: list[Data]
) -> tuple[list[tuple[int, Data]], list[Data]]:
    """Which of *theirs* is the one at which place of *ours*, and those of *theirs* that are none."""
    free, left, paired = list(places), list(theirs), []
    for key in ("date", "amount", None):
        for payment in list(left):
            for place in free:
                if key is None or equal(ours[place].get(key), payment.get(key)):
                    paired.append((place, payment))
                    free.remove(place)
                    left = [each for each in left if each is not payment]
                    break
    return paired, left


def _payments(data: Data) -> int:
    sales = data.get("sales") or []
    return sum(len(sale.get(PAYMENTS) or []) for sale in sales if isinstance(sale, dict))


def _empties(there: Any, value: Any) -> bool:
    """Whether nothing stays of a map: every key that is there, and some is, has an empty cell."""
    if not (isinstance(there, dict) and there and isinstance(value, dict)):
        return False
    return said(value) == {} and there.keys() <= value.keys()
