"""What the user asks of an import, and what the book says that its cells are read by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ON_DUPLICATE = ("ask", "merge", "skip", "new")


def silently(done: int, total: int) -> None:
    """Tell nobody how far it is."""


class Options(NamedTuple):
    """How files are read: *mapping* is heading → target; *paid* marks sales as paid on their day.

    *progress* is told how many rows are read, of how many.
    """

    today: str
    currency: str = "EUR"
    region: str | None = None
    levels: tuple[str, ...] = ("A", "B", "C")
    custom: tuple[str, ...] = ()
    mapping: Mapping[str, str] = {}
    encoding: str | None = None
    create: bool = True
    paid: bool = False
    progress: Callable[[int, int], None] = silently
