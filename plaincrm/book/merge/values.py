"""What three versions of a file's data come to: the data alone, no text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.book.merge.order import Slot, items_in_order, keys_in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    Loc = tuple[str | int, ...]


class _Missing:
    """What stands in the place of a key or item that a version does not have."""

    def __repr__(self) -> str:
        return "MISSING"


MISSING = _Missing()

OURS, THEIRS, MAPS, LISTS, CONFLICT = "ours", "theirs", "maps", "lists", "conflict"


class Clash(NamedTuple):
    """A place where both sides changed one thing differently; MISSING where a side took it out."""

    base: Any
    ours: Any
    theirs: Any


def decision(base: Any, ours: Any, theirs: Any) -> str:
    """Whose value holds, or that maps go by key and lists by item, or that nobody but a human can tell.

    A list that one side took out goes by item, too: what the other side added since stays.
    """
    if theirs in (base, ours):
        return OURS
    if ours == base:
        return THEIRS
    if _nothing(ours) and _nothing(theirs):
        return OURS if _form(ours) >= _form(theirs) else THEIRS
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return MAPS
    lists = [isinstance(each, list) or (isinstance(base, list) and _nothing(each)) for each in (ours, theirs)]
    return LISTS if all(lists) else CONFLICT


def _nothing(value: Any) -> bool:
    """Whether a value says nothing: missing, empty, or a list or map without contents."""
    return value is MISSING or value is None or value in ([], {})


def _form(value: Any) -> int:
    """The more of a form nothing has, the more of it is kept."""
    return 0 if value is MISSING else 1 if value is None else 2


def merged(base: Any, ours: Any, theirs: Any) -> Any:
    """The merged data, with a Clash wherever there is one; MISSING where nothing is left."""
    kind = decision(base, ours, theirs)
    if kind in (OURS, THEIRS):
        return ours if kind == OURS else theirs
    if kind == CONFLICT:
        return Clash(base, ours, theirs)
    return _merged_maps(base, ours, theirs) if kind == MAPS else _merged_lists(base, ours, theirs)


class Mixed(dict[str, Any]):
    """A map with keys of both sides."""


def is_mixed(value: Any) -> bool:
    """Whether merged data has a map with keys of both sides in it; only there can a file break a new rule."""
    if isinstance(value, dict | list):
        below = value.values() if isinstance(value, dict) else value
        return any(isinstance(item, Mixed) or is_mixed(item) for item in below)
    return False


def _merged_maps(base: Any, ours: dict[str, Any], theirs: dict[str, Any]) -> Mixed:
    old = base if isinstance(base, dict) else {}
    keys = [list(old), list(ours), list(theirs)]
    names = [_key(keys, slot) for slot in keys_in_order(*keys)]
    pairs = {name: merged(*(version.get(name, MISSING) for version in (old, ours, theirs))) for name in names}
    return Mixed((name, value) for name, value in pairs.items() if value is not MISSING)


def _merged_lists(*versions: Any) -> list[Any]:
    lists = [_as_list(version) for version in versions]
    items = [merged(*_versions_of(slot, *lists)) for slot in items_in_order(*lists)]
    return [item for item in items if item is not MISSING]


def _as_list(value: Any) -> list[Any]:
    """A version of a list: itself, or the single value that stood for one, or nothing."""
    if isinstance(value, str):
        return [value]
    return value if isinstance(value, list) else []


def _versions_of(slot: Slot, *lists: list[Any]) -> list[Any]:
    """One slot's item in each of three lists, MISSING where there is none."""
    return [MISSING if place is None else items[place] for place, items in zip(slot, lists, strict=True)]


def resolved(value: Any, side: str) -> Any:
    """Merged data without clashes: each goes the way of *side* (``base``, ``ours`` or ``theirs``)."""
    if isinstance(value, Clash):
        return getattr(value, side)
    if isinstance(value, dict):
        pairs = ((key, resolved(item, side)) for key, item in value.items())
        return {key: item for key, item in pairs if item is not MISSING}
    if isinstance(value, list):
        items = (resolved(item, side) for item in value)
        return [item for item in items if item is not MISSING]
    return value


def clashes(value: Any, loc: Loc = ()) -> Iterator[tuple[Loc, Clash]]:
    """Every clash in merged data with its place in it."""
    if isinstance(value, Clash):
        yield loc, value
    elif isinstance(value, dict | list):
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from clashes(item, (*loc, step))


def _key(versions: list[list[str]], slot: Slot) -> str:
    return next(keys[place] for keys, place in zip(versions, slot, strict=True) if place is not None)
