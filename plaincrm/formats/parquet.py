"""Parquet: one typed table per file, for DuckDB, Spark and the like; needs the extra ``lake``."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from plaincrm.errors import OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

_ROWS_AT_ONCE = 50_000


def write_table(path: Path, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[object]]) -> int:
    """Write *rows* to *path*, whose folder is made where it is missing, and say how many there were.

    *columns* are (name, kind) with the kinds text, integer, number and date (given as ISO text). An
    older file stays until the new one is whole. Raises OutsideError (exit 6) where pyarrow is missing
    or the file cannot be written.
    """
    arrow, parquet = _pyarrow()
    types = {
        "text": arrow.string(),
        "integer": arrow.int64(),
        "number": arrow.float64(),
        "date": arrow.date32(),
    }
    schema = arrow.schema([(name, types[kind]) for name, kind in columns])
    kinds = [kind for _, kind in columns]
    draft = path.with_name(f".{path.name}.part")
    count, remaining = 0, iter(rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with parquet.ParquetWriter(draft, schema, compression="zstd") as writer:
            while batch := list(islice(remaining, _ROWS_AT_ONCE)):
                cells = [
                    _typed(kind, cell) for kind, cell in zip(kinds, zip(*batch, strict=True), strict=True)
                ]
                writer.write_table(arrow.table(dict(zip(schema.names, cells, strict=True)), schema=schema))
                count += len(batch)
        draft.replace(path)
    except OSError as error:
        raise OutsideError(
            f"{path} cannot be written: {error.strerror}", hint="name a folder that is yours"
        ) from error
    finally:
        if draft.exists():
            draft.unlink()
    return count


def _typed(kind: str, cells: Sequence[Any]) -> list[Any]:
    if kind == "date":
        from datetime import date

        return [None if cell is None else date.fromisoformat(cell[:10]) for cell in cells]
    if kind == "text":
        return [None if cell is None else str(cell) for cell in cells]
    return list(cells)


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError as error:
        raise OutsideError(
            "Parquet needs the library pyarrow", hint="install it: pip install 'plaincrm[lake]'"
        ) from error
    return pyarrow, parquet
