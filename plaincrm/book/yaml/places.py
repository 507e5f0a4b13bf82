"""Where things end, what belongs to them, and where a new key has its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from plaincrm.book.yaml.errors import EditRefusedError
from plaincrm.book.yaml.lines import blank_lines, line_end, line_start, next_line
from plaincrm.book.yaml.nodes import Alias, List, Map, Node, Scalar, Step
from plaincrm.book.yaml.reading import read

_LINE = re.compile("[^\n\r\x85\u2028\u2029]+")
_LAST_BREAK = re.compile("(?:\r\n|[\n\r\x85\u2028\u2029])\\Z")
_COLON = re.compile(r"\s*:")

Path = tuple[Step, ...]
Order = Sequence[str] | Callable[[Path], Sequence[str]]


class Place(NamedTuple):
    """What a path leads to: the deepest *node* that exists, how it is reached, what of the path is left."""

    path: Path
    parents: list[List | Map]
    node: Node
    rest: Path

    @property
    def flow(self) -> bool:
        """Whether the node stands somewhere inside brackets or braces."""
        return any(each.flow for each in self.parents)


def read_for(text: str, path: Path) -> Node:
    """The tree of a text that is to be edited at *path*: a map, or a list where the path begins with none."""
    return read(text, ("map",) if path and isinstance(path[0], str) else ("list",))


def find(root: Node, path: Path) -> Place:
    """Follow *path* as far as it goes; EditRefusedError where it leads through an alias."""
    node = root
    parents: list[List | Map] = []
    for depth, step in enumerate(path):
        if isinstance(node, Alias):
            raise EditRefusedError(node.line, f"*{node.anchor} stands for a value written elsewhere")
        below = node.child(step)
        if below is None or not isinstance(node, List | Map):
            return Place(path[:depth], parents, node, path[depth:])
        parents.append(node)
        node = below
    return Place(path, parents, node, ())


def refuse_marked(node: Node) -> None:
    """EditRefusedError where the node bears an anchor or a tag, or is an alias."""
    if isinstance(node, Alias):
        raise EditRefusedError(node.line, f"*{node.anchor} stands for a value written elsewhere")
    if node.anchor is not None:
        raise EditRefusedError(node.line, f"the value bears the anchor &{node.anchor}")
    if node.tag is not None:
        raise EditRefusedError(node.line, "the value bears a tag")


def refuse_explicit(text: str, key: Scalar) -> None:
    """EditRefusedError for a key written with a question mark."""
    if is_explicit(text, key):
        raise EditRefusedError(key.line, f'the key "{key.value}" is written with a "?"')


def is_explicit(text: str, key: Scalar) -> bool:
    """Whether a ``?`` announces the key."""
    before = text[line_start(text, key.start) : key.start]
    return before.rstrip(" \t").endswith("?") and before[-1] in " \t"


def is_missing(node: Node) -> bool:
    """Whether nothing at all is written: the value is the space after a colon, dash or comma."""
    return isinstance(node, Scalar) and node.end == node.start


def content_end(text: str, node: Node) -> int:
    """Index after the last character of the value; after the last line's, for blocks."""
    if isinstance(node, Scalar) and node.style in ("|", ">"):
        return _text_block_end(text, node)
    if isinstance(node, List | Map) and not node.flow:
        if isinstance(node, List):
            return content_end(text, node.items[-1])
        return pair_end(text, *node.pairs[-1])
    return node.end


def pair_end(text: str, key: Scalar, value: Node) -> int:
    """Index after a key with its value, also where the value, or even the colon, is missing."""
    if is_missing(value):
        return after_colon(text, key) or key.end  # parsers differ in where they see what is missing
    return content_end(text, value)


def after_colon(text: str, key: Scalar) -> int | None:
    """Index after the colon of a key; None for a key that stands alone."""
    colon = _COLON.match(text, key.end)
    return colon.end() if colon else None


def below_comments(text: str, index: int, column: int) -> int:
    """Index in the last line that belongs to what ends at *index*: comment lines deeper than *column* do."""
    last = index
    at = next_line(text, index)
    while at < len(text):
        end = line_end(text, at)
        line = text[at:end]
        written = line.lstrip(" \t")
        if written and not (written[0] == "#" and len(line) - len(written) > column):
            break
        if written:
            last = end
        at = next_line(text, at)
    return last


def map_column(text: str, node: Map) -> int:
    """The column of a block map's keys."""
    key = next((key for key, _ in node.pairs if not is_explicit(text, key)), None)
    if key is None:
        raise EditRefusedError(node.line, 'the keys are written with a "?"')
    return key.column


def dash_of(text: str, node: List, index: int) -> int:
    """Index of the dash of one item of a block list."""
    if index == 0:
        return node.start
    before = content_end(text, node.items[index - 1])
    found = re.compile(f"[\n\r\x85\u2028\u2029] {{{node.column}}}-").search(text, before)
    if found is None:
        raise EditRefusedError(node.items[index].line, "the dash of this item is not where it is looked for")
    return found.end() - 1


def blanks_between(text: str, node: List) -> int:
    """The least number of empty lines between two items of a block list; 0 for a single item."""
    fewest = len(text)
    for index, item in enumerate(node.items[:-1]):
        fewest = min(fewest, blank_lines(text, content_end(text, item), dash_of(text, node, index + 1)))
        if fewest == 0:
            break
    return fewest if len(node.items) > 1 else 0


def key_place(node: Map, name: str, order: Sequence[str]) -> int:
    """The position for a new key: after the nearest one before it in *order*; unknown ones go last."""
    rank = {each: position for position, each in reversed(list(enumerate(order)))}
    if name not in rank:
        return len(node.pairs)
    known = [(rank[key.value], index) for index, (key, _) in enumerate(node.pairs) if key.value in rank]
    before = [pair for pair in known if pair[0] < rank[name]]
    return max(before)[1] + 1 if before else 0


def order_at(order: Order, path: Path) -> Sequence[str]:
    """The canonical keys of the map at *path*."""
    return order(path) if callable(order) else order


def starts_line(text: str, index: int) -> bool:
    """Whether nothing but spaces stands before *index* on its line."""
    return not text[line_start(text, index) : index].strip()


def _text_block_end(text: str, node: Scalar) -> int:
    written = text[node.start : node.end]
    head = line_end(written, 0)
    if "+" in written[:head].split("#")[0]:
        return node.start + max(len(_LAST_BREAK.sub("", written)), head)
    lines = [(found.end(), found[0]) for found in _LINE.finditer(written, head)]
    indent = min((len(line) - len(line.lstrip(" ")) for _, line in lines if line.strip()), default=0)
    ends = [end for end, line in lines if line.strip() or len(line) > indent > 0]
    return node.start + max(ends, default=head)
