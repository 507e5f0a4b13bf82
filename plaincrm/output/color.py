"""The few colours there are, and when there are none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}

# words of a column that deserve a second look
_SIGNALS = {
    ("state", "overdue"): "red",
    ("state", "never"): "yellow",
    ("state", "quiet"): "yellow",
    ("state", "today"): "yellow",
    ("state", "lost"): "red",
    ("state", "at_risk"): "yellow",
    ("severity", "error"): "red",
    ("severity", "warning"): "yellow",
    ("outcome", "won"): "green",
    ("outcome", "lost"): "red",
}


def wanted(stream: TextIO, *, off: bool = False) -> bool:
    """Whether to colour what goes to *stream*: in a terminal, unless *off*, NO_COLOR or TERM=dumb."""
    if off or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def paint(text: str, color: str) -> str:
    """*text* in a colour, or bold, or dim; an empty text stays empty."""
    return f"\x1b[{_CODES[color]}m{text}\x1b[0m" if text else ""


def signal(column: str, text: str) -> str:
    """A cell of the column named so, painted where its word is a signal."""
    color = _SIGNALS.get((column, text))
    return paint(text, color) if color else text
