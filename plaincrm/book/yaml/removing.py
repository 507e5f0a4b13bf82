"""Taking out a field or an entry, with the comments that belong to it and no other."""

from __future__ import annotations

from plaincrm.book.yaml import flow
from plaincrm.book.yaml.errors import EditRefusedError
from plaincrm.book.yaml.lines import Splice, line_end, line_start, next_line
from plaincrm.book.yaml.nodes import List, Map, Node, Scalar, Step
from plaincrm.book.yaml.places import (
    Path,
    Place,
    after_colon,
    below_comments,
    content_end,
    dash_of,
    find,
    is_explicit,
    pair_end,
    read_for,
    refuse_explicit,
    starts_line,
)
from plaincrm.book.yaml.reading import children
from plaincrm.book.yaml.verify import carried_out
from plaincrm.book.yaml.wanted import without


def remove(text: str, path: Path) -> str:
    """The text without the field or entry at *path*; the text itself where there is none.

    The last entry leaves ``[]`` behind and the last key ``{}``.
    Raises EditRefusedError (exit 4) where this is for a human, YamlError (exit 4) for an unreadable text.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    root = read_for(body, path)
    place = find(root, path)
    if place.rest or not path:
        return text
    splices = _splices(body, place)
    return mark + carried_out(body, root, splices, without(root.plain(), path), path, cuts=True)


def _splices(text: str, place: Place) -> list[Splice]:
    parent = place.parents[-1]
    position = _position(parent, place.path[-1])
    if isinstance(parent, Map):
        refuse_explicit(text, parent.pairs[position][0])
    if parent.flow:
        return flow.remove(text, parent, position)
    starts = _starts(text, parent)
    start, column = starts[position], starts[0] - line_start(text, starts[0])
    end = line_end(text, below_comments(text, _content_end(text, parent, position), column))
    if len(starts) == 1:
        return _emptied(text, place, start, end)
    if starts_line(text, start):
        return [_whole_lines(text, start, end, parent, position)]
    return [_behind_dash(text, start, end, starts[1])]


def _position(parent: List | Map, step: Step) -> int:
    return parent.index(step) if isinstance(parent, Map) else int(step)


def _starts(text: str, parent: List | Map) -> list[int]:
    """Where each key, or each dash, of a block stands."""
    if isinstance(parent, Map):
        return [
            key.start if not is_explicit(text, key) else text.rindex("?", 0, key.start)
            for key, _ in parent.pairs
        ]
    if parent.anchor is not None:
        raise EditRefusedError(parent.line, f"the list bears the anchor &{parent.anchor}")
    return [dash_of(text, parent, index) for index in range(len(parent.items))]


def _content_end(text: str, parent: List | Map, position: int) -> int:
    if isinstance(parent, Map):
        return pair_end(text, *parent.pairs[position])
    return content_end(text, parent.items[position])


def _emptied(text: str, place: Place, start: int, end: int) -> list[Splice]:
    """``[]`` or ``{}``: behind the key it belongs to, or where the only item or key stood."""
    empty = "{}" if isinstance(place.parents[-1], Map) else "[]"
    above = place.parents[-2] if len(place.parents) > 1 else None
    if not isinstance(above, Map) or not starts_line(text, start):
        return [Splice(start, end, empty)]
    colon = after_colon(text, above.key(place.path[-2])) or above.start
    return [Splice(colon, colon, f" {empty}"), _lines(text, start, end)]


def _whole_lines(text: str, start: int, end: int, parent: List | Map, position: int) -> Splice:
    if end < len(text) or _ends_in_text_block(parent, position - 1):
        return Splice(line_start(text, start), next_line(text, end), "")
    return _lines(text, start, end)


def _lines(text: str, start: int, end: int) -> Splice:
    """The lines from *start* to *end*; a text without a final line end stays without."""
    first = line_start(text, start)
    if end < len(text):
        return Splice(first, next_line(text, end), "")
    return Splice(first - (2 if text[first - 2 : first] == "\r\n" else 1), end, "")


def _ends_in_text_block(parent: List | Map, position: int) -> bool:
    """Whether the last line of a child needs its line end to be read as it is."""
    node: Node = parent.pairs[position][1] if isinstance(parent, Map) else parent.items[position]
    while below := children(node):
        node = below[-1]
    return isinstance(node, Scalar) and node.style in ("|", ">")


def _behind_dash(text: str, start: int, end: int, following: int) -> Splice:
    """Pulls the next key up to the dash, unless comments stand between."""
    if not text[end:following].strip():
        return Splice(start, following, "")
    dash = len(text[:start].rstrip(" \t"))
    return Splice(dash, end, "")
