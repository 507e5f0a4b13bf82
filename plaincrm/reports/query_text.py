"""The query of a report whose answer needs more than SQL: its text stands in queries/NAME.sql."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).with_name("queries")


def query(name: str) -> str:
    """The SELECT of the report *name*, in the portable subset (see index/views.sql)."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
