"""How many turns are taken: many where a turn is short, few where it is long."""

from __future__ import annotations

from typing import NamedTuple

_TURNS = ((1_000, 21), (10_000, 11), (100_000, 5))
FEW = 3


class Pace(NamedTuple):
    """The turns that the user wants, if any."""

    wanted: int | None = None

    def turns(self, size: int) -> int:
        """Turns for commands that read a book of *size* customers."""
        return self.wanted or next((turns for limit, turns in _TURNS if size <= limit), FEW)

    @property
    def few(self) -> int:
        """Turns for what takes long."""
        return min(self.wanted or FEW, FEW)
