"""Text to tree: PyYAML's events (libyaml's where it is there), every trap of YAML refused with its line."""

from __future__ import annotations

import bisect
import contextlib
from collections.abc import Callable
from typing import Any, NoReturn

from yaml import Mark, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from plaincrm.book.yaml import traps
from plaincrm.book.yaml.decode import MAX_SIZE, too_big
from plaincrm.book.yaml.errors import YamlError, YamlProblem
from plaincrm.book.yaml.nodes import Alias, List, Map, Node, Scalar

MAX_ALIASES = 20
MAX_COPIES = 10_000
MAX_PROBLEMS = 100
STR_TAG = "tag:yaml.org,2002:str"
_FOUND = {"map": '"key: value" pairs', "list": "a list", "scalar": "a single text"}
_KEYS = {"map": "a map", "list": "a list", "alias": "an alias"}
_WANTED = {
    "map": 'a customer file begins with "name: …"',
    "list": 'begin each item on its own line with "- "',
}


class PurePythonParser(Reader, Scanner, Parser):
    """The same events without libyaml, some ten times slower."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


new_parser: Callable[[str], Any] = PurePythonParser
with contextlib.suppress(ImportError):
    from yaml.cyaml import CParser  # type: ignore[attr-defined]  # not exported, yet what CLoader is made of

    new_parser = CParser


def read(text: str, root_kinds: tuple[str, ...] = ("map",)) -> Node:
    """The tree of a text whose outermost value is one of *root_kinds*; raises YamlError."""
    body = text.removeprefix("\ufeff")
    if len(body) > MAX_SIZE:
        raise YamlError([too_big(len(body))])
    problem = traps.conflict(body)
    if problem:
        raise YamlError([problem])
    return _Reading(body).tree(root_kinds)


class _StopReadingError(Exception):
    """Going on would be of no use, or dangerous."""


class _Reading:
    """One pass over the events of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.next_event: Callable[[], Any]
        self.problems: list[YamlProblem] = []
        self.anchors: dict[str, Node] = {}
        self.unfinished: set[str] = set()
        self.aliases = 0
        self.copies = 0
        self.tabs = "\t" in text

    def tree(self, root_kinds: tuple[str, ...]) -> Node:
        node = None
        try:
            self.next_event = _counting_as_editors_do(new_parser(self.text).get_event, self.text)
            node = self._document(root_kinds)
        except (YAMLError, UnicodeEncodeError) as error:
            last = traps.explain(self.text, error)
            if all(each.line != last.line for each in self.problems):
                self.problems.append(last)
        except _StopReadingError:
            pass
        if self.problems or node is None:
            raise YamlError(sorted(self.problems))
        return node

    def _document(self, root_kinds: tuple[str, ...]) -> Node:
        next_event = self.next_event
        next_event()  # the stream begins
        event = next_event()
        if type(event) is StreamEndEvent:
            self._stop(1, "the file is empty", _WANTED[root_kinds[0]])
        node = self._value(next_event(), 1)
        if node.kind not in root_kinds and not self.problems:
            self._refuse_root(node, root_kinds[0])
        next_event()  # the document ends
        event = next_event()
        if type(event) is not StreamEndEvent:
            self._stop(event.start_mark.line + 1, "a second document", 'a file holds one: remove this "---"')
        return node

    def _refuse_root(self, node: Node, wanted: str) -> None:
        if isinstance(node, Scalar) and node.plain() is None:
            self._stop(node.line, "the file is empty", _WANTED[wanted])
        self._stop(node.line, f"the file holds {_FOUND[node.kind]}, not {_FOUND[wanted]}", _WANTED[wanted])

    def _value(self, event: Any, depth: int) -> Node:
        kind = type(event)
        if kind is ScalarEvent and event.anchor is None and event.tag is None and not self.tabs:
            return Scalar(event)  # nearly all of them
        if kind is AliasEvent:
            return self._alias(event)
        if event.tag is not None:
            self._check_tag(event)
        if kind is ScalarEvent:
            if self.tabs:
                self._check_tab(event)
            node: Node = Scalar(event)
            if event.anchor is not None:
                self.anchors[event.anchor] = node
            return node
        if depth > traps.MAX_DEPTH:
            self._stop(event.start_mark.line + 1, *traps.TOO_DEEP)
        fill = self._map if kind is MappingStartEvent else self._list
        if event.anchor is None:
            return fill(event, depth)
        self.unfinished.add(event.anchor)
        node = fill(event, depth)
        self.unfinished.discard(event.anchor)
        self.anchors[event.anchor] = node
        return node

    def _map(self, start: Any, depth: int) -> Map:
        node = Map(start)
        next_event, value = self.next_event, self._value
        seen: dict[str, Any] = {}
        while True:
            event = next_event()
            if type(event) is MappingEndEvent:
                node.end_event = event
                return node
            key = value(event, depth + 1)
            if isinstance(key, Scalar):
                name = event.value
                if name in seen or not name or name == "<<":
                    self._check_key(key, seen)
                seen[name] = event
                node.pairs.append((key, value(next_event(), depth + 1)))
            else:
                self._note(key.line, f"{_KEYS[key.kind]} cannot be a key", "write a word before the colon")
                value(next_event(), depth + 1)

    def _list(self, start: Any, depth: int) -> List:
        node = List(start)
        next_event, value = self.next_event, self._value
        while True:
            event = next_event()
            if type(event) is SequenceEndEvent:
                node.end_event = event
                return node
            node.items.append(value(event, depth + 1))

    def _check_key(self, key: Scalar, seen: dict[str, Any]) -> None:
        name = key.value
        if name in seen:
            earlier = seen[name].start_mark.line + 1
            message = f'the key "{name}" stands twice, in lines {earlier} and {key.line}'
            self._note(key.line, message, "keep one of the two")
        if name == "<<" and not key.style:
            self._note(key.line, 'a merge key ("<<")', "write out what it stands for")
        elif not name and not key.style:
            self._note(key.line, 'no key before the ":"', "write one, or put the text in double quotes")

    def _check_tag(self, event: Any) -> None:
        if event.tag == STR_TAG and type(event) is ScalarEvent:
            return
        written = event.tag.replace("tag:yaml.org,2002:", "!!")
        self._note(event.start_mark.line + 1, f"the tag {written}", "delete it: every value is read as text")

    def _check_tab(self, event: Any) -> None:
        end = event.end_mark.index
        if event.implicit[0] and end > event.start_mark.index and traps.tab_ends_line(self.text, end):
            line = event.start_mark.line + traps.line_number(self.text[event.start_mark.index : end])
            self._note(line, f"a tab at the end of line {line}", "delete the tab")

    def _alias(self, event: Any) -> Alias:
        name, line = event.anchor, event.start_mark.line + 1
        self.aliases += 1
        if name in self.unfinished:
            self._stop(line, f"the alias *{name} stands inside what it refers to", "write the text out")
        if name not in self.anchors:
            self._stop(
                line, f"the alias *{name} refers to nothing", f'write the text out, or in quotes: "*{name}"'
            )
        target = self.anchors[name]
        self.copies += _weight(target)
        if self.aliases > MAX_ALIASES:
            self._stop(line, f"more than {MAX_ALIASES} aliases", "write the texts out")
        if self.copies > MAX_COPIES:
            self._stop(line, f"the alias *{name} stands for too much", "write the text out")
        return Alias(event, target)

    def _note(self, line: int, message: str, hint: str) -> None:
        self.problems.append(YamlProblem(line, message, hint))
        if len(self.problems) == MAX_PROBLEMS:
            raise _StopReadingError

    def _stop(self, line: int, message: str, hint: str) -> NoReturn:
        self._note(line, message, hint)
        raise _StopReadingError


def _counting_as_editors_do(next_event: Callable[[], Any], text: str) -> Callable[[], Any]:
    """The same events, their lines without the line ends that only YAML sees."""
    hidden = traps.invisible_breaks(text)

    def next_counted() -> Any:
        event = next_event()
        mark = event.start_mark
        line = mark.line - bisect.bisect_left(hidden, mark.index)
        event.start_mark = Mark("", mark.index, line, mark.column, None, 0)
        return event

    return next_counted if hidden else next_event


def children(node: Node) -> list[Node]:
    """The nodes directly below, keys included, in the order of the text."""
    if isinstance(node, List):
        return node.items
    return [part for pair in node.pairs for part in pair] if isinstance(node, Map) else []


def _weight(node: Node) -> int:
    """How many values a copy of *node* would hold."""
    if isinstance(node, Alias):
        return _weight(node.target)
    return 1 + sum(_weight(below) for below in children(node))
