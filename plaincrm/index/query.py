"""Runs a user's SQL: reads only, one statement, not for ever."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING, Any

from plaincrm.errors import CrmError, UsageError
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence

_READS = frozenset(
    (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
)
_STEPS = 20_000  # between two looks at the clock
_LONGEST_VALUE = 50_000_000
MOST_ROWS = 5_000_000
_MOST_TEXT = 500_000_000  # characters and bytes of a whole result
_MOST_WORKING_MEMORY = 1_500_000_000  # for what SQLite sorts and groups, in bytes
# they can be told to write a thousand million signs, and do not look at the clock meanwhile
_ENDLESS = ("printf", "format")


def run_query(connection: sqlite3.Connection, sql: str, params: dict[str, Any], seconds: float) -> Table:
    """The rows of one SELECT as a Table.

    UsageError (exit 2) where the statement changes something or cannot be understood, CrmError
    (exit 1) where it takes longer than *seconds*, gives more than MOST_ROWS rows or fills the memory.
    """
    usual_length = connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.execute(f"PRAGMA hard_heap_limit = {_MOST_WORKING_MEMORY}")
    connection.set_progress_handler(_deadline(seconds), _STEPS)
    connection.set_authorizer(_only_reads)
    try:
        cursor = connection.execute(sql, params)
        if cursor.description is None:
            raise UsageError("there is no query", hint="write a SELECT, such as: select name from customers")
        rows = _fetched(cursor)
    except UnicodeEncodeError as error:
        raise UsageError("the query is not UTF-8 text") from error
    except sqlite3.Error as error:
        raise _explained(error, seconds) from error
    except MemoryError as error:
        raise _too_much() from error
    finally:
        connection.set_authorizer(None)
        connection.set_progress_handler(None, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, usual_length)
    return Table(_columns([field[0] for field in cursor.description], rows), rows)


def _fetched(cursor: sqlite3.Cursor) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = []
    length = 0
    for row in cursor:
        rows.append(row)
        length += sum([len(cell) for cell in row if isinstance(cell, (str, bytes))])
        if length > _MOST_TEXT:
            raise _too_much()
        if len(rows) > MOST_ROWS:
            raise CrmError(f"the query gives more than {MOST_ROWS:,} rows", hint="add a LIMIT")
    return rows


def _too_much() -> CrmError:
    return CrmError("the query needs too much memory", hint="narrow it down, or add a LIMIT")


def _only_reads(action: int, _first: str | None, name: str | None, *_where: str | None) -> int:
    if action == sqlite3.SQLITE_FUNCTION and (name or "").lower() in _ENDLESS:
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _READS else sqlite3.SQLITE_DENY


def _deadline(seconds: float) -> Any:
    from time import monotonic

    end = monotonic() + seconds
    return lambda: monotonic() > end


def _explained(error: sqlite3.Error, seconds: float) -> CrmError:
    text = str(error)
    if text == "interrupted":
        return CrmError(
            f"the query ran longer than {seconds:g} seconds", hint="narrow it down, or add a LIMIT"
        )
    if any(f"function: {name}" in text.lower() for name in _ENDLESS):
        return UsageError(
            "printf() and format() may not be used, they can outrun the clock",
            hint="join text with ||, or round()",
        )
    if any(word in text for word in ("not authorized", "prohibited", "cannot modify")):
        return UsageError(
            "a query may only read", hint="write a SELECT; the book is changed by commands and by hand"
        )
    if "one statement" in text:
        return UsageError("only one statement at a time", hint="leave out what follows the semicolon")
    nameless = re.search(r"binding parameter (:\w+)", text)
    if nameless:
        return UsageError(
            f"the query asks for {nameless[1]}, which nobody gives",
            hint=f"in a report's head: -- param: {nameless[1][1:]} integer 90  what it means",
        )
    return UsageError(
        f"the query cannot be run: {text}", hint="the tables and columns: plaincrm schema tables"
    )


def _columns(names: list[str], rows: Sequence[tuple[Any, ...]]) -> tuple[Column, ...]:
    """Names made unique, and the kind that all values of a column share."""
    columns: list[Column] = []
    for position, name in enumerate(names):
        taken = [column.name for column in columns]
        number = 2
        unique = name
        while unique in taken:
            unique, number = f"{name}_{number}", number + 1
        kinds = {type(row[position]) for row in rows} - {type(None)}
        columns.append(Column(unique, _kind(kinds)))
    return tuple(columns)


def _kind(types: set[type]) -> str:
    if types == {int}:
        return "int"
    return "number" if types and types <= {int, float} else "text"
