"""The indent style of a file: how far things stand in, seen from what is there."""

from __future__ import annotations

from typing import NamedTuple

from plaincrm.book.yaml.nodes import List, Map, Node
from plaincrm.book.yaml.places import is_missing
from plaincrm.book.yaml.reading import children


class Style(NamedTuple):
    """*step*: a map below its key; *dash*: a list's dashes below its key; *gap*: spaces after a dash."""

    step: int = 2
    dash: int = 2
    gap: int = 1
    block_lists: bool = False  # short lists stand one item per line, too
    airy: bool = True  # with text blocks and blank lines; not where these would run into what is around


def style_of(root: Node) -> Style:
    """The style of the first indented things of a text; canonical where it has none."""
    step = dash = gap = None
    block_lists = flow_lists = False
    for column, value in _pairs(root):
        if isinstance(value, Map) and not value.flow and step is None:
            step = value.column - column
        elif isinstance(value, List) and not value.flow and value.anchor is None:
            dash = value.column - column if dash is None else dash
            gap = gap_of(value.items[0], value) if gap is None else gap
            block_lists = block_lists or not isinstance(value.items[0], Map | List)
        elif isinstance(value, List) and value.items:
            flow_lists = True
    step = step or dash or 2
    return Style(step, step if dash is None else dash, gap or 1, block_lists and not flow_lists)


def gap_of(last: Node, dashes: List) -> int | None:
    """Spaces between the dash and the item; None where that cannot be told."""
    gap = last.column - dashes.column - 1
    return gap if 0 < gap < 9 and not is_missing(last) else None


def _pairs(node: Node) -> list[tuple[int, Node]]:
    found: list[tuple[int, Node]] = []
    if isinstance(node, Map) and not node.flow:
        found += [(key.column, value) for key, value in node.pairs]
    for below in children(node):
        found += _pairs(below)
    return found
