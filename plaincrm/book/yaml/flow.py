"""Adding to and taking from lists in brackets and maps in braces."""

from __future__ import annotations

import re

from plaincrm.book.yaml import render
from plaincrm.book.yaml.errors import EditRefusedError
from plaincrm.book.yaml.lines import (
    Splice,
    line_break,
    line_end,
    line_start,
    next_line,
    only_blanks,
)
from plaincrm.book.yaml.nodes import List, Map, Node, Scalar
from plaincrm.book.yaml.places import is_missing, pair_end, starts_line
from plaincrm.book.yaml.scalars import Value

_FAR_COMMA = re.compile(r"(?:\s|#[^\n\r]*)*,")
JSON_QUOTE = '"'
Span = tuple[int, int]
_COMMA = re.compile(r"[ \t]*,")
_BLANKS_BEFORE_COMMA = re.compile(r"[ \t]*(?=[,}\]])")


def insert(text: str, node: List | Map, position: int, new: str, step: int) -> list[Splice]:
    """Puts *new* at *position*, on a line of its own where its neighbours have one."""
    spans = spans_of(text, node)
    if not spans:
        return [_into_empty(text, node, new, step)]
    if position == 0:
        return [_before_first(text, spans[0], new)]
    start, end = spans[position - 1]
    comma = _COMMA.match(text, end)
    after = comma.end() if comma else end
    if not starts_line(text, start):
        return [Splice(end, end, f", {new}")]
    newline = line_break(text, end) + text[line_start(text, start) : start]
    stop = line_end(text, after)
    if not only_blanks(text[after:stop]):
        return [Splice(end, end, f",{newline}{new}")]
    if comma:
        return [Splice(stop, stop, f"{newline}{new},")]
    return [Splice(end, end, ","), Splice(stop, stop, newline + new)]


def remove(text: str, node: List | Map, position: int) -> list[Splice]:
    """Takes out one item or pair with its comma, and its line where it stands alone on it."""
    spans = spans_of(text, node)
    start, end = spans[position]
    comma = _comma(text, spans, position)
    after = comma.end if comma and end <= comma.start < line_end(text, end) else end
    if starts_line(text, start) and only_blanks(text[after : line_end(text, after)]):
        lines = Splice(line_start(text, start), next_line(text, after), "")
        return [lines] if comma is None or lines.start <= comma.start < lines.end else [comma, lines]
    if comma is None:
        return [Splice(start, end, "")]
    low, high = _reach(spans, position)
    if "#" in text[low:start] + text[end:high]:
        return [comma, Splice(start, end, "")]
    return [Splice(low, high, "")]


def _comma(text: str, spans: list[Span], position: int) -> Splice | None:
    """Takes out the comma that goes with an item: the one behind it, for the last the one in front."""
    comma = _FAR_COMMA.match(text, spans[position][1])
    if comma is None and position:
        comma = _FAR_COMMA.match(text, spans[position - 1][1])
    return Splice(comma.end() - 1, comma.end(), "") if comma else None


def _reach(spans: list[Span], position: int) -> Span:
    """From an item to its neighbour: the one behind it, for the last the one in front."""
    start, end = spans[position]
    if position + 1 < len(spans):
        return start, spans[position + 1][0]
    return (spans[position - 1][1], end) if position else (start, end)


def inline_item(node: List, value: Value) -> str:
    """A new item as one would write it here: in quotes where the neighbours look like JSON."""
    return render.inline(value, quote=_quote(node.items[-1]) if node.items else "")


def inline_pair(node: Map, key: str, value: Value) -> str:
    """A new pair as one would write it here."""
    return render.inline_pair(key, value, quote=_quote(node))


def _quote(node: Node) -> str:
    while isinstance(node, Map) and node.pairs:
        node = node.pairs[0][0]
    return JSON_QUOTE if isinstance(node, Scalar) and node.style == JSON_QUOTE else ""


def spans_of(text: str, node: List | Map) -> list[Span]:
    """Start and end of every item or pair; an empty value reaches to the comma behind it."""
    if isinstance(node, List):
        return [(item.start, item.end) for item in node.items]
    spans = []
    for key, value in node.pairs:
        end = pair_end(text, key, value)
        if is_missing(value):
            blanks = _BLANKS_BEFORE_COMMA.match(text, end)
            end = blanks.end() if blanks else end
        spans.append((key.start, end))
    return spans


def _into_empty(text: str, node: List | Map, new: str, step: int) -> Splice:
    inside = text[node.start + 1 : node.end - 1]
    if not inside.strip(" \t"):
        return Splice(node.start + 1, node.end - 1, new)
    closing = line_start(text, node.end - 1)
    if not starts_line(text, node.end - 1):
        raise EditRefusedError(node.line, "nothing but comments stands in these brackets")
    indent = text[closing : node.end - 1] + " " * step
    return Splice(closing, closing, indent + new + line_break(text, node.start))


def _before_first(text: str, first: Span, new: str) -> Splice:
    start = first[0]
    if not starts_line(text, start):
        return Splice(start, start, f"{new}, ")
    indent = text[line_start(text, start) : start]
    return Splice(start, start, f"{new},{line_break(text, start)}{indent}")
