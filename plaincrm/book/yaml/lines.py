"""Lines of a text by index: where they begin, where they end, and what ends them."""

from __future__ import annotations

import re
from typing import NamedTuple

# What libyaml takes for the end of a line.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_WRITABLE = ("\n", "\r\n", "\r")


class Splice(NamedTuple):
    """One change: the characters from *start* to *end* (none, for an insertion) become *text*."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: list[Splice]) -> str:
    """The text after all *splices*, which must not overlap."""
    parts, done = [], 0
    for splice in sorted(splices, key=lambda each: each[:2]):
        parts += [text[done : splice.start], splice.text]
        done = splice.end
    return "".join([*parts, text[done:]])


def line_start(text: str, index: int) -> int:
    """Index of the first character of the line that holds *index*."""
    start = text.rfind("\n", 0, index) + 1  # what is rare, or not there at all, is looked for only from here
    return max(start, *(text.rfind(each, start, index) + 1 for each in "\r\x85\u2028\u2029"))


def line_end(text: str, index: int) -> int:
    """Index after the last character of that line, its line end left out."""
    found = _BREAK.search(text, index)
    return found.start() if found else len(text)


def next_line(text: str, index: int) -> int:
    """Index of the first character of the line below; the length of the text where there is none."""
    found = _BREAK.search(text, index)
    return found.end() if found else len(text)


def previous_line(text: str, index: int) -> str:
    """What the line above the one that holds *index* says; empty where there is none."""
    start = line_start(text, index)
    if start == 0:
        return ""
    end = start - (2 if text[start - 2 : start] == "\r\n" else 1)
    return text[line_start(text, end) : end]


def line_break(text: str, index: int) -> str:
    """What new lines near *index* should end in: its line's own end, else that of the line above, or LF."""
    found = _BREAK.search(text, index)
    if found:
        return found[0] if found[0] in _WRITABLE else "\n"
    start = line_start(text, index)
    above = text[start - 2 : start] if text[start - 2 : start] == "\r\n" else text[start - 1 : start]
    return above if start and above in _WRITABLE else "\n"


def lines_below(text: str, index: int, lines: list[str], *, closed: bool = False) -> Splice:
    """Inserts *lines* below the line that holds *index*.

    A text without a final line end stays so, unless *closed* says that the new last line needs its own.
    """
    newline = line_break(text, index)
    at = next_line(text, index)
    if at > line_end(text, index):
        return Splice(at, at, newline.join([*lines, ""]))
    return Splice(at, at, newline + newline.join(lines) + (newline if closed else ""))


def blank_lines(text: str, start: int, end: int) -> int:
    """How many empty lines lie between two indexes, the lines that hold them left out."""
    between = _BREAK.split(text[start:end])[1:-1]
    return sum(not line.strip() for line in between)


def only_blanks(text: str) -> bool:
    """Whether nothing but spaces and tabs, or a comment after them, is there."""
    rest = text.lstrip(" \t")
    return not rest or rest[0] == "#"
