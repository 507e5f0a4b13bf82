"""What the user asks of an import, and what the book says that its cells are read by."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

ON_DUPLICATE = ("ask", "merge", "skip", "new")


class Options(NamedTuple):
    """How files are read: *mapping* is heading → target; *paid* marks sales as paid on their day."""

    today: str
    currency: str = "EUR"
    region: str | None = None
    levels: tuple[str, ...] = ("A", "B", "C")
    custom: tuple[str, ...] = ()
    mapping: Mapping[str, str] = {}
    encoding: str | None = None
    create: bool = True
    paid: bool = False
