"""One value in the place of another, in the same quotes where that is possible."""

from __future__ import annotations

import functools

from plaincrm.book.yaml import render, scalars
from plaincrm.book.yaml.errors import EditRefusedError
from plaincrm.book.yaml.lines import Splice, line_break, line_end, lines_below
from plaincrm.book.yaml.nodes import List, Map, Node, Scalar
from plaincrm.book.yaml.places import (
    Place,
    after_colon,
    below_comments,
    content_end,
    is_missing,
    map_column,
    refuse_explicit,
    refuse_marked,
)
from plaincrm.book.yaml.render import Source
from plaincrm.book.yaml.scalars import Value, raw
from plaincrm.book.yaml.style import Style
from plaincrm.book.yaml.verify import carried_out_in_style
from plaincrm.book.yaml.wanted import with_value


def replace(text: str, root: Node, place: Place, value: Value) -> str:
    """The text with *value* instead of what stands at *place* (its ``rest`` does not count)."""
    node = place.node
    refuse_marked(node)
    if not place.path:
        raise EditRefusedError(1, "the whole file cannot be replaced")
    want = with_value(root.plain(), place.path, raw(value))
    last = place.path[-1]
    parent = place.parents[-1]
    if isinstance(parent, Map):
        refuse_explicit(text, parent.key(last))
    plan = functools.partial(_splices, text, place, value)
    return carried_out_in_style(text, root, plan, want, place.path)


def _splices(text: str, place: Place, value: Value, style: Style) -> list[Splice]:
    node, parent = place.node, place.parents[-1]
    if place.flow:
        return [_in_brackets(text, place, _written(node, value, flow=True))]
    if isinstance(parent, List):
        return _in_block_list(text, node, value, parent.column, style)
    new = _source(node, value, style, len(place.path) - 1)
    return _in_block_map(text, place, parent, new, closed=render.ends_in_line_break(value, style))


def _written(node: Node, value: Value, *, flow: bool) -> str:
    """The value on one line, in the quotes of the one before."""
    if isinstance(node, Scalar) and value is not None and scalars.is_scalar(value):
        like = node.style if node.style in ("'", '"') else ""
        return scalars.one_line(value, flow=flow, like=like, before="" if like else node.value)
    return render.inline(value, flow=flow)


def _in_brackets(text: str, place: Place, new: str) -> Splice:
    node, parent = place.node, place.parents[-1]
    if not is_missing(node) or not isinstance(parent, Map):
        return Splice(node.start, node.end, new)
    key = parent.key(place.path[-1])
    at = after_colon(text, key)
    if at is None:
        return Splice(key.end, key.end, f": {new}")
    if text[at : at + 1] == " ":
        return Splice(at + 1, at + 1, new)
    return Splice(at, at, f" {new}")


def _in_block_map(text: str, place: Place, parent: Map, new: Source, *, closed: bool) -> list[Splice]:
    node = place.node
    column = map_column(text, parent)
    new = new._replace(lines=render.indented(new.lines, column))
    colon = after_colon(text, parent.key(place.path[-1])) or node.start
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        return _instead_of_text_block(text, node, new)
    if isinstance(node, List | Map) and not node.flow:
        return _instead_of_block(text, colon, content_end(text, node), new)
    splices = [_on_the_line(text, colon, node, new.head)]
    if new.lines:
        # comments below an empty key stay above its first entry
        end = colon if is_missing(node) else node.end
        end = end if new.head else below_comments(text, end, column)
        splices.append(lines_below(text, end, new.lines, closed=closed))
    return splices


def _source(node: Node, value: Value, style: Style, depth: int) -> Source:
    new = render.source(value, style, depth)
    return Source(_written(node, value, flow=False), []) if new.head and not new.lines else new


def _on_the_line(text: str, colon: int, node: Node, head: str) -> Splice:
    if not head:
        return Splice(max(colon, len(text[: node.start].rstrip())), max(colon, node.end), "")
    if not is_missing(node):
        return Splice(node.start, node.end, head)
    rest = text[colon : line_end(text, colon)]
    blanks = rest[: len(rest) - len(rest.lstrip())]
    if "\t" in blanks:  # not every parser takes a tab after a plain value
        return Splice(colon, colon + len(blanks), f" {head}" + (" " if rest.strip() else ""))
    return Splice(colon, colon, f" {head}")


def _instead_of_text_block(text: str, node: Scalar, new: Source) -> list[Splice]:
    head_line = line_end(text, node.start)
    head_end = node.start + len(text[node.start : head_line].split("#")[0].rstrip())
    end = content_end(text, node)
    newline = line_break(text, node.start)
    body = "".join(newline + line for line in new.lines)
    return [Splice(node.start, head_end, new.head), Splice(head_line, max(end, head_line), body)]


def _instead_of_block(text: str, colon: int, end: int, new: Source) -> list[Splice]:
    first_line = line_end(text, colon)
    newline = line_break(text, colon)
    body = "".join(newline + line for line in new.lines)
    head = [Splice(colon, colon, f" {new.head}")] if new.head else []
    return [*head, Splice(first_line, line_end(text, end), body)]


def _in_block_list(text: str, node: Node, value: Value, column: int, style: Style) -> list[Splice]:
    if is_missing(node):
        return [Splice(node.start, node.start, " " + _written(node, value, flow=False))]
    end = content_end(text, node)
    if not (style.airy and scalars.is_block(value)):
        return [Splice(node.start, end, _written(node, value, flow=False))]
    head, lines = scalars.block(value)
    newline = line_break(text, node.start)
    body = "".join(newline + line for line in render.indented(lines, column + 2))
    return [Splice(node.start, end, head), Splice(line_end(text, end), line_end(text, end), body)]
