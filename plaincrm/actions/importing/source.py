"""Source: the export of one program, known by its headings, and what is special about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    Cells = dict[str, str]  # normalised heading → cell


class Source(NamedTuple):
    """A program's export: *marks* are headings that only it has together, *columns* what its headings mean.

    *skip* gives the reason for which a row counts nowhere; *order* is how it writes 3/4/2026; *currency* is
    that of amounts which name none. *mend* gives the row as it should have been.
    """

    name: str
    topic: str
    marks: tuple[str, ...]
    columns: dict[str, str] = {}  # noqa: RUF012  a default that nobody changes
    skip: Callable[[Cells], str] | None = None
    order: str = ""
    currency: str = ""
    continues: tuple[str, ...] = ()  # a row in which all of these are empty belongs to the one above
    mend: Callable[[Cells], Cells] | None = None


def columns(text: str) -> dict[str, str]:
    """Normalised heading → target, of ``heading=target`` pairs."""
    return dict(pair.split("=") for pair in text.split())
