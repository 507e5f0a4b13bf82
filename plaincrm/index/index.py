"""Index: a book as tables, fresh when opened; what reads more than one customer goes through it."""

from __future__ import annotations

import contextlib
import sqlite3
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from plaincrm.dates import day_number, from_day_number, today
from plaincrm.errors import CrmError, OutsideError, Problem, UsageError
from plaincrm.index import refresh, store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from plaincrm.book import Book
    from plaincrm.book.state import State
    from plaincrm.index.document import Document
    from plaincrm.index.reading import Progress
    from plaincrm.table import Table

    Row = tuple[Any, ...]


class Index:
    """What a reader asks: rows of the documented views, as of a moment, of chosen customers."""

    def __init__(self, book: Book, connection: sqlite3.Connection) -> None:
        self.book = book
        self.connection = connection
        connection.executescript(store.script("inner.sql") + store.script("views.sql"))
        connection.execute("CREATE TEMP TABLE moment (asof, asof_day, from_day, to_day, currency, exponent)")
        connection.execute("BEGIN")  # one view of the data, whoever refreshes meanwhile
        self.set_moment()

    @classmethod
    def open(cls, book: Book, progress: Progress | None = None) -> Index:
        """The index of *book* as it stands now; *progress* is told (files read, files in all).

        Raises InvalidDataError (exit 4) where the settings are broken; a broken customer file is
        left out and named in `problems`.
        """
        state = book.state()
        for place in (book.cache_path, book.fallback_cache_path):
            try:
                return cls(book, _open_at(place(), book, state, progress))
            except (store.StoreError, RuntimeError):  # the latter: whoever has no home has no cache folder
                continue
        return cls(book, store.in_memory(partial(refresh.fill, book=book, state=state, progress=progress)))

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()

    def rows(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
        """The rows of one of our own queries.

        UsageError (exit 2) where a parameter is no text that can be written; OutsideError (exit 6)
        where the disk has damaged the index: it is removed, to be made anew.
        """
        with self._told():
            return self.connection.execute(sql, params).fetchall()

    def each(self, sql: str, params: Sequence[Any] | dict[str, Any] = ()) -> Iterator[Row]:
        """The same one after the other, for queries whose rows would fill the memory."""
        with self._told():
            yield from self.connection.execute(sql, params)

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Word what may go wrong with a query."""
        try:
            yield
        except UnicodeEncodeError as error:
            raise UsageError(f"{error.object!a} is not UTF-8 text") from error
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:  # its subclasses mean a wrong query
                raise
            store.discard(self.connection)
            raise OutsideError(
                f"the index was damaged: {error}", hint="it is removed; run it again"
            ) from error

    def query(self, sql: str, params: dict[str, Any] | None = None, *, seconds: float = 60.0) -> Table:
        """The result of a user's SELECT; UsageError (exit 2) where it is not one or cannot be run."""
        from plaincrm.index.query import run_query

        return run_query(self.connection, sql, params or {}, seconds)

    @cached_property
    def settings(self) -> dict[str, str]:
        """Every setting as text, defaults filled in: ``settings["churn.ratio"]``; unset ones are ``""``."""
        return {key: value or "" for key, value in self.rows("SELECT key, value FROM setting")}

    @property
    def asof(self) -> date:
        """The day that the views call now."""
        return from_day_number(self.rows("SELECT asof_day FROM moment")[0][0])

    def problems(self, severity: str | None = "error") -> list[Problem]:
        """The errors that keep files out of everything, by path and line; None: warnings too."""
        found = self.rows(
            "SELECT path, line, field, message, hint, severity FROM problems "
            "WHERE ?1 IS NULL OR severity = ?1 ORDER BY path, coalesce(line, 0), field, message",
            (severity,),
        )
        return [Problem(*row) for row in found]

    def doubts(self) -> list[Problem]:
        """What is doubtful in the book's own files, such as a name that no setting has."""
        found = self.rows(
            "SELECT path, line, field, message, hint, severity FROM book_problem "
            "WHERE severity = 'warning' ORDER BY position"
        )
        return [Problem(*row) for row in found]

    def set_moment(
        self,
        asof: date | None = None,
        from_: date | None = None,
        to: date | None = None,
        currency: str | None = None,
    ) -> None:
        """Fix what the views call now (default: today), the window, and the currency they add up in.

        Another currency than the book's counts only the sales made in it.
        """
        from plaincrm.model.currency import exponent

        day = asof or today()
        own = self.rows("SELECT value FROM setting WHERE key = 'currency'")[0][0]
        code = currency or own
        ends = [None if end is None else day_number(end) for end in (from_, to)]
        self.connection.execute("DELETE FROM temp.moment")
        self.connection.execute(
            "INSERT INTO temp.moment VALUES (?, ?, ?, ?, ?, ?)",
            (day.isoformat(), day_number(day), *ends, code, exponent(code)),
        )
        self._set_rates(code, own)
        self._choose_figures()

    def _choose_figures(self) -> None:
        """Take customers' figures from their summaries alone where nothing is dated after the moment.

        SQLite then plans a query in a fraction of the time, as each figure has one source.
        """
        ((is_after_all,),) = self.rows(
            "SELECT coalesce(max(horizon_day), 0) <= (SELECT asof_day FROM moment) FROM summary"
        )
        self.connection.execute("DROP VIEW IF EXISTS temp.figures")
        source = "figures_now" if is_after_all else "figures_then"
        self.connection.execute(f"CREATE TEMP VIEW figures AS SELECT * FROM {source}")

    def _set_rates(self, code: str, own: str) -> None:
        self.connection.execute("DROP TABLE IF EXISTS temp.rate")
        if code != own:
            from plaincrm.index.settings import own_rate

            self.connection.execute("CREATE TEMP TABLE rate AS SELECT * FROM main.rate LIMIT 0")
            self.connection.execute("INSERT INTO temp.rate VALUES (?, ?, ?, ?, ?, ?, ?)", own_rate(code))

    def choose(self, filters: Sequence[str], *, hide_archived: bool = False) -> None:
        """Let the views show only customers that fit all *filters* (see filters.py).

        *hide_archived* leaves out archived customers unless a filter names ``archived``.
        """
        from plaincrm.index.choice import choose

        choose(self, filters, hide_archived=hide_archived)

    def at(self, revision: str) -> None:
        """Let the views show the book as it was committed at *revision*; call before `choose`."""
        from plaincrm.index.past import show_revision

        show_revision(self, revision)
        self._choose_figures()

    def document(self, customer: str) -> Document:
        """The file of a customer; NotFoundError for nobody, InvalidDataError where the file is broken."""
        from plaincrm.index.document import document

        return document(self, customer)


def _open_at(path: Path, book: Book, state: State, progress: Progress | None) -> sqlite3.Connection:
    """A fresh index at *path*; a damaged one is thrown away once."""
    build = partial(refresh.fill, book=book, state=state, progress=progress)
    connection = store.open_store(path, build)
    try:
        refresh.refresh(connection, book, state, progress)
    except sqlite3.Error as error:
        connection.close()
        if isinstance(error, sqlite3.OperationalError):
            raise store.StoreError(str(error)) from error
        connection = store.remake(path, build)
    except CrmError:
        connection.close()
        raise
    return connection
