"""New values as source text: in brackets on one line, or as the lines of a block."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from plaincrm.book.yaml import scalars
from plaincrm.book.yaml.scalars import Value
from plaincrm.book.yaml.style import Style

MAX_FLOW = 100


class Source(NamedTuple):
    """What stands after the colon or dash, and the lines below, indented relative to the key or dash."""

    head: str
    lines: list[str]


def inline(value: Value, *, flow: bool = True, quote: str = "") -> str:
    """The value on one line, lists and maps in brackets; *quote* is put around every text and date."""
    if scalars.is_scalar(value):
        return scalars.one_line(value, flow=flow, like=quote if isinstance(value, str | date) else "")
    if isinstance(value, dict):
        return "{" + ", ".join(inline_pair(key, item, quote=quote) for key, item in value.items()) + "}"
    return "[" + ", ".join(inline(item, quote=quote) for item in value) + "]"


def inline_pair(key: str, value: Value, *, quote: str = "") -> str:
    """One ``key: value`` for a map in braces."""
    return f"{scalars.key(key, flow=True, like=quote)}: {inline(value, quote=quote)}"


def source(value: Value, style: Style, depth: int) -> Source:
    """The value below a key that stands *depth* levels deep (0 = the file's own keys)."""
    if value is None:
        return Source("", [])
    if style.airy and scalars.is_block(value):
        return _text_block(value, style.step)
    if scalars.is_scalar(value) or not value or _fits_on_line(value, style):
        return Source(inline(value, flow=False), [])
    if isinstance(value, dict):
        lines = [line for key, item in value.items() for line in pair(key, item, style, depth + 1)]
        return Source("", indented(lines, style.step))
    lines = [line for each in value for line in item(each, style, depth + 1)]
    return Source("", indented(lines, style.dash))


def pair(key: str, value: Value, style: Style, depth: int) -> list[str]:
    """The lines of one ``key: value`` in a block map *depth* levels deep."""
    head, lines = source(value, style, depth)
    name = scalars.key(key, flow=False)
    return [f"{name}: {head}" if head else f"{name}:", *lines]


def item(value: Value, style: Style, depth: int, *, flow: bool = False) -> list[str]:
    """The lines of one item of a block list below a key *depth* - 1 levels deep; *flow*: maps in braces."""
    lead = "-" + " " * style.gap
    if style.airy and scalars.is_block(value):
        head, lines = _text_block(value, len(lead))
        return [lead + head, *lines]
    if not isinstance(value, dict) or not value or flow or (depth > 1 and _is_short(value)):
        return [lead + inline(value, flow=not scalars.is_scalar(value))]
    lines = [line for key, each in value.items() for line in pair(key, each, style, depth + 1)]
    return [lead + lines[0], *indented(lines[1:], len(lead))]


def indented(lines: list[str], columns: int) -> list[str]:
    """The lines moved to the right; empty ones stay empty."""
    return [" " * columns + line if line else line for line in lines]


def ends_in_line_break(value: Value, style: Style) -> bool:
    """Whether the last thing written is a ``|`` block that needs the line end of its last line."""
    while isinstance(value, dict | list) and value:
        value = list(value.values())[-1] if isinstance(value, dict) else value[-1]
    return style.airy and scalars.is_block(value) and value.endswith("\n")


def _text_block(value: str, columns: int) -> Source:
    head, lines = scalars.block(value)
    return Source(head, indented(lines, columns))


def _fits_on_line(value: Value, style: Style) -> bool:
    return _is_short(value) and (isinstance(value, dict) or not style.block_lists)


def _is_short(value: Value) -> bool:
    """Whether a list or dict holds nothing but scalars and is short enough for brackets."""
    items = list(value.values()) if isinstance(value, dict) else value
    if any("\n" in str(each) or not scalars.is_scalar(each) for each in items):
        return False
    return len(inline(value)) <= MAX_FLOW
