"""New keys, and all that is missing above them, at their canonical place."""

from __future__ import annotations

from plaincrm.book.yaml import flow, render
from plaincrm.book.yaml.errors import EditRefusedError
from plaincrm.book.yaml.lines import Splice, line_break, lines_below, previous_line
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
from plaincrm.book.yaml.style import Style, style_of
from plaincrm.book.yaml.verify import carried_out
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
    style = style_of(root)
    if node.flow:
        splices = flow.insert(text, node, position, render.inline_pair(key, value), style.step)
    else:
        position = position or _first_or_second(text, node)
        splices = [_block_splice(text, node, position, key, value, style, place.path)]
    want = with_key(root.plain(), place.path, position, key, raw(value))
    return carried_out(text, root, splices, want, (*place.path, key))


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


def _block_splice(
    text: str, node: Map, position: int, key: str, value: Value, style: Style, path: Path
) -> Splice:
    column = map_column(text, node)
    lines = render.indented(render.pair(key, value, style, len(path)), column)
    if position == 0:
        return _above(text, node, lines, column)
    if not path and key in ENTRY_LISTS and _apart(text, node):
        lines = ["", *lines]
    end = below_comments(text, pair_end(text, *node.pairs[position - 1]), column)
    return lines_below(text, end, lines, closed=render.ends_in_line_break(value))


def _above(text: str, node: Map, lines: list[str], column: int) -> Splice:
    """In front of the first key, which may stand behind a dash."""
    start = node.pairs[0][0].start
    newline = line_break(text, start)
    lines = [lines[0].lstrip(" "), *lines[1:]]
    return Splice(start, start, newline.join(lines) + newline + " " * column)


def _apart(text: str, node: Map) -> bool:
    """Whether the file's entry lists stand apart; a first one does."""
    lists = [key for key, value in node.pairs if key.value in ENTRY_LISTS and isinstance(value, List)]
    return all(not previous_line(text, key.start).strip() for key in lists)
