"""Words around numbers in English answers."""

from __future__ import annotations


def counted(number: int, noun: str, nouns: str | None = None) -> str:
    """``1 customer``, ``2 customers``: the number before its noun; *nouns* where the plural adds no s."""
    return f"{number} {noun if number == 1 else nouns or f'{noun}s'}"
