"""Parquet exports opened in DuckDB; tests skip where duckdb or pyarrow is absent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path


def needs_lake() -> Any:
    """The library duckdb; skips the test where it, or pyarrow, is not installed."""
    pytest.importorskip("pyarrow", reason="needs pyarrow: pip install 'plaincrm[lake]'")
    return pytest.importorskip("duckdb", reason="needs duckdb: pip install duckdb")


def opened(folder: Path) -> Any:
    """A DuckDB connection with the views of the export in *folder*, as its README says."""
    connection = needs_lake().connect()
    for file in sorted(folder.glob("*.parquet")):
        connection.execute(f"CREATE TEMP TABLE fact_{file.stem} AS SELECT * FROM read_parquet('{file}')")
    connection.execute((folder / "views.sql").read_text(encoding="utf-8"))
    return connection


def in_order(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """The same rows whatever order a database gave them in; empty cells last."""
    return sorted(rows, key=lambda row: [(cell is None, str(cell)) for cell in row])
