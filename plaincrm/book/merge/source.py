"""A text as the tree of its parts: every pair and item of its block maps and lists with its own lines.

The parts together are the text, character by character. What stands in brackets, and what this does not
understand, is one part without children. Texts come here with LF or mixed line ends and a final one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.book.yaml.lines import line_start, next_line
from plaincrm.book.yaml.nodes import List, Map, Node
from plaincrm.book.yaml.places import (
    after_colon,
    below_comments,
    content_end,
    dash_of,
    is_explicit,
    is_missing,
    pair_end,
    starts_line,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKS = re.compile(r"(?:[ \t]+[&!][^\s]*)*")
_LINES = re.compile("[^\n\r\x85\u2028\u2029]*(?:\r\n|[\n\r\x85\u2028\u2029])|[^\n\r\x85\u2028\u2029]+$")


class Source:
    """One pair or item of a text, or the whole of it.

    *lead*: the lines above it, comments and blank ones. *stem*: from its key or dash to the end of its
    value; of what stands before its children, where it has any. *after*: the rest of that line, and the
    comments below that belong to it. *opening* and *closing*: lines before the first child, below the last.
    """

    __slots__ = (
        *(
            "after",
            "children",
            "closing",
            "column",
            "data",
            "lead",
            "node",
            "opening",
            "start",
            "stem",
            "text",
        ),
    )

    def __init__(self, text: str, node: Node, column: int, start: int) -> None:
        self.text = text
        self.node = node
        self.data = node.plain()
        self.column = column
        self.start = start
        self.lead: list[str] = []
        self.stem = ""
        self.after: list[str] = []
        self.opening: list[str] = []
        self.children: dict[str | int, Source] | None = None
        self.closing: list[str] = []

    @property
    def inline(self) -> bool:
        """Whether the first child stands on the same line, behind a dash."""
        return bool(self.children and self.stem) and not self.after

    def own_lines(self) -> Iterator[str]:
        """All of its lines that are not values: comments, trailing ones too, and blank lines."""
        yield from (*self.after, *self.opening, *self.closing)
        for child in (self.children or {}).values():
            yield from child.lead
            yield from child.own_lines()


def read_source(text: str, root: Node) -> Source:
    """The tree of a whole text, which must end in a line end (or be empty)."""
    source = Source(text, root, 0, 0)
    if isinstance(root, Map) and root.pairs and not root.flow and _is_plain_block(text, root):
        first = line_start(text, _start(text, root, 0))
        source.opening = lines_of(text[:first])
        source.column = -1
        _fill(text, source, root, len(text), first)
    else:
        source.start = root.start
        end = content_end(text, root)
        source.opening = lines_of(text[: line_start(text, root.start)])
        source.stem = text[line_start(text, root.start) : end]
        source.start = line_start(text, root.start)
        source.after = lines_of(text[end:])
    return source


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends, as YAML sees lines."""
    return _LINES.findall(text)


def written(source: Source, column: int, *, inline: bool = False) -> str:
    """The text of a part without its lead, moved so that its key or dash stands in *column*.

    With *inline* it begins behind the dash of its list item.
    """
    text = "".join([source.stem, *source.after, *source.opening])
    for number, child in enumerate((source.children or {}).values()):
        behind = source.inline and number == 0
        text += "".join(child.lead) + written(child, child.column, inline=behind)
    text = shifted(text + "".join(source.closing), column - source.column)
    return text if inline else " " * column + text


def shifted(text: str, by: int) -> str:
    """All lines but the first moved to the right, or to the left as far as they can be."""
    if not by or source_is_one_line(text):
        return text
    first, *rest = lines_of(text)
    return first + "".join(_moved(line, by) for line in rest)


def source_is_one_line(text: str) -> bool:
    """Whether a text has no line end but its last."""
    return len(lines_of(text)) <= 1


def _moved(line: str, by: int) -> str:
    if by > 0:
        return " " * by + line if line.strip() else line
    return line[min(-by, len(line) - len(line.lstrip(" "))) :]


def _fill(text: str, source: Source, node: Map | List, end: int, at: int) -> None:
    """Cut text[at:end] into the children of a block map or list."""
    source.children = {}
    for number in range(_count(node)):
        start = _start(text, node, number)
        top = line_start(text, start)
        lines = lines_of(text[at:top]) if top > at else []
        child, at = _child(text, node, number, start)
        if number == 0:
            source.opening += lines
        else:
            child.lead = lines
        source.children[_name(node, number)] = child
    source.closing = lines_of(text[at:end])


def _child(text: str, node: Map | List, number: int, start: int) -> tuple[Source, int]:
    """One pair or item, and where the text behind it begins."""
    value = node.pairs[number][1] if isinstance(node, Map) else node.items[number]
    column = node.column if isinstance(node, List) else start - line_start(text, start)
    stop = pair_end(text, *node.pairs[number]) if isinstance(node, Map) else _item_end(text, value, start)
    end = next_line(text, below_comments(text, stop, column))
    child = Source(text, value, column, start)
    if not (isinstance(value, Map | List) and _has_children(text, node, number, value)):
        child.stem = text[start:stop]
        child.after = lines_of(text[stop:end])
        return child, end
    head = _head_end(text, node, number, start)
    first = _start(text, value, 0)
    if line_start(text, first) > start:
        child.stem = text[start:head]
        child.after = lines_of(text[head : next_line(text, head)])
        _fill(text, child, value, end, next_line(text, head))
    else:
        child.stem = text[start:first]
        _fill(text, child, value, end, first)
    return child, end


def _item_end(text: str, value: Node, dash: int) -> int:
    return dash + 1 if is_missing(value) else content_end(text, value)


def _has_children(text: str, node: Map | List, number: int, value: Map | List) -> bool:
    """Whether a value is a block whose children stand below it, or a map behind a dash."""
    if value.flow or not _count(value) or not _is_plain_block(text, value):
        return False
    start = _start(text, node, number)
    if line_start(text, _start(text, value, 0)) > start:
        head = _head_end(text, node, number, start)
        rest = text[head : next_line(text, head)].strip()
        return not rest or rest.startswith("#")
    return isinstance(node, List) and isinstance(value, Map) and value.anchor is None


def _is_plain_block(text: str, node: Map | List) -> bool:
    """Whether every child of a block begins its own line (the first may stand behind a dash)."""
    if isinstance(node, Map) and any(is_explicit(text, key) for key, _ in node.pairs):
        return False
    if isinstance(node, List) and node.anchor is not None:
        return False  # where the first dash stands is not told
    starts = [_start(text, node, number) for number in range(_count(node))]
    return all(starts_line(text, start) for start in starts[1:]) and (
        starts_line(text, starts[0]) or isinstance(node, Map)
    )


def _head_end(text: str, node: Map | List, number: int, start: int) -> int:
    """Where the line of a key or dash ends, without a comment: behind the colon and any anchor."""
    end = start + 1 if isinstance(node, List) else after_colon(text, node.pairs[number][0]) or start
    marks = _MARKS.match(text, end)
    return marks.end() if marks else end


def _start(text: str, node: Map | List, number: int) -> int:
    return node.pairs[number][0].start if isinstance(node, Map) else dash_of(text, node, number)


def _count(node: Map | List) -> int:
    return len(node.pairs) if isinstance(node, Map) else len(node.items)


def _name(node: Map | List, number: int) -> str | int:
    return node.pairs[number][0].value if isinstance(node, Map) else number
