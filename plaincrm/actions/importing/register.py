"""Who is known, and by what: finds the customer that an incoming one is, among the book's and the new."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.importing.cells.phones import phone_key
from plaincrm.model.ids import collision_key, is_id
from plaincrm.model.names import comparable, loose, similar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.actions.importing.incoming import Data, Incoming

Handle = str | int  # a customer of the book by ID, a new one by its number


class Match(NamedTuple):
    """The customer that an incoming one is (*known*), or those it may be, each with the reason."""

    known: Handle | None
    likely: tuple[tuple[Handle, str], ...] = ()
    unclear: bool = False


class Facts(NamedTuple):
    """What tells one customer from another; *reach* is their own, *through* also their people's."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    reach: frozenset[str]
    through: frozenset[str]
    externals: dict[str, frozenset[str]]
    has_people: bool = False


class Register:
    """Every customer under everything they are known by."""

    def __init__(self, region: str | None) -> None:
        self.region = region
        self._facts: dict[Handle, Facts] = {}
        self._by: dict[tuple[str, str], list[Handle]] = {}

    def add(self, handle: Handle, data: Data, *ids: str) -> None:
        """Enter a customer, or what more has become known of one."""
        facts = facts_of(data, self.region, *ids)
        before = self._facts.get(handle)
        self._facts[handle] = facts
        for key in keys_of(facts):
            if before is None or handle not in self._by.get(key, ()):
                self._by.setdefault(key, []).append(handle)

    def find(self, one: Incoming) -> Match:
        """Who *one* is; the first rule that says something decides."""
        if one.id:
            named = self._under(("id", collision_key(one.id)))
            if named:
                return Match(named[0])
            if one.is_ours and is_id(one.id):  # who has another ID is somebody else
                return Match(None)
        facts = facts_of(one.data, self.region, *([one.id] if one.id else []))
        for key in _external_keys(facts):
            found = self._under(key)
            if found:
                return Match(found[0])
        reached = self._reached(facts)
        same = [handle for handle in reached if self._alike(handle, facts)]
        if same:
            return Match(same[0])
        return self._by_name(facts, reached)

    def is_called(self, handle: Handle, name: str) -> bool:
        """Whether a customer bears that name."""
        return comparable(name) in map(comparable, self._facts[handle].names)

    def _by_name(self, facts: Facts, reached: list[Handle]) -> Match:
        named = [handle for name in facts.names[:1] for handle in self._under(("name", comparable(name)))]
        named = list(dict.fromkeys(named))
        agreeing = [handle for handle in named if not self._contradicts(handle, facts)]
        if len(agreeing) == 1:
            return Match(agreeing[0])
        if agreeing:
            return Match(None, tuple((handle, "same name") for handle in agreeing), unclear=True)
        loosely = [handle for name in facts.names[:1] for handle in self._under(("loose", loose(name)))]
        reasons: dict[Handle, str] = {}
        for handle in reached:
            reasons.setdefault(handle, "same phone or e-mail, another name")
        for handle in named:
            reasons.setdefault(handle, "same name, another phone or e-mail")
        for handle in loosely:
            reasons.setdefault(handle, "the name in other characters")
        return Match(None, tuple(reasons.items()))

    def _reached(self, facts: Facts) -> list[Handle]:
        found = [handle for key in sorted(facts.through) for handle in self._under(("reach", key))]
        return list(dict.fromkeys(found))

    def _under(self, key: tuple[str, str]) -> list[Handle]:
        return self._by.get(key, []) if key[1] else []

    def _alike(self, handle: Handle, facts: Facts) -> bool:
        there = self._facts[handle]
        if _differ(there, facts):
            return False
        return any(similar(one, other) for one in there.names for other in facts.names)

    def _contradicts(self, handle: Handle, facts: Facts) -> bool:
        """Whether both have e-mails, or both phones, and share none; or another system tells them apart."""
        there = self._facts[handle]
        if _differ(there, facts):
            return True
        if there.through & facts.through:
            return False
        return any(_of(kind, there.reach) and _of(kind, facts.reach) for kind in ("@", "+"))


def facts_of(data: Data, region: str | None, *ids: str) -> Facts:
    """What *data*, a customer file's content, is known by."""
    own = frozenset(_reach(data, region))
    people = data.get("people") if isinstance(data.get("people"), list) else []
    through = own.union(*(_reach(person, region) for person in people or [] if isinstance(person, dict)))
    names = [str(name) for name in (data.get("name"), *texts(data.get("aliases"))) if name]
    return Facts(ids, tuple(names), own, through, _externals(data), bool(people))


def id_parts(text: str) -> list[str]:
    """The ids of one system: ``901; 902`` where it knows several people of a customer."""
    return [part for part in (part.strip() for part in text.split(";")) if part]


def keys_of(facts: Facts) -> Iterable[tuple[str, str]]:
    """Everything under which a customer is entered."""
    for name in (*facts.ids, *facts.names):
        yield "id", collision_key(name)
    for name in facts.names:
        yield "name", comparable(name)
        yield "loose", loose(name)
    for key in facts.through:
        yield "reach", key
    yield from _external_keys(facts)


def texts(value: object) -> list[str]:
    """The texts of a list, or of a single value, as a customer file may hold either."""
    return [str(item) for item in (value if isinstance(value, list) else [value]) if item not in (None, "")]


def _reach(data: Data, region: str | None) -> Iterable[str]:
    """E-mails with an at sign, phones with a plus before them, so that neither is taken for the other."""
    yield from (f"@{email.casefold()}" for email in texts(data.get("emails")))
    yield from (f"+{phone_key(phone, region)}" for phone in texts(data.get("phones")))


def _of(kind: str, reach: frozenset[str]) -> bool:
    return any(key.startswith(kind) for key in reach)


def _externals(data: Data) -> dict[str, frozenset[str]]:
    given = data.get("external_ids")
    if not isinstance(given, dict):
        return {}
    return {str(system): frozenset(id_parts(str(value))) for system, value in given.items() if value}


def _external_keys(facts: Facts) -> Iterable[tuple[str, str]]:
    for system, values in facts.externals.items():
        yield from (("external", f"{system}={value}") for value in sorted(values))


def _differ(ours: Facts, theirs: Facts) -> bool:
    """Whether a system tells them apart; it numbers people, so two of one organisation do not differ."""
    if ours.has_people or theirs.has_people:
        return False
    shared = ours.externals.keys() & theirs.externals.keys()
    return any(ours.externals[system].isdisjoint(theirs.externals[system]) for system in shared)
