"""Lists in brackets and maps in braces that both sides changed: item by item, on one line."""

from __future__ import annotations

from typing import NamedTuple

from plaincrm.book.merge.errors import CannotRealiseError
from plaincrm.book.merge.order import items_in_order, keys_in_order
from plaincrm.book.merge.parts import Fork, Part
from plaincrm.book.merge.source import Source
from plaincrm.book.merge.values import CONFLICT, MISSING, OURS, THEIRS, decision
from plaincrm.book.yaml import flow
from plaincrm.book.yaml.nodes import List, Map, Node


class _Item(NamedTuple):
    """An item or pair with its source; the outermost value is an item, too."""

    text: str
    start: int
    end: int
    node: Node


Versions = tuple[_Item | None, _Item | None, _Item | None]
Texts = tuple[str | None, str | None, str | None]  # as base, ours and theirs would have it; None: not at all


def merged(base: Source | None, ours: Source, theirs: Source) -> list[Part]:
    """The stem of a pair or item whose value stands in brackets on both sides.

    Raises CannotRealiseError for brackets over several lines, and where one side has none.
    """
    items = [
        None if each is None else _Item(each.text, each.node.start, each.node.end, each.node)
        for each in (base, ours, theirs)
    ]
    texts = _texts((items[0], items[1], items[2]))
    before = ours.stem[: ours.node.start - ours.start]
    if len(set(texts)) == 1:
        return [f"{before}{texts[0]}"]
    return [before, Fork.of(texts)]


def _texts(versions: Versions) -> Texts:
    base, ours, theirs = versions
    kind = decision(*(MISSING if each is None else each.node.plain() for each in versions))
    if kind in (OURS, THEIRS):
        chosen = _source(ours if kind == OURS else theirs)
        return chosen, chosen, chosen
    if kind == CONFLICT:
        return _source(base), _source(ours), _source(theirs)
    if ours is None or theirs is None:
        raise CannotRealiseError
    before = ours.text[ours.start : ours.node.start]
    inside = [_children(each) for each in (base, ours, theirs)]
    found = [_texts(_versions(inside, places)) for places in _slots(base, ours, theirs)]
    frame = _Frame.of(ours if inside[1] else theirs)
    by_side = [[each[side] for each in found] for side in range(3)]
    every = [before + frame.around([text for text in texts if text is not None]) for texts in by_side]
    return every[0], every[1], every[2]


class _Frame(NamedTuple):
    """The brackets with the spaces inside, and what stands between two items."""

    head: str
    between: str
    tail: str

    @classmethod
    def of(cls, item: _Item) -> _Frame:
        text, node = item.text, item.node
        spans = flow.spans_of(text, node) if isinstance(node, List | Map) else []
        if not spans:
            return cls(text[node.start], ", ", text[node.end - 1])
        between = text[spans[0][1] : spans[1][0]] if len(spans) > 1 else ", "
        return cls(text[node.start : spans[0][0]], between, text[spans[-1][1] : node.end])

    def around(self, items: list[str]) -> str:
        return self.head + self.between.join(items) + self.tail


def _source(item: _Item | None) -> str | None:
    return None if item is None else item.text[item.start : item.end]


def _children(item: _Item | None) -> list[_Item]:
    if item is None or not isinstance(item.node, List | Map) or item.node.anchor or item.node.tag:
        if item is not None and item.node.plain() not in (None, "", [], {}):
            raise CannotRealiseError
        return []
    node = item.node
    if not node.flow or any(each in _inside(item) for each in "\n\r\x85\u2028\u2029"):
        raise CannotRealiseError
    values = [value for _, value in node.pairs] if isinstance(node, Map) else node.items
    spans = flow.spans_of(item.text, node)
    return [_Item(item.text, *span, value) for span, value in zip(spans, values, strict=True)]


def _inside(item: _Item) -> str:
    return item.text[item.node.start : item.node.end]


def _versions(inside: list[list[_Item]], places: tuple[int | None, ...]) -> Versions:
    base, ours, theirs = (
        None if place is None else items[place] for place, items in zip(places, inside, strict=True)
    )
    return base, ours, theirs


def _slots(base: _Item | None, ours: _Item, theirs: _Item) -> list[tuple[int | None, ...]]:
    old, mine, other = (each.node.plain() if each else None for each in (base, ours, theirs))
    if isinstance(mine, dict) and isinstance(other, dict):
        return list(keys_in_order(list(old if isinstance(old, dict) else {}), list(mine), list(other)))
    if isinstance(mine, list) and isinstance(other, list):
        return list(items_in_order(old if isinstance(old, list) else [], mine, other))
    raise CannotRealiseError
