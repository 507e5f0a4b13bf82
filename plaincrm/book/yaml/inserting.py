"""New keys, and all that is missing above them, at their canonical place."""

from __future__ import annotations

from plaincrm.book.yaml import flow, render
from plaincrm.book.yaml.errors import EditRefusedError
from plaincrm.book.yaml.lines import Splice, line_break, line_start, lines_below, previous_line
from plaincrm.book.yaml.nodes import List, Map, Node, Scalar
from plaincrm.book.yaml.places import (
    Order,
    Path,
    Place,
    below_comments,
    key_place,
    map_column,
    order_at,
    pair_end,
    starts_line,
)
from plaincrm.book.yaml.replacing import replace
from plaincrm.book.yaml.scalars import Value, raw
from plaincrm.book.yaml.style import Style
from plaincrm.book.yaml.verify import carried_out_in_style
from plaincrm.book.yaml.wanted import with_key

# These stand apart from what is above them.
ENTRY_LISTS = ("contact_log", "sales", "deals", "feedback")


def insert(text: str, root: Node, place: Place, value: Value, order: Order) -> str:
    """The text with *value* at a place of which only the beginning exists."""
    node, key = place.node, _key(place)
    for step in reversed(place.rest[1:]):
        if isinstance(step, int):
            raise EditRefusedError(node.line, f'"{key}" has no item {step + 1}')
        value = {step: value}
    if isinstance(node, Scalar) and node.plain() is None:
        return replace(text, root, place, {key: value})
    if not isinstance(node, Map):
        raise EditRefusedError(node.line, f'"{key}" cannot be put below this value')
    if not node.pairs and not place.flow and place.path:
        return replace(text, root, place, {key: value})
    position = key_place(node, key, order_at(order, place.path))
    if not node.flow:
        position = position or _first_or_second(text, node)

    def plan(style: Style) -> list[Splice]:
        if node.flow:
            return flow.insert(text, node, position, flow.inline_pair(node, key, value), style.step)
        return [_in_block(text, node, position, key, value, style, place.path)]

    want = with_key(root.plain(), place.path, position, key, raw(value))
    return carried_out_in_style(text, root, plan, want, (*place.path, key))


def _key(place: Place) -> str:
    step = place.rest[0]
    if isinstance(step, int):
        raise EditRefusedError(place.node.line, f"there is no item {step + 1}")
    return step


def _first_or_second(text: str, node: Map) -> int:
    """0, unless a comment stands above the first key: it would end up describing the new one."""
    start = node.pairs[0][0].start
    above = previous_line(text, start).strip()
    return 1 if starts_line(text, start) and above.startswith("#") else 0


def _in_block(
    text: str, node: Map, position: int, key: str, value: Value, style: Style, path: Path
) -> Splice:
    column = map_column(text, node)
    lines = render.indented(render.pair(key, value, style, len(path)), column)
    if position == 0:
        return _above(text, node, lines, column)
    if style.airy and not path and key in ENTRY_LISTS and _apart(text, node):
        lines = ["", *lines]
    end = below_comments(text, pair_end(text, *node.pairs[position - 1]), column)
    return lines_below(text, end, lines, closed=render.ends_in_line_break(value, style))


def _above(text: str, node: Map, lines: list[str], column: int) -> Splice:
    """In front of the first key, which may stand behind a dash."""
    start = node.pairs[0][0].start
    newline = line_break(text, start)
    lines = [lines[0].lstrip(" "), *lines[1:]]
    return Splice(start, start, newline.join(lines) + newline + " " * column)


def _apart(text: str, node: Map) -> bool:
    """Whether the file's entry lists stand apart; a first one does."""
    lists = [key for key, value in node.pairs if key.value in ENTRY_LISTS and isinstance(value, List)]
    return all(_above_comments(text, key.start) == "" for key in lists)


def _above_comments(text: str, index: int) -> str:
    """The nearest line above that is no comment, without its spaces; empty at the top of the text."""
    while (line := previous_line(text, index).strip()).startswith("#"):
        index = line_start(text, index) - 1
    return line
