"""What an incoming customer would change in a file: field by field, and the entries it adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.actions.importing.cells.phones import phone_key
from plaincrm.actions.importing.incoming import ENTRY_LISTS
from plaincrm.actions.importing.register import texts
from plaincrm.actions.importing.same import compare, equal, without_ref
from plaincrm.actions.importing.unite import joined_ids
from plaincrm.model.names import comparable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.actions.importing.incoming import Data, Incoming

    Path = tuple[str | int, ...]

_KEPT = ("kind", "since")  # what a program guesses does not outdo what the book says


class Edit(NamedTuple):
    """One thing to write: *how* is ``put`` or ``append``; *old* is what stands there, None for nothing."""

    how: str
    path: Path
    value: Any
    old: Any = None

    @property
    def is_entry(self) -> bool:
        """Whether it adds an entry of its own."""
        return self.how == "append" and self.path[0] in ENTRY_LISTS


def changes(customer: str, ours: Data, one: Incoming, region: str | None) -> list[Edit]:
    """The edits that bring what *one* tells into the file whose content is *ours*."""
    return list(_Comparison(customer, one.replaces, region).customer(ours, one))


class _Comparison:
    def __init__(self, customer: str, replaces: bool, region: str | None) -> None:
        self.id = customer
        self.replaces = replaces
        self.region = region

    def customer(self, ours: Data, one: Incoming) -> Iterator[Edit]:
        yield from self.name(ours, one)
        for key, value in one.data.items():
            if key in ENTRY_LISTS:
                yield from self.entries(ours, key, value)
            elif key == "people":
                yield from self.people(ours, value)
            elif key != "name" and not (key in _KEPT and ours.get(key) and not self.replaces):
                yield from self.field(ours, (key,), value)

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
        if path[0] == "external_ids" and there and not isinstance(value, dict):
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
        for person in people:
            key = comparable(person["name"])
            if key not in names:
                yield Edit("append", ("people",), person)
                continue
            place = names.index(key)
            for field, value in person.items():
                if field != "name":
                    yield from self.field(there[place], ("people", place, field), value)

    def entries(self, ours: Data, name: str, theirs: list[Data]) -> Iterator[Edit]:
        there = ours.get(name) or []
        found = compare(self.id, name, there, theirs)
        for place, entry in found.changed:
            for key, value in without_ref(entry).items():
                if not equal(there[place].get(key), value):
                    yield Edit("put", (name, place, key), value, there[place].get(key))
        for entry in found.added:
            yield Edit("append", (name,), without_ref(entry))
