"""Words around numbers in English answers."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """``1 customer``, ``2 customers``: the number before its noun; for nouns whose plural ends in s."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
