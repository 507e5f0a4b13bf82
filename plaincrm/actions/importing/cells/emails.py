"""The e-mail addresses of a cell."""

from __future__ import annotations

import re

from plaincrm.actions.importing.cells.text import clean, several


def emails(text: str) -> list[str]:
    """The addresses of a cell, parted as lists are, and by ``/`` where an address stands on each side."""
    return [email for part in several(text, ",，") for email in _parted(part)]


def _parted(text: str) -> list[str]:
    parts = [part for part in map(clean, re.split("[/／]", text)) if part]
    return parts if all("@" in part for part in parts) else [text]
