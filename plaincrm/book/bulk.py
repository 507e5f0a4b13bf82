"""Commits of very many files, for which git's own partial commit takes minutes.

It asks each path about each file, and flushes each object by itself. So the commit's index is made here,
as git makes one for ``commit --only``: from HEAD and the named files, while the user's is locked.
"""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from plaincrm.book import journal as journals
from plaincrm.book import patience
from plaincrm.book.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plaincrm.book.book import Book
    from plaincrm.book.journal import Journal

MANY = 200
_UPDATE = (
    *("-c", "core.fsync=committed"),
    *("-c", "core.fsyncMethod=batch"),
    *("update-index", "--add", "--remove", "-z", "--stdin"),
)


@contextlib.contextmanager
def staged(book: Book, journal: Journal) -> Iterator[Path]:
    """An index of HEAD and the journal's files as they stand, while git's own is locked for all others."""
    _refuse_ignored(book, journal.untracked)
    index = journals.folder(book.repository) / "staging"
    for old in (index, index.with_name("staging.lock")):  # of a run that died
        old.unlink(missing_ok=True)
    with _index_locked(book):
        patiently(book, "read-tree", "HEAD" if journal.head else "--empty", index=index)
        patiently(book, *_UPDATE, stdin=_listed(journal.paths), index=index)
        yield index


def restage(book: Book, paths: list[str]) -> None:
    """Let git's own index hold *paths* as they stand in the work tree."""
    patiently(book, *_UPDATE, stdin=_listed(paths))


def _refuse_ignored(book: Book, paths: list[str]) -> None:
    answer = book.git.run("ls-files", "--others", "--ignored", "--exclude-standard", "-z", allow_locks=False)
    found = set(answer.out.decode("utf-8", "surrogateescape").split("\0")).intersection(paths)
    if found:
        raise patience.ignored(sorted(found))


@contextlib.contextmanager
def _index_locked(book: Book) -> Iterator[None]:
    """Hold ``index.lock`` as a git command would: nobody commits between our reading HEAD and moving it."""
    lock = book.repository.git_dir / "index.lock"
    deadline = time.monotonic() + patience.PATIENCE_SECONDS
    while True:
        try:
            lock.touch(exist_ok=False)
            break
        except FileExistsError:
            if time.monotonic() > deadline:
                raise patience.busy(lock) from None
            time.sleep(0.1)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _listed(paths: list[str]) -> bytes:
    return "".join(f"{path}\0" for path in paths).encode("utf-8", "surrogateescape")
