"""One value in the place of another, in the same quotes where that is possible."""

from __future__ import annotations

from plaincrm.book.yaml import render, scalars
from plaincrm.book.yaml.errors import EditRefusedError
from plaincrm.book.yaml.lines import Splice, line_break, line_end, lines_below
from plaincrm.book.yaml.nodes import List, Map, Node, Scalar
from plaincrm.book.yaml.places import (
    Place,
    below_comments,
    content_end,
    is_missing,
    map_column,
    refuse_explicit,
    refuse_marked,
)
from plaincrm.book.yaml.render import Source
from plaincrm.book.yaml.scalars import Value, raw
from plaincrm.book.yaml.style import style_of
from plaincrm.book.yaml.verify import carried_out
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
    if place.flow:
        splices = [_in_brackets(text, node, _written(node, value, flow=True))]
    elif isinstance(parent, Map):
        splices = _in_block_map(text, root, place, parent, value)
    else:
        splices = _in_block_list(text, node, value, place.parents[-1].column)
    return carried_out(text, root, splices, want, place.path)


def _written(node: Node, value: Value, *, flow: bool) -> str:
    """The value on one line, in the quotes of the one before."""
    if isinstance(node, Scalar) and value is not None and scalars.is_scalar(value):
        like = node.style if node.style in ("'", '"') else ""
        return scalars.one_line(value, flow=flow, like=like, before="" if like else node.value)
    return render.inline(value, flow=flow)


def _in_brackets(text: str, node: Node, new: str) -> Splice:
    if not is_missing(node):
        return Splice(node.start, node.end, new)
    if text[node.start - 1] != ":":
        raise EditRefusedError(node.line, "a key without a colon stands here")
    if text[node.start : node.start + 1] == " ":
        return Splice(node.start + 1, node.start + 1, new)
    return Splice(node.start, node.start, f" {new}")


def _in_block_map(text: str, root: Node, place: Place, parent: Map, value: Value) -> list[Splice]:
    node = place.node
    key = parent.key(place.path[-1])
    column = map_column(text, parent)
    new = _source(node, value, root, len(place.path) - 1)
    new = new._replace(lines=render.indented(new.lines, column))
    colon = text.index(":", key.end) + 1
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        return _instead_of_text_block(text, node, new)
    if isinstance(node, List | Map) and not node.flow:
        return _instead_of_block(text, colon, content_end(text, node), new)
    splices = [_on_the_line(text, colon, node, new.head)]
    if new.lines:
        end = node.end
        if not new.head:  # comments below an empty key stay above its first entry
            end = below_comments(text, end, column)
        splices.append(lines_below(text, end, new.lines, closed=render.ends_in_line_break(value)))
    return splices


def _source(node: Node, value: Value, root: Node, depth: int) -> Source:
    new = render.source(value, style_of(root), depth)
    return Source(_written(node, value, flow=False), []) if new.head and not new.lines else new


def _on_the_line(text: str, colon: int, node: Node, head: str) -> Splice:
    if not head:
        return Splice(colon, node.end, "")
    if not is_missing(node):
        return Splice(node.start, node.end, head)
    blanks = text[colon : line_end(text, colon)]
    if "\t" in blanks and not blanks.strip():
        return Splice(colon, colon + len(blanks), f" {head}")
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


def _in_block_list(text: str, node: Node, value: Value, column: int) -> list[Splice]:
    if is_missing(node):
        return [Splice(node.start, node.start, " " + _written(node, value, flow=False))]
    end = content_end(text, node)
    if not scalars.is_block(value):
        return [Splice(node.start, end, _written(node, value, flow=False))]
    head, lines = scalars.block(value)
    newline = line_break(text, node.start)
    body = "".join(newline + line for line in render.indented(lines, column + 2))
    return [Splice(node.start, end, head), Splice(line_end(text, end), line_end(text, end), body)]
