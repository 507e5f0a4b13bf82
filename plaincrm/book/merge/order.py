"""In which order the items of a merged list or map stand: the ancestor's, with each side's insertions."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.book.merge.align import aligned, frozen

if TYPE_CHECKING:
    from collections.abc import Sequence

DATES = ("date", "opened")
Anchor = tuple[
    str, int
]  # an item of the ancestor (-1: the beginning), or a new one of ours that theirs has too


class Slot(NamedTuple):
    """One item by its positions in the three versions; None where a version does not have it."""

    base: int | None
    ours: int | None
    theirs: int | None


def keys_in_order(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[Slot]:
    """All keys of three maps, those that a side took out as well."""
    return _slots(base, ours, theirs, _same_keys(base, ours), _same_keys(base, theirs), 0)


def items_in_order(base: Sequence[Any], ours: Sequence[Any], theirs: Sequence[Any]) -> list[Slot]:
    """All items of three lists, those that a side took out as well.

    What both sides put in at one place: ours first, or by date where all three lists are in order of date.
    A new item that is the same on both sides stands once.
    """
    direction = _direction([base, ours, theirs])
    return _slots(base, ours, theirs, aligned(base, ours), aligned(base, theirs), direction)


def _slots(
    base: Sequence[Any],
    ours: Sequence[Any],
    theirs: Sequence[Any],
    to_ours: dict[int, int],
    to_theirs: dict[int, int],
    direction: int,
) -> list[Slot]:
    twins = _twins(ours, theirs, to_ours, to_theirs)
    after_ours = _inserted(ours, {j: ("base", i) for i, j in to_ours.items()})
    known = {j: ("base", i) for i, j in to_theirs.items()} | {j: ("ours", i) for i, j in twins.items()}
    after_theirs = _inserted(theirs, known)
    slots: list[Slot] = []
    for place in [-1, *_order(len(base), to_ours, to_theirs)]:
        if place >= 0:
            slots.append(Slot(place, to_ours.get(place), to_theirs.get(place)))
        run: list[Slot] = []
        waiting = after_theirs["base", place]
        for i in after_ours["base", place]:
            if i in twins:
                run += [Slot(None, None, j) for j in waiting]
                waiting = after_theirs["ours", i]
            run.append(Slot(None, i, twins.get(i)))
        run += [Slot(None, None, j) for j in waiting]
        if direction:
            run.sort(key=lambda slot: _day(_item(slot, ours, theirs)) or "", reverse=direction < 0)
        slots += run
    return slots


def _same_keys(base: Sequence[str], side: Sequence[str]) -> dict[int, int]:
    places = {key: j for j, key in enumerate(side)}
    return {i: places[key] for i, key in enumerate(base) if key in places}


def _inserted(side: Sequence[Any], known: dict[int, Anchor]) -> defaultdict[Anchor, list[int]]:
    """The positions of a side's new items, by the *known* item that they stand after."""
    after: defaultdict[Anchor, list[int]] = defaultdict(list)
    anchor: Anchor = ("base", -1)
    for j in range(len(side)):
        if j in known:
            anchor = known[j]
        else:
            after[anchor].append(j)
    return after


def _twins(
    ours: Sequence[Any], theirs: Sequence[Any], to_ours: dict[int, int], to_theirs: dict[int, int]
) -> dict[int, int]:
    """Position in *ours* → position in *theirs* of the new items that both have."""
    free: defaultdict[Any, list[int]] = defaultdict(list)
    for j in sorted(set(range(len(theirs))) - set(to_theirs.values())):
        free[frozen(theirs[j])].append(j)
    new = sorted(set(range(len(ours))) - set(to_ours.values()))
    return {i: same.pop(0) for i in new if (same := free[frozen(ours[i])])}


def _order(count: int, to_ours: dict[int, int], to_theirs: dict[int, int]) -> list[int]:
    """The ancestor's items, in the order of the side that moved some; ours where both did."""
    lead = to_theirs if _moved(to_theirs) and not _moved(to_ours) else to_ours
    if not _moved(lead):
        return list(range(count))
    order = sorted(lead, key=lead.__getitem__)
    for i in range(count):
        if i not in lead:
            order.insert(order.index(i - 1) + 1 if i else 0, i)
    return order


def _moved(found: dict[int, int]) -> bool:
    places = [found[i] for i in sorted(found)]
    return places != sorted(places)


def _direction(versions: list[Sequence[Any]]) -> int:
    """1 where all versions stand in order of date, -1 where the newest come first, 0 where neither."""
    days = [[_day(item) for item in version] for version in versions]
    if any(day is None for version in days for day in version):
        return 0
    if all(version == sorted(version, key=str) for version in days):
        return 1
    return -1 if all(version == sorted(version, key=str, reverse=True) for version in days) else 0


def _day(item: Any) -> str | None:
    if not isinstance(item, dict):
        return None
    day = next((item[key] for key in DATES if key in item), None)
    return day if isinstance(day, str) else None


def _item(slot: Slot, ours: Sequence[Any], theirs: Sequence[Any]) -> Any:
    return ours[slot.ours] if slot.ours is not None else theirs[slot.theirs or 0]
