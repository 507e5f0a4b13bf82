"""A copy of what the documented views show, as an SQLite database of plain tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.errors import OutsideError
from plaincrm.index.reference import documented_views

if TYPE_CHECKING:
    from collections.abc import Generator

    from plaincrm.index.index import Index

_PIECE = 1 << 20


def database(index: Index) -> Generator[bytes, None, None]:
    """The bytes of a database file, piece by piece: one table per documented view, as of the index's moment.

    Raises OutsideError (exit 6) where there is no room to make it.
    """
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="plaincrm-") as folder:  # nobody else may look into it
        path = Path(folder, "copy.db")
        try:
            _fill(index, path)
        except sqlite3.OperationalError as error:
            raise OutsideError(f"the database cannot be made: {error}", hint="make room in TMPDIR") from error
        with path.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece


def _fill(index: Index, path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode = OFF")
        copy.execute("PRAGMA synchronous = OFF")
        for name in ["moment", *(view.name for view in documented_views())]:
            _copy(index, copy, name)
        copy.commit()


def _copy(index: Index, copy: sqlite3.Connection, name: str) -> None:
    columns = [row[1] for row in index.rows(f"PRAGMA temp.table_info({name})")]
    copy.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    places = ", ".join("?" * len(columns))
    order = ", ".join(str(number) for number in range(1, len(columns) + 1))
    rows = index.each(f"SELECT * FROM temp.{name} ORDER BY {order}")
    copy.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
    if "customer" in columns:
        copy.execute(f"CREATE INDEX {name}_customer ON {name} (customer)")
