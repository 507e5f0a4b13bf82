"""How a table is wanted: the room there is, colours or none, the language of its heads."""

from __future__ import annotations

from typing import NamedTuple


class Look(NamedTuple):
    """The room in columns (None: as wide as it likes), whether to colour, and ``en`` or ``zh``."""

    width: int | None = None
    color: bool = False
    lang: str = "en"
