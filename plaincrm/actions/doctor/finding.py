"""Finding: one thing that was looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from plaincrm.book import Book


class Finding(NamedTuple):
    """What was looked at, its state (``ok``, ``warning`` or ``error``), what was found, and what to do."""

    subject: str
    state: str
    found: str
    remedy: str | None = None


# An examination of a book; where its second argument is true it mends what can be mended.
Examination: TypeAlias = "Callable[[Book, bool], Iterator[Finding]]"
