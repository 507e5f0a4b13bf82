"""Periods by number: months, quarters and years that rise by one, and how they are written."""

from __future__ import annotations

MONTHS = {"month": 1, "quarter": 3, "year": 12}
"""How many months a period has."""

# Integer division is written so that it divides evenly everywhere.
NUMBERS = {
    "month": "s.month_no",
    "quarter": "(s.month_no - 1 - (s.month_no - 1) % 3) / 3",
    "year": "(s.month_no - 1 - (s.month_no - 1) % 12) / 12",
}
"""The number of the period of an entry s, for a query."""


def number(month_no: int, by: str) -> int:
    """The number of the month, quarter or year that a month (year · 12 + month) lies in."""
    return month_no if by == "month" else (month_no - 1) // MONTHS[by]


def month_number(iso: str) -> int:
    """Year · 12 + month of an ISO date."""
    return int(iso[:4]) * 12 + int(iso[5:7])


def label(period: int, by: str) -> str:
    """The name of a period by its number: ``2026-11``, ``2026-Q4`` or ``2026``."""
    if by == "month":
        return f"{(period - 1) // 12:04}-{(period - 1) % 12 + 1:02}"
    return f"{period // 4:04}-Q{period % 4 + 1}" if by == "quarter" else f"{period:04}"


def running(asof: str, by: str) -> str | None:
    """The period that *asof* lies in, unless it ends that day."""
    from datetime import date, timedelta

    following = (date.fromisoformat(asof) + timedelta(days=1)).isoformat()
    now, then = (number(month_number(day), by) for day in (asof, following))
    return label(now, by) if now == then else None
