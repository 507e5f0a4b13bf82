"""The pairs of a block map, or the items of a block list, of three versions as one sequence."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from plaincrm.book.merge.errors import CannotRealiseError
from plaincrm.book.merge.order import Slot, items_in_order, keys_in_order
from plaincrm.book.merge.parts import Fork, Part
from plaincrm.book.merge.source import Source, read_source, written
from plaincrm.book.merge.trivia import added, is_comment, merged_lines
from plaincrm.book.merge.values import CONFLICT, LISTS, MISSING, OURS, THEIRS, decision
from plaincrm.book.yaml import YamlError, parse

Children = dict[str | int, Source]
Both = Callable[[Source | None, Source, Source, int], list[Part]]


class Below(NamedTuple):
    """The parts of each child that is left, its lead and indent first, and comments that lost theirs."""

    parts: list[list[Part]]
    carried: list[Part]


def merged_children(
    versions: tuple[Children, Children, Children], column: int, closing: list[str], both: Both
) -> Below:
    """Merge the children of three versions; *both* merges one that both sides have.

    *closing* are the lines below the ancestor's last child.
    """
    sources = [list(version.values()) for version in versions]
    known = [*closing, *(line for child in sources[0] for line in child.lead)]
    leads = _Leads({line.strip() for line in known})
    below = Below([], [])
    for slot in _slots(versions):
        base, ours, theirs = (
            None if place is None else found[place] for place, found in zip(slot, sources, strict=True)
        )
        lead = leads.merged(base, ours, theirs)
        if ours and theirs:
            child: list[Part] = [" " * column, *both(base, ours, theirs, column)]
        else:
            child = _one_sided(base, ours, theirs, column, both)
        if child:
            below.parts.append([*below.carried, *lead, *child])
            below.carried.clear()
        else:
            below.carried.extend(lead)
    return below


class _Leads:
    """What stands above the children; a line that a new child pushed down is not written twice."""

    def __init__(self, known: set[str]) -> None:
        self.known = known
        self.seen: dict[str, set[str]] = {OURS: set(), THEIRS: set()}

    def merged(self, base: Source | None, ours: Source | None, theirs: Source | None) -> list[Part]:
        if ours and theirs:
            return merged_lines(base.lead if base else [], ours.lead, theirs.lead)
        side = ours or theirs
        if side is None:
            return []
        if base:
            return list[Part](added(base.lead, side.lead))
        name, other = (OURS, THEIRS) if ours else (THEIRS, OURS)
        said = {line.strip() for line in side.lead if is_comment(line)}
        self.seen[name] |= said & self.known
        return [line for line in side.lead if line.strip() not in self.seen[other]]


def _slots(versions: tuple[Children, Children, Children]) -> list[Slot]:
    base, ours, theirs = (list(version) for version in versions)
    names = ours or theirs or base
    if isinstance(names[0], str):
        return keys_in_order(*([str(key) for key in keys] for keys in (base, ours, theirs)))
    return items_in_order(*([child.data for child in version.values()] for version in versions))


def _one_sided(
    base: Source | None, ours: Source | None, theirs: Source | None, column: int, both: Both
) -> list[Part]:
    """A child that at most one side has: put in by it, or taken out by the other."""
    side = ours or theirs
    if side is None:
        return []
    kind = decision(*(each.data if each else MISSING for each in (base, ours, theirs)))
    if kind == LISTS:
        gone = _emptied(side)
        return [" " * column, *both(base, ours or gone, theirs or gone, column)]
    if base is None or kind == (OURS if ours else THEIRS):
        return [" " * column, written(side, column, inline=True)]
    if kind != CONFLICT and not added(list(base.own_lines()), list(side.own_lines())):
        return []
    texts = [written(each, column) if each else None for each in (base, ours, theirs)]
    return [Fork.of(texts, settled=None if kind == CONFLICT else "")]


def _emptied(side: Source) -> Source:
    """A list without its items, for the side that took it out."""
    head = side.stem if side.children else side.stem[: side.node.start - side.start]
    text = f"{head.rstrip()} []\n"
    try:
        whole = read_source(text, parse(text))
    except YamlError:
        raise CannotRealiseError from None
    (empty,) = (whole.children or {}).values()
    empty.column, empty.after = side.column, side.after
    return empty
