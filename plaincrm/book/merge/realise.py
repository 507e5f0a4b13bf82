"""The merged text, part by part from the texts of both sides, so that all comments and layouts stay."""

from __future__ import annotations

from typing import Any

from plaincrm.book.merge import brackets
from plaincrm.book.merge.children import Children, merged_children
from plaincrm.book.merge.parts import Fork, Part
from plaincrm.book.merge.source import Source, shifted, written
from plaincrm.book.merge.trivia import merged_after, merged_lines
from plaincrm.book.merge.values import CONFLICT, MISSING, OURS, THEIRS, decision
from plaincrm.book.yaml.nodes import Map


def realised(base: Source | None, ours: Source, theirs: Source, column: int | None = None) -> list[Part]:
    """What both sides have, as parts, without the lines above it and the indent before it.

    Raises CannotRealiseError where the layouts of the two sides do not fit together.
    """
    column = ours.column if column is None else column
    kind = decision(base.data if base else MISSING, ours.data, theirs.data)
    if kind == CONFLICT:
        return _conflict(base, ours, theirs, column)
    below = [_children(each) for each in (base, ours, theirs)]
    if (ours.children or theirs.children) and None not in below:
        return _branch(base, ours, theirs, column)
    if kind in (OURS, THEIRS):
        chosen = theirs if kind == THEIRS or (base and ours.stem == base.stem) else ours
        if chosen.children is not None or not (ours.after and theirs.after):
            return [written(chosen, column, inline=True)]
        stem: list[Part] = [_stem(chosen, column)]
    else:
        stem = brackets.merged(base, ours, theirs)
    return stem + merged_after(base.after if base else [], ours.after, theirs.after)


def _stem(source: Source, column: int) -> str:
    return shifted(source.stem, column - source.column)


def _conflict(base: Source | None, ours: Source, theirs: Source, column: int) -> list[Part]:
    if base is None or any(each.children is not None for each in (base, ours, theirs)):
        versions = (base, ours, theirs)
        return [Fork.of([written(each, column, inline=True) if each else None for each in versions])]
    return [
        Fork.of([_stem(each, column) for each in (base, ours, theirs)]),
        *merged_after(base.after, ours.after, theirs.after),
    ]


def _children(source: Source | None) -> Children | None:
    """The children of a block; none of what is empty or missing; None for what is not seen into."""
    if source is None or source.children is not None:
        return source.children if source else {}
    empty: tuple[Any, ...] = (None, [], {})
    return {} if source.data in empty else None


def _branch(base: Source | None, ours: Source, theirs: Source, column: int) -> list[Part]:
    """A block map or list, of which at least one side has children."""
    like = ours if ours.children else theirs
    first = next(iter((like.children or {}).values()))
    versions = (_children(base) or {}, ours.children or {}, theirs.children or {})
    below = merged_children(
        versions, column + first.column - like.column, base.closing if base else [], realised
    )
    opening = merged_lines(*(each.opening if each else [] for each in (base, ours, theirs)))
    closing = [
        *below.carried,
        *merged_lines(*(each.closing if each else [] for each in (base, ours, theirs))),
    ]
    if not below.parts:
        return [*_emptied(base, ours, theirs), *opening, *closing]
    head = _head(base, ours, theirs, like)
    if like.inline:
        head, below.parts[0][:] = _behind_dash(head, [*opening, *below.parts[0]])
        opening = []
    return [*head, *opening, *(part for child in below.parts for part in child), *closing]


def _head(base: Source | None, ours: Source, theirs: Source, like: Source) -> list[Part]:
    """The line of the key or dash, up to the children."""
    if ours.children and theirs.children and ours.inline == theirs.inline:
        like = theirs if base and ours.stem == base.stem else ours
    if like.inline or not (ours.after and theirs.after):
        return [like.stem, *like.after]
    return [like.stem, *merged_after(base.after if base else [], ours.after, theirs.after)]


def _behind_dash(head: list[Part], first: list[Part]) -> tuple[list[Part], list[Part]]:
    """The first child on the line of the dash; below it where a comment or a fork stands in front."""
    if first and isinstance(first[0], str) and not first[0].strip() and "\n" not in first[0]:
        return head, first[1:]
    return [f"{head[0]}".rstrip() + "\n"], first


def _emptied(base: Source | None, ours: Source, theirs: Source) -> list[Part]:
    """The line of a key or dash that has lost all children."""
    like = next((side for side in (ours, theirs) if not side.children), None)
    stem = like.stem if like else ours.stem.rstrip() + (" {}" if isinstance(ours.node, Map) else " []")
    if not ours.after or not theirs.after:
        return [stem, "\n"]
    return [stem, *merged_after(base.after if base else [], ours.after, theirs.after)]
