"""Which program wrote a table, told by its headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.importing import sources_of_contacts, sources_of_sales
from plaincrm.actions.importing.headers import normalised
from plaincrm.actions.importing.source import Source
from plaincrm.actions.importing.sources_of_contacts import OURS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MARKS", "OURS", "PLAIN", "Source", "source_of"]

SOURCES = (*sources_of_contacts.SOURCES, *sources_of_sales.SOURCES)
_MARKS = [(frozenset(map(normalised, source.marks)), source) for source in SOURCES]
MARKS = frozenset(mark for marks, _ in _MARKS for mark in marks)
"""Headings by which programs are known."""
PLAIN = Source("table", "", ())


def source_of(headings: Iterable[str]) -> Source:
    """The program that writes such headings; PLAIN where none is known."""
    there = {normalised(heading) for heading in headings}
    fitting = [(len(marks), source) for marks, source in _MARKS if marks <= there]
    return max(fitting, key=lambda each: each[0])[1] if fitting else PLAIN
