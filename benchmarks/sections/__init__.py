"""The sections of docs/performance.md, one module each: what is measured, and how it is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from benchmarks.sections import (
    everyday,
    first_index,
    growth,
    history,
    importing,
    large,
    memory,
    profiles,
    writes,
)
from benchmarks.sections.pace import Pace
from benchmarks.shelf import Shelf


class Section(NamedTuple):
    """A section: its name on the page and for ``--only``, what it shows, and what measures and words it."""

    name: str
    about: str
    measure: Callable[[Shelf, Pace], str]


SECTIONS = tuple(
    Section(module.NAME, module.ABOUT, module.measure)
    for module in (everyday, large, first_index, writes, importing, history, growth, memory, profiles)
)
