"""Which item of a list is which in an edited copy of it: entries have no ids, so their content tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

LIKE_ENOUGH = 0.5
MANY_PAIRS = 250_000  # beyond this, only near neighbours are compared
NEAR = 50


def aligned(base: Sequence[Any], side: Sequence[Any]) -> dict[int, int]:
    """Position in *base* → position in *side*, for all items that were kept, moved or edited.

    In this order: equal items in the same order, equal items elsewhere, then among maps those with at least
    half of their fields equal, the most alike first and the nearest of those.
    """
    old, new = [frozen(item) for item in base], [frozen(item) for item in side]
    found = _in_order(old, new)
    _elsewhere(old, new, found)
    _edited(base, side, found)
    return found


def frozen(value: Any) -> Hashable:
    """A value that can be a key: equal for equal data, whatever the order of keys."""
    if isinstance(value, dict):
        return frozenset((key, frozen(item)) for key, item in value.items())
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


def _in_order(old: list[Hashable], new: list[Hashable]) -> dict[int, int]:
    """A long common subsequence, by the blocks that difflib finds once both ends are trimmed."""
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    tail = next((i for i in range(shorter - head) if old[-1 - i] != new[-1 - i]), shorter - head)
    pairs = {i: i for i in range(head)}
    pairs.update((len(old) - 1 - i, len(new) - 1 - i) for i in range(tail))
    middle, other = old[head : len(old) - tail], new[head : len(new) - tail]
    if middle and other:
        from difflib import SequenceMatcher

        for block in SequenceMatcher(None, middle, other, autojunk=False).get_matching_blocks():
            pairs.update((head + block.a + i, head + block.b + i) for i in range(block.size))
    return pairs


def _elsewhere(old: list[Hashable], new: list[Hashable], found: dict[int, int]) -> None:
    taken = set(found.values())
    free: dict[Hashable, list[int]] = {}
    for j, item in enumerate(new):
        if j not in taken:
            free.setdefault(item, []).append(j)
    for i, item in enumerate(old):
        if i not in found and free.get(item):
            found[i] = free[item].pop(0)


def _edited(base: Sequence[Any], side: Sequence[Any], found: dict[int, int]) -> None:
    taken = set(found.values())
    old = [i for i, item in enumerate(base) if i not in found and isinstance(item, dict)]
    new = [j for j, item in enumerate(side) if j not in taken and isinstance(item, dict)]
    candidates = [
        (-likeness(base[i], side[j]), abs(i - j), i, j)
        for i, j in _worth_comparing(old, new)
        if likeness(base[i], side[j]) >= LIKE_ENOUGH
    ]
    for _, _, i, j in sorted(candidates):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)


def _worth_comparing(old: list[int], new: list[int]) -> Iterator[tuple[int, int]]:
    reach = NEAR if len(old) * len(new) > MANY_PAIRS else len(new) + len(old)
    for rank, i in enumerate(old):
        for j in new[max(0, rank - reach) : rank + reach]:
            yield i, j


def likeness(one: dict[str, Any], other: dict[str, Any]) -> float:
    """The share of equal fields, of the one that has more."""
    equal = sum(1 for key, value in one.items() if key in other and other[key] == value)
    return equal / max(len(one), len(other), 1)
