"""Two accounts of one customer become one: the first word counts, lists are joined, entries follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.actions.importing.cells.names import is_organisation
from plaincrm.actions.importing.incoming import ENTRY_LISTS, PAYMENTS, said
from plaincrm.actions.importing.register import id_parts
from plaincrm.model.names import comparable

if TYPE_CHECKING:
    from plaincrm.actions.importing.incoming import Data, Incoming

_AT_WORK = ("name", "department", "role")  # what only somebody in an organisation has
_ROWS = frozenset({*ENTRY_LISTS, PAYMENTS})


def unite(one: Incoming, other: Incoming) -> None:
    """Bring what *other* tells into *one*; another spelling of the name becomes an alias."""
    if one.name != other.name and other.data.get("name") != other.id:
        _add(one.data, "aliases", [other.name], one.name)
    for key, value in other.data.items():
        if key == "external_ids" and key in one.data:
            for system, known in said(value).items():
                one.data[key][system] = joined_ids(one.data[key].get(system) or "", known)
        elif key != "name":
            _join(one, one.data, key, value)
    one.origins += other.origins
    one.makes = one.makes or other.makes
    one.id = one.id or other.id


def become(one: Incoming, person: Data) -> None:
    """The person is the customer: what is said of them is said of the customer."""
    one.data["name"] = person["name"]
    one.data["people"] = [each for each in one.data["people"] if each is not person]
    if not one.data["people"]:
        del one.data["people"]
        if not is_organisation(person["name"]):
            one.data.setdefault("kind", "person")
    for key, value in person.items():
        if key not in _AT_WORK:
            _join(one, one.data, key, value)


def once(one: Incoming) -> None:
    """Leave out entries told of twice: all is equal, the id of another program too."""
    for name in ENTRY_LISTS if not one.replaces else ():
        kept: list[Data] = []
        for entry in one.data.get(name) or []:
            if entry.get("external_id") and entry in kept:
                one.warnings.append(f"{entry['external_id']} is told of twice, and taken once")
            else:
                kept.append(entry)
        if kept:
            one.data[name] = kept


def joined_ids(ours: str, theirs: str) -> str:
    """The ids of both, each once."""
    return "; ".join(dict.fromkeys([*id_parts(ours), *id_parts(theirs)]))


def _join(one: Incoming, data: Data, key: str, value: Any) -> None:
    there = data.get(key)
    if there is None:
        data[key] = value
    elif value is None:
        return  # an empty cell
    elif key in _of_rows(one):
        there.extend(value)
    elif key == "people":
        _join_people(one, there, value)
    elif isinstance(there, list):
        _add(data, key, value)
    elif isinstance(there, dict) and isinstance(value, dict):
        for inner, item in value.items():
            _join(one, there, inner, item)
    else:
        data[key] = _one_of(one, key, there, value)


def _one_of(one: Incoming, key: str, there: Any, value: Any) -> Any:
    """The value where both say something: both notes, the earlier beginning, else the first."""
    if key == "notes":
        return there if value in there else f"{there}\n{value}"
    if key == "since":
        return min(there, value)
    if there != value and key != "kind":
        one.warnings.append(f"{key} {value} was left out for {there}")
    return there


def _of_rows(one: Incoming) -> frozenset[str]:
    """The lists whose items have a row each; people only in a table of ours, also two with one name."""
    return _ROWS | {"people"} if one.replaces else _ROWS


def _join_people(one: Incoming, there: list[Data], people: list[Data]) -> None:
    known = {comparable(person["name"]): person for person in there}
    for person in people:
        same = known.get(comparable(person["name"]))
        if same is None:
            there.append(person)
            known[comparable(person["name"])] = person
            continue
        for key, value in person.items():
            if key != "name":
                _join(one, same, key, value)


def _add(data: Data, key: str, texts: list[str], *known: str) -> None:
    there = data[key] = data.get(key) or []
    for text in texts:
        if text.casefold() not in (each.casefold() for each in (*there, *known)):
            there.append(text)
    if not there:
        del data[key]
