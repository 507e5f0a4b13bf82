"""Brings the index up to what the book holds: reads only contents it has not seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.index import store

if TYPE_CHECKING:
    import sqlite3

    from plaincrm.book import Book
    from plaincrm.book.state import State
    from plaincrm.index.reading import Progress

    Key = dict[str, str | bytes]
    Targets = dict[str, str | None]  # path → blob id, None where there is no such file

ATTEMPTS = 5
UNSETTLED = "unsettled"  # in place of a blob id: no file ever has it


def refresh(connection: sqlite3.Connection, book: Book, state: State, progress: Progress | None) -> None:
    """Make the index equal to the book; at once where it is already.

    Whoever comes second waits for the first, then looks again.
    """
    before = _stored(connection)
    if before == _rules(book) | _contents(state):
        return
    with store.writing(connection):
        now = _stored(connection)
        if now != before:
            state = book.state()
        if _rules(book).items() <= now.items():
            _bring_up(connection, book, _state_of(now), state, progress)
        else:
            store.drop_tables(connection)
            store.create(connection, lambda empty: fill(empty, book, state, progress))


def fill(connection: sqlite3.Connection, book: Book, state: State, progress: Progress | None) -> None:
    """Read the whole book into empty tables."""
    rules = _rules(book)
    _write_settings(connection, book)
    state = _settle(connection, book, _everything(book, state), state, progress)
    _write_key(connection, rules | _contents(state))


def _bring_up(
    connection: sqlite3.Connection, book: Book, old: State, state: State, progress: Progress | None
) -> None:
    targets = _stale(connection, book, old, state)
    state = _settle(connection, book, targets, state, progress)
    _write_key(connection, _contents(state))


def _settle(
    connection: sqlite3.Connection, book: Book, targets: Targets, state: State, progress: Progress | None
) -> State:
    """Apply *targets*; once more where a file was changed while we read. Gives the state that was reached.

    Where somebody goes on writing, that is a state which never is the book's: the next reader looks again.
    """
    from plaincrm.index.apply import apply, disown, forget

    for _ in range(ATTEMPTS):
        doubtful = apply(connection, book, targets, progress)
        if not doubtful:
            return state
        now = book.state()
        if now == state and all(_is_held(book, path, held) for path, held in doubtful.items()):
            return state
        forget(connection, doubtful)
        targets = _stale(connection, book, state, now, also=set(doubtful))
        state = now
    unsettled = apply(connection, book, targets, progress)
    disown(connection, unsettled)
    return state._replace(dirty={**state.dirty, **dict.fromkeys(unsettled, UNSETTLED)})


def _is_held(book: Book, path: str, held: str | None) -> bool:
    """Whether the file at *path* still is what was read, so that git's word for it was about just that."""
    from plaincrm.book.state import blob_id, is_blob_id

    now = blob_id(book.root / path)
    if held is None:
        return now is None or not is_blob_id(now)
    return now == held


def _everything(book: Book, state: State) -> Targets:
    targets: Targets = dict(book.committed(state.head)) if state.head else {}
    return targets | state.dirty


def _stale(
    connection: sqlite3.Connection, book: Book, old: State, new: State, also: set[str] | None = None
) -> Targets:
    """The files that may differ between two states, and what they hold in the new one."""
    changed = _changed(book, old.head, new.head)
    if changed is None:
        held = {path: None for (path,) in connection.execute("SELECT path FROM file")}
        return held | _everything(book, new)
    paths = {path for path in (*old.dirty, *new.dirty) if _dirty(old, path) != _dirty(new, path)}
    targets: Targets = changed | new.dirty
    silent = (paths | (also or set())) - targets.keys()
    if silent:  # hand edits that were taken back: only the commit knows what they went back to
        committed = book.committed(new.head, silent) if new.head else {}
        targets |= {path: committed.get(path) for path in silent}
    return {path: targets[path] for path in paths | changed.keys() | (also or set())}


def _changed(book: Book, old: str | None, new: str | None) -> Targets | None:
    if old == new:
        return {}
    return book.changed(old, new) if old and new else None


def _dirty(state: State, path: str) -> tuple[bool, str | None]:
    return path in state.dirty, state.dirty.get(path)


def _state_of(key: Key) -> State:
    from plaincrm.book.state import State

    return State(str(key["head"]) or None, _from_bytes(key["dirty"]))


def _as_bytes(dirty: Targets) -> bytes:
    """Blob id and path of each, as they are: a path may hold anything but a NUL."""
    return "".join(f"{blob or ''} {path}\0" for path, blob in sorted(dirty.items())).encode(
        "utf-8", "surrogateescape"
    )


def _from_bytes(stored: str | bytes) -> Targets:
    assert isinstance(stored, bytes)
    records = stored.decode("utf-8", "surrogateescape").split("\0")[:-1]
    return {path: blob or None for blob, _, path in (record.partition(" ") for record in records)}


def _rules(book: Book) -> Key:
    """What decides how contents become rows; when it changes, all of them must."""
    return {"format": store.FORMAT, "settings": book.settings_bytes(), "rates": book.rates_bytes()}


def _contents(state: State) -> Key:
    """Which contents the index holds."""
    return {"head": state.head or "", "dirty": _as_bytes(state.dirty)}


def _stored(connection: sqlite3.Connection) -> Key:
    """What the index says it was made from."""
    return dict(connection.execute("SELECT key, value FROM meta"))


def _write_settings(connection: sqlite3.Connection, book: Book) -> None:
    from plaincrm.index.settings import known_fields, rate_rows, setting_rows

    settings, doubts = book.settings_and_doubts
    rates, problems = book.rates()
    connection.executemany("INSERT INTO setting VALUES (?, ?)", setting_rows(settings))
    connection.executemany("INSERT INTO known_field VALUES (?)", known_fields())
    connection.executemany(
        "INSERT INTO rate VALUES (?, ?, ?, ?, ?, ?, ?)", rate_rows(rates, settings.currency)
    )
    connection.executemany(
        "INSERT INTO book_problem VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((i, *p) for i, p in enumerate([*doubts, *problems])),
    )


def _write_key(connection: sqlite3.Connection, key: Key) -> None:
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", key.items())
