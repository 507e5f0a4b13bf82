"""Adding one entry at the end of a list."""

from __future__ import annotations

import functools
import re

from plaincrm.book.yaml import flow, render
from plaincrm.book.yaml.errors import EditRefusedError
from plaincrm.book.yaml.inserting import insert
from plaincrm.book.yaml.lines import Splice, lines_below
from plaincrm.book.yaml.nodes import List, Map, Node, Scalar
from plaincrm.book.yaml.places import (
    Order,
    Path,
    Place,
    below_comments,
    blanks_between,
    content_end,
    find,
    read_for,
    refuse_marked,
)
from plaincrm.book.yaml.replacing import replace
from plaincrm.book.yaml.scalars import Value, is_scalar, raw
from plaincrm.book.yaml.style import Style, gap_of
from plaincrm.book.yaml.verify import carried_out_in_style
from plaincrm.book.yaml.wanted import with_item

_NOTHING = re.compile(r"(?:\s|#.*)*")


def append(text: str, path: Path, value: Value, order: Order = ()) -> str:
    """The text with *value* as the last item of the list at *path*, which is made where it is missing.

    *order* says where a missing list goes: the canonical keys, or what gives them for the path of a map.
    The empty path stands for a file that is itself a list; such a file may also be empty.
    Raises EditRefusedError (exit 4) where this is for a human, YamlError (exit 4) for an unreadable text.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    return mark + _append(text[len(mark) :], path, value, order)


def _append(text: str, path: Path, value: Value, order: Order) -> str:
    if not path and _NOTHING.fullmatch(text):
        return text + "\n".join([*render.item(value, Style(), 2), ""])
    root = read_for(text, path)
    place = find(root, path)
    node = place.node
    if place.rest or (isinstance(node, Scalar) and node.plain() is None):
        return _made(text, root, place, [value], order)
    refuse_marked(node)
    if isinstance(node, Scalar) and is_scalar(value):
        return replace(text, root, place, [node.value, value])
    if not isinstance(node, List):
        found = "a map" if isinstance(node, Map) else "a single value"
        raise EditRefusedError(node.line, f"{path[-1]} is {found}, not a list of entries")
    empty = node.flow and not text[node.start + 1 : node.end - 1].strip()
    if empty and not place.flow and not is_scalar(value) and path:
        return replace(text, root, place, [value])
    plan = functools.partial(_in_flow if node.flow else _in_block, text, node, path, value)
    want = with_item(root.plain(), path, raw(value))
    return carried_out_in_style(text, root, plan, want, (*path, len(node.items)))


def _made(text: str, root: Node, place: Place, value: Value, order: Order) -> str:
    return insert(text, root, place, value, order) if place.rest else replace(text, root, place, value)


def _in_flow(text: str, node: List, _: Path, value: Value, style: Style) -> list[Splice]:
    return flow.insert(text, node, len(node.items), flow.inline_item(node, value), style.step)


def _in_block(text: str, node: List, path: Path, value: Value, style: Style) -> list[Splice]:
    last = node.items[-1]
    style = style._replace(gap=gap_of(last, node) or style.gap)
    siblings = isinstance(last, Map)
    braces = isinstance(last, Map) and last.flow
    lines = render.item(value, style, 1 if siblings else len(path), flow=braces)
    lines = [""] * blanks_between(text, node) + render.indented(lines, node.column)
    end = below_comments(text, content_end(text, last), node.column)
    return [lines_below(text, end, lines, closed=render.ends_in_line_break(value, style))]
