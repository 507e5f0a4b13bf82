"""The index's file: opening, making, replacing it. A cache: whatever is wrong with it is thrown away."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Build = Callable[[sqlite3.Connection], None]

# Raise the number when schema.sql, or what rows.py puts into it, changes.
FORMAT = f"{__version__}.8"
BUSY_SECONDS = 1.0  # for one try; longer, and an interrupt would not be heard
TRIES = 600
CACHE = "PRAGMA cache_size = -32000"  # kibibytes


# For every None that is written sqlite3 looks in three places for what else it could be, which takes longer
# than writing the rest of the row. This says at the first that it is itself.
_ITSELF: Callable[[None], None] = {None: None}.get
sqlite3.register_adapter(type(None), _ITSELF)


class StoreError(Exception):
    """The index's file cannot be used here: no place to write, or the disk is full."""


def open_store(path: Path, build: Build) -> sqlite3.Connection:
    """A connection to the index at *path*, made by *build* where there is none or a broken one.

    Raises StoreError where the place cannot be used.
    """
    try:
        if not path.exists():
            _make(path, build, broken=None)
        return _connect(path)
    except OSError as error:
        raise StoreError(str(error)) from error
    except sqlite3.Error as error:
        if _is_place_trouble(error):
            raise StoreError(str(error)) from error
        return remake(path, build)


def remake(path: Path, build: Build) -> sqlite3.Connection:
    """A connection to a new index in the place of the broken one at *path*."""
    try:
        _make(path, build, broken=path.stat().st_ino)
        return _connect(path)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(str(error)) from error


def in_memory(build: Build) -> sqlite3.Connection:
    """An index that lives as long as the process."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _configure(connection)
    _fill(connection, build)
    return connection


@contextlib.contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[None]:
    """A transaction that writes; whoever comes second waits until the first is done.

    Nothing is changed where it ends with an error.
    """
    _begin(connection)
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            connection.execute("ROLLBACK")
        raise


def _begin(connection: sqlite3.Connection) -> None:
    for left in reversed(range(TRIES)):
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if not left or "locked" not in str(error):
                raise
        else:
            return


def discard(connection: sqlite3.Connection) -> None:
    """Close a damaged index and remove its file."""
    path = Path(connection.execute("SELECT file FROM pragma_database_list WHERE name = 'main'").fetchone()[0])
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def create(connection: sqlite3.Connection, build: Build) -> None:
    """Make the tables, let *build* fill them, add their indexes; inside the transaction that is open."""
    tables, indexes = script("schema.sql").split("-- Made after the first filling")
    _run_all(connection, tables)
    build(connection)
    _run_all(connection, "--" + indexes)


def drop_tables(connection: sqlite3.Connection) -> None:
    """Remove every table, of whatever version, inside the transaction that is open."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        connection.execute(f'DROP TABLE "{name}"')


def _run_all(connection: sqlite3.Connection, script: str) -> None:
    # executescript would commit first
    for statement in script.split(";\n"):
        connection.execute(statement)


def script(name: str) -> str:
    """The text of one of our SQL files."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        _configure(connection)
        connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _configure(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(CACHE)


def _make(path: Path, build: Build, broken: int | None) -> None:
    """Build a new file and put it at *path*; one process at a time, the others use what it made.

    *broken* is the inode of the file that was found unusable.
    """
    from filelock import FileLock

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with FileLock(str(path) + ".lock"):
        if path.exists() and path.stat().st_ino != broken:
            return
        for leftover in path.parent.glob(f"{path.name}.*.tmp*"):  # of a process that was killed here
            leftover.unlink()
        draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
        try:
            _build_draft(draft, build)
            # A write-ahead log of the old file would be played into the new one.
            for suffix in ("", "-wal", "-shm"):
                path.with_name(path.name + suffix).unlink(missing_ok=True)
            draft.replace(path)
        finally:
            for suffix in ("", "-journal", "-wal", "-shm"):
                draft.with_name(draft.name + suffix).unlink(missing_ok=True)


def _build_draft(draft: Path, build: Build) -> None:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    with contextlib.closing(sqlite3.connect(draft, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute(CACHE)
        _fill(connection, build)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA journal_mode = WAL")


def _fill(connection: sqlite3.Connection, build: Build) -> None:
    connection.execute("BEGIN")
    create(connection, build)
    connection.execute("COMMIT")


def _is_place_trouble(error: sqlite3.Error) -> bool:
    """Whether the place is at fault (read-only, full, locked), not the content."""
    return isinstance(error, sqlite3.OperationalError) and not str(error).startswith("no such")
