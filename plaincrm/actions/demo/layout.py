"""Customer data as a file that looks written by hand, each hand with habits of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from plaincrm.actions.demo.record import CANONICAL, Data, Noted
from plaincrm.actions.demo.scalars import scalar

SECTIONS = frozenset({"people", "needs", "churn", "contact_log", "sales", "deals", "feedback"})
_REMARK = "#"  # the key of an entry under which its remark lies


class Style(NamedTuple):
    """The habits of one hand."""

    head: tuple[str, ...] = ()  # comment lines at the top
    order: tuple[str, ...] = CANONICAL
    dash: int = 2  # columns before the dash of a list under its key
    gap: int = 1  # blanks behind the dash
    step: int = 2  # columns per level
    align: int = 0  # the column at which values begin, outside of lists
    quotes: str = "plain"  # plain | single | double
    rows: frozenset[str] = frozenset({"people", "payments", "churn"})  # lists with one line per entry
    columns: frozenset[str] = frozenset()  # lists and maps of plain values that take several lines
    airy: bool = False  # a blank line between entries
    spaced: bool = True  # a blank line before each section
    prose: str = "|"  # how notes are written: | or > or quoted
    behind: bool = True  # remarks stand behind the first line of an entry, not above it
    banners: tuple[tuple[str, str], ...] = ()  # comment lines above a section
    blanks: tuple[str, ...] = ()  # keys left empty, as in a form
    eol: str = "\n"
    last_eol: bool = True


def write(data: Data, style: Style) -> bytes:
    """The file for *data*, as that hand would write it, in UTF-8."""
    lines = [*style.head, *_Pen(style).file(data)]
    return (style.eol.join(lines) + (style.eol if style.last_eol else "")).encode()


class _Pen:
    def __init__(self, style: Style) -> None:
        self.style = style
        self.banners = dict(style.banners)

    def file(self, data: Data) -> Iterator[str]:
        filled = {**dict.fromkeys(self.style.blanks), **data}
        for key in self.style.order:
            if key not in filled:
                continue
            if key in SECTIONS and self.style.spaced:
                yield ""
            if key in self.banners:
                yield f"# {self.banners[key]}"
            yield from self.pair(key, filled[key], 0, self.style.align)
        for key in (name for name in data if name not in self.style.order):
            yield from self.pair(key, data[key], 0, self.style.align)

    def pair(self, key: str, value: Any, indent: int, align: int = 0) -> Iterator[str]:
        value, behind = _remark(value)
        start = " " * indent + key + ":"
        if isinstance(value, (dict, list)) and not self.fits_a_line(key, value):
            yield start + behind
            yield from self.nested(key, value, indent)
        elif isinstance(value, str) and "\n" in value and self.style.prose in "|>":
            yield from self.prose(start, value, indent)
        else:
            text = self.inline(value)
            yield f"{start.ljust(align - 1)} {text}{behind}" if text else start + behind

    def fits_a_line(self, key: str, value: Any) -> bool:
        if isinstance(value, list):
            parts: Any = value
        else:
            parts = value.values()
        if any(isinstance(part, (dict, list, Noted)) for part in parts):
            return key == "payments" and key in self.style.rows
        return key not in self.style.columns

    def nested(self, key: str, value: Any, indent: int) -> Iterator[str]:
        if isinstance(value, dict):
            for name, item in value.items():
                yield from self.pair(name, item, indent + self.style.step)
            return
        for number, item in enumerate(value):
            if number and self.style.airy and key in SECTIONS and key not in self.style.rows:
                yield ""
            yield from self.item(key, item, indent + self.style.dash)

    def item(self, key: str, item: Any, indent: int) -> Iterator[str]:
        item, behind = _remark(item)
        dash = " " * indent + "-" + " " * self.style.gap
        if not isinstance(item, dict):
            yield dash + self.inline(item) + behind
            return
        if behind and not self.style.behind:
            yield " " * indent + behind.strip()
            behind = ""
        if key in self.style.rows:
            yield dash + self.inline(item) + behind
            return
        lines = [line for name, part in item.items() for line in self.pair(name, part, len(dash))]
        yield dash + lines[0][len(dash) :] + behind
        yield from lines[1:]

    def prose(self, start: str, value: str, indent: int) -> Iterator[str]:
        yield f"{start} {self.style.prose}"
        margin = " " * (indent + max(self.style.step, 2))
        yield from (margin + line if line else "" for line in value.rstrip("\n").split("\n"))

    def inline(self, value: Any, *, in_flow: bool = False) -> str:
        value, _ = _remark(value)
        if value is None:
            return ""
        if isinstance(value, dict):
            pairs = (f"{key}: {self.inline(item, in_flow=True)}" for key, item in value.items())
            return "{" + ", ".join(pairs) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.inline(item, in_flow=True) for item in value) + "]"
        return scalar(value, self.style.quotes, in_flow=in_flow)


def _remark(value: Any) -> tuple[Any, str]:
    """*value* without its remark, and the remark as a comment to put behind the line."""
    if isinstance(value, Noted):
        return value.value, f"  # {value.remark}"
    if isinstance(value, dict) and _REMARK in value:
        rest = {key: item for key, item in value.items() if key != _REMARK}
        return rest, f"  # {value[_REMARK]}"
    return value, ""
