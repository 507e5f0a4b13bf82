"""Comments and blank lines of three versions become one; what either side wrote stays."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from plaincrm.book.merge.align import aligned
from plaincrm.book.merge.parts import Fork, Part

if TYPE_CHECKING:
    from collections.abc import Iterable


def merged_lines(base: list[str], ours: list[str], theirs: list[str]) -> list[Part]:
    """The lines of both sides: what one side took out is out, what either put in is in, ours first.

    Lines that say the same are the same, however far they stand in. A comment that both sides rewrote is
    a fork.
    """
    if theirs in (base, ours):
        return list[Part](ours)
    if ours == base:
        return list[Part](theirs)
    if _both_rewrote(base, ours, theirs):
        return [Fork("".join(base), "".join(ours), "".join(theirs), settled="".join(ours))]
    in_ours, in_theirs = _same(base, ours), _same(base, theirs)
    new_ours, new_theirs = _new(ours, in_ours), _new(theirs, in_theirs)
    lines: list[Part] = []
    for place in range(-1, len(base)):
        if place in in_ours and place in in_theirs:
            mine = ours[in_ours[place]]
            lines.append(mine if mine != base[place] else theirs[in_theirs[place]])
        lines += new_ours.get(place, [])
        lines += _less(new_theirs.get(place, []), new_ours.get(place, []))
    return lines


def merged_after(base: list[str], ours: list[str], theirs: list[str]) -> list[Part]:
    """The same for what stands behind a value: the end of its line, with its comment, and lines below."""
    if not base:
        base = ["\n"]
    ends = [version[0] for version in (base, ours, theirs)]
    end = _merged_end(*ends)
    return end + merged_lines(base[1:], ours[1:], theirs[1:])


def added(base: list[str], side: list[str]) -> list[str]:
    """The comments among the lines that a side has and the ancestor has not."""
    return [line for line in _less(side, base) if is_comment(line)]


def is_comment(line: str) -> bool:
    """Whether a line of trivia says something."""
    return "#" in line


def lost(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str], result: Iterable[str]) -> list[str]:
    """The comments that are missing from a merged text: new ones, and those that nobody took out."""
    old, mine, other, now = Counter(base), Counter(ours), Counter(theirs), Counter(result)
    missing = []
    for comment in mine | other:
        most, least = max(mine[comment], other[comment]), min(mine[comment], other[comment])
        if now[comment] < most - max(0, old[comment] - least):
            missing.append(comment)
    return missing


def _merged_end(base: str, ours: str, theirs: str) -> list[Part]:
    old, mine, other = base.strip(), ours.strip(), theirs.strip()
    if other in (old, mine):
        return [ours]
    if mine == old:
        return [theirs]
    if not mine or not other:
        return [ours if mine else theirs]
    return [Fork(base, ours, theirs, settled=ours)] if old else [ours, theirs]


def _both_rewrote(base: list[str], ours: list[str], theirs: list[str]) -> bool:
    gone = set(_said(added(ours, base))) & set(_said(added(theirs, base)))
    return bool(gone and added(base, ours) and added(base, theirs))


def _said(lines: list[str]) -> list[str]:
    return [line.strip() for line in lines]


def _same(base: list[str], side: list[str]) -> dict[int, int]:
    return aligned(_said(base), _said(side))


def _new(side: list[str], found: dict[int, int]) -> dict[int, list[str]]:
    """The new lines of a side by the line of the ancestor that they stand below (-1: none)."""
    origin = {j: i for i, j in found.items()}
    new: dict[int, list[str]] = {}
    place = -1
    for j, line in enumerate(side):
        if j in origin:
            place = origin[j]
        else:
            new.setdefault(place, []).append(line)
    return new


def _less(lines: list[str], others: list[str]) -> list[str]:
    """The lines without those that *others* has as well, as often as it has them."""
    spare = Counter(_said(others))
    left = []
    for line in lines:
        if spare[line.strip()]:
            spare[line.strip()] -= 1
        else:
            left.append(line)
    return left
