"""The tree of a YAML text: what it says, and exactly where.

Positions count characters of the text without its byte order mark. A node keeps the parser's own events:
most trees are read for a few lines only, so nothing is copied out of them beforehand.
"""

from __future__ import annotations

from typing import Any

Data = dict[str, "Data"] | list["Data"] | str | None
Step = str | int

NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class Node:
    """One value of the text; *kind* is map, list, scalar or alias."""

    __slots__ = ("event",)
    kind = ""

    def __init__(self, event: Any) -> None:
        self.event = event

    @property
    def line(self) -> int:
        """Where the value begins, counted from 1."""
        line: int = self.event.start_mark.line
        return line + 1

    @property
    def start(self) -> int:
        """Index of the value's first character; of its anchor or tag, where it has one."""
        index: int = self.event.start_mark.index
        return index

    @property
    def column(self) -> int:
        """Distance of *start* from the beginning of its line."""
        column: int = self.event.start_mark.column
        return column

    @property
    def end(self) -> int:
        """Index after the value; of no use for block lists and maps (see places.content_end)."""
        index: int = self.event.end_mark.index
        return index

    @property
    def anchor(self) -> str | None:
        """The name after ``&``, or after ``*`` for an alias."""
        anchor: str | None = self.event.anchor
        return anchor

    @property
    def tag(self) -> str | None:
        """The written tag; None for nearly everything."""
        tag: str | None = self.event.tag
        return tag

    def plain(self) -> Data:
        """Fresh dicts and lists of ``str | None``: scalars are text, plain empty ones and nulls are None."""
        raise NotImplementedError

    def child(self, step: Step) -> Node | None:  # noqa: ARG002  # scalars have none
        """The value under one key or at one position, if there is one."""
        return None

    def at(self, loc: tuple[Step, ...]) -> Node:
        """The deepest node that exists on the way to *loc*."""
        node = self
        for step in loc:
            below = node.child(step)
            if below is None:
                break
            node = below
        return node

    def line_at(self, loc: tuple[Step, ...]) -> int:
        """The line of the key (or list item) that *loc* leads to, or of the deepest one that exists."""
        node, line = self, self.line
        for step in loc:
            below = node.child(step)
            if below is None:
                break
            line = node.key(step).line if isinstance(node, Map) else below.line
            node = below
        return line


class Scalar(Node):
    """A text: plain, quoted or block."""

    __slots__ = ()
    kind = "scalar"

    @property
    def value(self) -> str:
        """The text after unquoting and folding."""
        value: str = self.event.value
        return value

    @property
    def style(self) -> str:
        """One of ``''`` (plain), ``'``, ``"``, ``|``, ``>``."""
        return self.event.style or ""

    def plain(self) -> str | None:
        return None if self.event.implicit[0] and self.event.value in NULLS else self.value


class List(Node):
    """A sequence, block or flow."""

    __slots__ = ("end_event", "items")
    kind = "list"

    def __init__(self, event: Any) -> None:
        self.event = event
        self.items: list[Node] = []
        self.end_event: Any = None

    @property
    def flow(self) -> bool:
        """Whether it is written in brackets."""
        return bool(self.event.flow_style)

    @property
    def end(self) -> int:
        """Index after the closing bracket; for block lists see places.content_end."""
        index: int = self.end_event.end_mark.index
        return index

    def plain(self) -> Data:
        return [item.plain() for item in self.items]

    def child(self, step: Step) -> Node | None:
        return self.items[step] if isinstance(step, int) and 0 <= step < len(self.items) else None


class Map(Node):
    """A mapping, block or flow: pairs in the order of the text."""

    __slots__ = ("end_event", "pairs")
    kind = "map"

    def __init__(self, event: Any) -> None:
        self.event = event
        self.pairs: list[tuple[Scalar, Node]] = []
        self.end_event: Any = None

    @property
    def flow(self) -> bool:
        """Whether it is written in braces."""
        return bool(self.event.flow_style)

    @property
    def end(self) -> int:
        """Index after the closing brace; for block maps see places.content_end."""
        index: int = self.end_event.end_mark.index
        return index

    def plain(self) -> Data:
        return {key.value: value.plain() for key, value in self.pairs}

    def child(self, step: Step) -> Node | None:
        return next((value for key, value in self.pairs if key.value == step), None)

    def key(self, step: Step) -> Scalar:
        """The node of a key that is there."""
        return next(key for key, _ in self.pairs if key.value == step)

    def index(self, step: Step) -> int:
        """The position of a key that is there."""
        return next(index for index, (key, _) in enumerate(self.pairs) if key.value == step)


class Alias(Node):
    """A reference to an anchored value; it reads as a copy of that value."""

    __slots__ = ("target",)
    kind = "alias"

    def __init__(self, event: Any, target: Node) -> None:
        self.event = event
        self.target = target

    @property
    def tag(self) -> str | None:
        """Aliases have no tag."""
        return None

    def plain(self) -> Data:
        return self.target.plain()
