"""A copy of what the documented views show, as an SQLite database of plain tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from plaincrm.index.reference import documented_views

if TYPE_CHECKING:
    from plaincrm.index.index import Index


def database(index: Index) -> bytes:
    """The bytes of a database file: one table for each documented view, as of the index's moment."""
    with closing(sqlite3.connect(":memory:")) as copy:
        for name in ["moment", *(view.name for view in documented_views())]:
            _copy(index, copy, name)
        copy.commit()
        return copy.serialize()


def _copy(index: Index, copy: sqlite3.Connection, name: str) -> None:
    columns = [row[1] for row in index.rows(f"PRAGMA temp.table_info({name})")]
    copy.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    places = ", ".join("?" * len(columns))
    order = ", ".join(str(number) for number in range(1, len(columns) + 1))
    rows = index.each(f"SELECT * FROM temp.{name} ORDER BY {order}")
    copy.executemany(f"INSERT INTO {name} VALUES ({places})", rows)
    if "customer" in columns:
        copy.execute(f"CREATE INDEX {name}_customer ON {name} (customer)")
