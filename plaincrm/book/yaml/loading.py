"""Text to raw data by the shortest road; whatever is out of the ordinary goes through the tree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from yaml import YAMLError
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from plaincrm.book.yaml import reading, traps
from plaincrm.book.yaml.decode import MAX_SIZE
from plaincrm.book.yaml.nodes import NULLS, Data


class _UnusualError(Exception):
    """A trap, or something that only the tree tells from a trap."""


def load(text: str) -> dict[str, Any]:
    """What ``parse(text).plain()`` gives, same refusals included, in about two thirds of the time."""
    if "\t" not in text and ">>>>>>> " not in text and "<<<<<<< " not in text and len(text) < MAX_SIZE:
        try:
            return _document(reading.new_parser(text.removeprefix("\ufeff")).get_event)
        except (_UnusualError, YAMLError, UnicodeEncodeError):
            pass  # the long road says what and where
    data: Any = reading.read(text).plain()
    return dict(data)


def _document(next_event: Callable[[], Any]) -> dict[str, Any]:
    next_event()  # the stream begins
    next_event()  # the document begins
    start = next_event()
    if type(start) is not MappingStartEvent:
        raise _UnusualError
    data = _map(start, next_event, 1)
    next_event()  # the document ends
    if type(next_event()) is DocumentStartEvent:
        raise _UnusualError
    return data


def _map(start: Any, next_event: Callable[[], Any], depth: int) -> dict[str, Any]:
    if start.anchor is not None or start.tag is not None or depth > traps.MAX_DEPTH:
        raise _UnusualError
    data: dict[str, Any] = {}
    while True:
        event = next_event()
        if type(event) is not ScalarEvent:
            if type(event) is MappingEndEvent:
                return data
            raise _UnusualError
        key = event.value
        if key in data or key == "<<" or not key or event.anchor is not None or event.tag is not None:
            raise _UnusualError
        event = next_event()
        if type(event) is ScalarEvent and event.anchor is None and event.tag is None:  # nearly all
            value = event.value
            data[key] = None if value in NULLS and event.implicit[0] else value
        else:
            data[key] = _value(event, next_event, depth)


def _list(start: Any, next_event: Callable[[], Any], depth: int) -> list[Any]:
    if start.anchor is not None or start.tag is not None or depth > traps.MAX_DEPTH:
        raise _UnusualError
    data: list[Any] = []
    while True:
        event = next_event()
        if type(event) is SequenceEndEvent:
            return data
        data.append(_value(event, next_event, depth))


def _value(event: Any, next_event: Callable[[], Any], depth: int) -> Data:
    kind = type(event)
    if kind is ScalarEvent:
        if event.anchor is not None or event.tag is not None:
            raise _UnusualError
        value: str = event.value
        return None if value in NULLS and event.implicit[0] else value
    if kind is MappingStartEvent:
        return _map(event, next_event, depth + 1)
    if kind is SequenceStartEvent:
        return _list(event, next_event, depth + 1)
    raise _UnusualError
