"""A text as the tree of its parts: every pair and item of its block maps and lists with its own lines.

The parts together are the text, character by character. What stands in brackets, and what this does not
understand, is one part without children. Texts come here with LF or mixed line ends and a final one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.book.yaml.lines import line_start, next_line, only_blanks
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
from plaincrm.book.yaml.reading import children

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
    starts = _starts(text, root)
    if starts:
        first = line_start(text, starts[0])
        source = Source(text, root, -1, 0)
        source.opening = lines_of(text[:first])
        _fill(source, starts, len(text), first)
        return source
    source = Source(text, root, 0, line_start(text, root.start))
    end = content_end(text, root)
    source.opening = lines_of(text[: source.start])
    source.stem = text[source.start : end]
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


def _fill(source: Source, starts: list[int], end: int, at: int) -> None:
    """Cut text[at:end] into the children of a block map or list, whose keys or dashes stand at *starts*."""
    text, node = source.text, source.node
    source.children = {}
    for number, start in enumerate(starts):
        top = line_start(text, start)
        lines = lines_of(text[at:top]) if top > at else []
        name, value, stop = _child(text, node, number, start)
        column = node.column if isinstance(node, List) else start - top
        at = next_line(text, below_comments(text, stop, column))
        child = Source(text, value, column, start)
        _cut(child, _head_end(text, node, number, start), stop, at)
        if number == 0:
            source.opening += lines
        else:
            child.lead = lines
        source.children[name] = child
    source.closing = lines_of(text[at:end])


def _child(text: str, node: Node, number: int, start: int) -> tuple[str | int, Node, int]:
    """The name of one pair or item, its value, and where that ends."""
    if isinstance(node, Map):
        key, value = node.pairs[number]
        return key.value, value, pair_end(text, key, value)
    item = children(node)[number]
    return number, item, start + 1 if is_missing(item) else content_end(text, item)


def _cut(source: Source, head: int, stop: int, end: int) -> None:
    """Cut one pair or item: its key or dash ends at *head*, its value at *stop*, all of it at *end*."""
    text, node, start = source.text, source.node, source.start
    starts = _starts(text, node)
    if starts and line_start(text, starts[0]) > start:
        source.stem = text[start:head]
        source.after = lines_of(text[head : next_line(text, head)])
        if only_blanks(source.after[0].rstrip()):
            _fill(source, starts, end, next_line(text, head))
            return
    elif starts and text[start] == "-" and isinstance(node, Map) and node.anchor is None:
        source.stem = text[start : starts[0]]
        _fill(source, starts, end, starts[0])
        return
    source.stem = text[start:stop]
    source.after = lines_of(text[stop:end])


def _starts(text: str, node: Node) -> list[int]:
    """Where each key or dash of a block stands; nothing where one does not begin its own line.

    The first key may stand behind a dash.
    """
    if not isinstance(node, Map | List) or node.flow:
        return []
    if isinstance(node, Map):
        starts = [key.start for key, _ in node.pairs]
        plain = not any(is_explicit(text, key) for key, _ in node.pairs)
    else:
        plain = node.anchor is None  # else the first dash is not where the list begins
        starts = [dash_of(text, node, number) for number in range(len(node.items))] if plain else []
    alone = starts[1:] if isinstance(node, Map) else starts
    return starts if plain and all(starts_line(text, start) for start in alone) else []


def _head_end(text: str, node: Node, number: int, start: int) -> int:
    """Where the line of a key or dash ends, without a comment: behind the colon and any anchor."""
    end = (after_colon(text, node.pairs[number][0]) or start) if isinstance(node, Map) else start + 1
    marks = _MARKS.match(text, end)
    return marks.end() if marks else end
