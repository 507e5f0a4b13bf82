"""The safety net: an edit goes out only if the new text says what it should and everything else stayed."""

from __future__ import annotations

import re
from collections.abc import Callable

from plaincrm.book.yaml.errors import EditRefusedError, YamlError
from plaincrm.book.yaml.lines import Splice, line_end, spliced
from plaincrm.book.yaml.nodes import Alias, Data, List, Map, Node, Scalar
from plaincrm.book.yaml.places import Path, find
from plaincrm.book.yaml.reading import children, read
from plaincrm.book.yaml.style import Style, style_of

_Look = tuple[object, ...]
_COMMENT = re.compile("#[^\n\r\x85\u2028\u2029]*")


def carried_out_in_style(
    text: str, root: Node, plan: Callable[[Style], list[Splice]], want: Data, path: Path
) -> str:
    """The edit planned in the file's own style; in a terser one where that would fail."""
    style = style_of(root)
    try:
        return carried_out(text, root, plan(style), want, path)
    except EditRefusedError:
        return carried_out(text, root, plan(style._replace(airy=False)), want, path)


def carried_out(
    text: str, root: Node, splices: list[Splice], want: Data, path: Path, *, cuts: bool = False
) -> str:
    """The edited text, once it is proven right; EditRefusedError (exit 4) where it is not.

    Proven means: it reads as *want*, key order included; no comment is lost (with *cuts*: none outside what
    was cut); quoting, anchors and tags of everything but *path* are what they were.
    """
    line = root.line_at(path)
    new_text = spliced(text, splices)
    try:
        new_root = read(new_text, (root.kind,))
    except YamlError as error:
        raise EditRefusedError(line, f"the edit would break the file: {error.message}") from None
    if not same(new_root.plain(), want):
        _refuse_open_end(text, root)
        raise EditRefusedError(line, "the edit would change something else in the file")
    kept = comments(text, root, splices if cuts else [])
    if not _is_subsequence(kept, comments(new_text, new_root, [])):
        raise EditRefusedError(line, "the edit would lose a comment")
    old_looks = _looks(root, path, skipped=_existing(root, path))
    new_looks = _looks(new_root, path, skipped=None if cuts else _existing(new_root, path))
    if old_looks != new_looks:
        raise EditRefusedError(line, "the edit would change how something else is written")
    return new_text


def _refuse_open_end(text: str, root: Node) -> None:
    """EditRefusedError where the file ends inside a text block that its own line end would change."""
    node = root
    while below := children(node):
        node = below[-1]
    if isinstance(node, Scalar) and node.style in ("|", ">") and node.end == len(text.rstrip("\r\n")):
        message = "the file ends inside a text block, without a line end"
        raise EditRefusedError(node.line, message, "add a line end after the last line")


def same(one: Data, other: Data) -> bool:
    """Equal, the order of keys included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


def comments(text: str, root: Node, cut: list[Splice]) -> list[str]:
    """All comments of a text in order, but for those inside *cut*."""
    found: list[re.Match[str]] = []
    at = 0
    for start, end in [*_written(text, root), (len(text), len(text))]:
        found += _COMMENT.finditer(text, at, max(start, at))
        at = max(end, at)
    kept = (each for each in found if not any(part.start <= each.start() < part.end for part in cut))
    return [each[0].rstrip() for each in kept]


def _written(text: str, node: Node) -> list[tuple[int, int]]:
    """Start and end of every scalar and alias, in order; a block's head line counts as outside."""
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        return [(node.start, node.start + 1), (line_end(text, node.start), node.end)]
    if isinstance(node, Scalar | Alias):
        return [(node.start, node.end)]
    return [span for below in children(node) for span in _written(text, below)]


def _is_subsequence(some: list[str], every: list[str]) -> bool:
    rest = iter(every)
    return all(each in rest for each in some)


def _existing(root: Node, path: Path) -> Node | None:
    place = find(root, path)
    return None if place.rest else place.node


def _looks(root: Node, edited: Path, skipped: Node | None) -> list[_Look]:
    """How every key and value but the *skipped* one is written, in the order of the text."""
    place = find(root, edited)
    around = {id(node) for node in (*place.parents, *([place.node] if place.rest else []))}
    looks = [_look(root, around)]
    _gather_looks(root, skipped, around, looks)
    return looks


def _gather_looks(node: Node, skipped: Node | None, around: set[int], looks: list[_Look]) -> None:
    if isinstance(node, Map):
        for key, value in node.pairs:
            if value is not skipped:
                looks += [_look(key, around), _look(value, around)]
                _gather_looks(value, skipped, around, looks)
    elif isinstance(node, List):
        for item in node.items:
            if item is not skipped:
                looks.append(_look(item, around))
                _gather_looks(item, skipped, around, looks)


def _look(node: Node, around: set[int]) -> _Look:
    event = node.event
    if isinstance(node, Scalar):
        return (node.kind, event.style, event.anchor, event.tag)
    # a list or map around the edit may have turned from ``[]`` into a block, or back
    flow = isinstance(node, List | Map) and id(node) not in around and node.flow
    return (node.kind, flow, event.anchor, node.tag)
