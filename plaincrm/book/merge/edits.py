"""The merged data by edits of one side's text: for layouts whose parts do not fit together.

Values come out right and the layout of that side stays; the other side's comments do not come along.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plaincrm.book import yaml
from plaincrm.book.merge.align import aligned
from plaincrm.book.yaml.nodes import Node, Scalar
from plaincrm.book.yaml.reading import children

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.book.yaml.scalars import Value

    Path = tuple[str | int, ...]

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def edited(text: str, want: dict[str, Any], roots: Iterable[Node]) -> str:
    """The text after as few edits as make it say *want*; what is quoted below *roots* is quoted again.

    Raises EditRefusedError where that is not for a machine.
    """
    quoted = {node.value for root in roots for node in _scalars(root) if node.style in ("'", '"')}
    return _map(text, (), yaml.parse(text).plain(), want, quoted)


def _map(text: str, path: Path, have: Any, want: dict[str, Any], quoted: set[str]) -> str:
    for key, value in want.items():
        if key not in have:
            text = yaml.put(text, (*path, key), _typed(value, quoted))
        elif have[key] != value:
            text = _value(text, (*path, key), have[key], value, quoted)
    for key in have:
        if key not in want:
            text = yaml.remove(text, (*path, key))
    return text


def _value(text: str, path: Path, have: Any, want: Any, quoted: set[str]) -> str:
    if isinstance(have, dict) and isinstance(want, dict) and have and want:
        return _map(text, path, have, want, quoted)
    if isinstance(have, list) and isinstance(want, list):
        for i, j in aligned(have, want).items():
            if have[i] != want[j]:
                text = _value(text, (*path, i), have[i], want[j], quoted)
    return yaml.put(text, path, _typed(want, quoted))


def _typed(value: Any, quoted: set[str]) -> Value:
    """The value so that it is written without quotes where it is a date or number and was without."""
    if isinstance(value, dict):
        return {key: _typed(item, quoted) for key, item in value.items()}
    if isinstance(value, list):
        return [_typed(item, quoted) for item in value]
    if not isinstance(value, str) or value in quoted:
        return value
    if _NUMBER.fullmatch(value):
        return Decimal(value)
    return _day(value) if _DATE.fullmatch(value) else value


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def _scalars(node: Node) -> Iterable[Scalar]:
    if isinstance(node, Scalar):
        yield node
    for below in children(node):
        yield from _scalars(below)
