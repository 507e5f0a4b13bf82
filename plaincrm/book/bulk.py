"""Commits of very many files, for which git's own partial commit takes minutes.

It asks each path about each file, and keeps and flushes each object by itself. So the commit's index is made
here, as git makes one for ``commit --only``: from HEAD and the named files, while the user's is locked; and
the contents go into one pack first, where git finds them again when it takes the files into that index.
"""

from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

from plaincrm.book import journal as journals
from plaincrm.book import patience
from plaincrm.book.customer_file import read_regular
from plaincrm.book.patience import patiently
from plaincrm.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plaincrm.book.book import Book
    from plaincrm.book.journal import Journal

MANY = 200
_FLUSHED = ("-c", "core.fsync=committed", "-c", "core.fsyncMethod=batch")
_UPDATE = (*_FLUSHED, "update-index", "--add", "--remove", "-z", "--stdin")
_STORE = (*_FLUSHED, "-c", "fastimport.unpackLimit=1", "fast-import", "--quiet", "--depth=0")
# Else glibc gives the memory for packing one blob back to the system, and takes it again for the next.
_ROOMY = {"MALLOC_TOP_PAD_": "16777216"}


@contextlib.contextmanager
def staged(book: Book, journal: Journal) -> Iterator[Path]:
    """An index of HEAD and the journal's files as they stand, while git's own is locked for all others."""
    _refuse_ignored(book, journal.untracked)
    index = journals.folder(book.repository) / "staging"
    for old in (index, index.with_name("staging.lock")):  # of a run that died
        old.unlink(missing_ok=True)
    _pack(book, journal)
    with _index_locked(book):
        patiently(book, "read-tree", "HEAD" if journal.head else "--empty", index=index)
        patiently(book, *_UPDATE, stdin=_listed(journal.paths), index=index)
        yield index


def restage(book: Book, paths: list[str]) -> None:
    """Let git's own index hold *paths* as they stand in the work tree."""
    patiently(book, *_UPDATE, stdin=_listed(paths))


def _pack(book: Book, journal: Journal) -> None:
    """Put the files' contents into one pack: a tenth of the time and space of an object each.

    Not where a filter stands between file and object: git-crypt's clear text must never be kept. Whatever
    else git makes of a file (its line ends) it finds no object for, and makes one.
    """
    present = [touched.path for touched in journal.files if touched.new is not None]
    if not present or _are_filtered(book, present):
        return
    answer = book.git.bare(*_STORE, stdin=_blobs(book, present), allow_locks=True, variables=_ROOMY)
    if answer.code != 0:
        raise patience.refused(answer)


def _are_filtered(book: Book, paths: list[str]) -> bool:
    """Whether any of *paths* has a filter attribute, set up on this machine or not."""
    answer = book.git.ask("check-attr", "-z", "--stdin", "filter", stdin=_listed(paths))
    values = answer.out.split(b"\0")[2::3]  # path, "filter", value; and again
    return any(value not in (b"unspecified", b"unset") for value in values)


def _blobs(book: Book, paths: list[str]) -> Iterator[bytes]:
    """What ``git fast-import`` reads to keep the contents of *paths* as they now stand."""
    for path in paths:
        with contextlib.suppress(InvalidDataError, OSError):  # git says of it what is to be said
            content = read_regular(book.root / path)
            yield b"blob\ndata %d\n%b\n" % (len(content), content)


def _refuse_ignored(book: Book, paths: list[str]) -> None:
    found = book.ignored().intersection(paths)
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
