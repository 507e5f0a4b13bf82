"""Which files of the history are a customer's: all that their life had, and nobody else's."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import state as states
from plaincrm.errors import NotFoundError

if TYPE_CHECKING:
    from plaincrm.book.book import Book
    from plaincrm.book.erasure.lives import Life, Lives


class RenamedError(NotFoundError):
    """The ID belongs to a customer that has another one now."""


class Files(NamedTuple):
    """A customer's files, by path from the repository's top.

    *paths* are theirs alone. *shared* paths belonged to another customer too, before or after: of those
    only the versions in *blobs* are theirs.
    """

    paths: tuple[str, ...]
    shared: tuple[str, ...]
    blobs: tuple[str, ...]

    def has(self, path: str, blob: str) -> bool:
        """Whether a file of a commit is theirs."""
        return path in self.paths or blob in self.blobs


def lives_of(book: Book, customer: str, history: Lives) -> list[Life]:
    """The lives behind an ID: of the customer that has it now, else of those that had it last.

    NotFoundError (exit 3) where the history has no such ID, or it went on under another one.
    """
    now = _present(book)
    present = {history.at[path]: path for path in now if path in history.at}
    path = next((path for path in now if _is(book, path, customer)), None)
    if path is not None:
        if path not in history.at:
            raise NotFoundError(f"no commit holds {customer}", hint=f"just delete {path}")
        return history.at[path].with_joined(set(present))
    ended = [life for life in history.every if any(_is(book, path, customer) for path in life.paths)]
    gone = [life for life in ended if life not in present]
    if not gone:
        raise _not_found(customer, [present[life] for life in ended])
    for life, path in present.items():
        if set(gone) & set(life.with_joined(set(present))):
            raise _elsewhere(customer, "became part of", path)
    return list(dict.fromkeys(one for life in gone for one in life.with_joined(set(present))))


def files_of(history: Lives, theirs: list[Life]) -> Files:
    """The paths and versions of *theirs*."""
    others = {path for life in history.every if life not in theirs for path in life.paths}
    paths = [path for life in theirs for path in life.paths]
    return Files(
        tuple(dict.fromkeys(path for path in paths if path not in others)),
        tuple(dict.fromkeys(path for path in paths if path in others)),
        tuple(dict.fromkeys(blob for life in theirs for blob in life.blobs)),
    )


def ids_of_others(book: Book, history: Lives, theirs: list[Life]) -> set[str]:
    """The IDs that another customer of the book has, or had."""
    from plaincrm.book.customer_file import id_of

    others = (path for life in history.every if life not in theirs for path in life.paths)
    return {id_of(path) for path in others if path.startswith(_folder(book))}


def _folder(book: Book) -> str:
    return f"{book.repository.prefix}{states.FOLDER}/"


def _present(book: Book) -> list[str]:
    return [book.repository.prefix + path for path in book.paths()]


def _is(book: Book, path: str, customer: str) -> bool:
    from plaincrm.book.customer_file import id_of

    return path.startswith(_folder(book)) and id_of(path) == customer


def _not_found(customer: str, now: list[str]) -> NotFoundError:
    if now:
        return _elsewhere(customer, "is now called", now[0])
    return NotFoundError(
        f"neither the book nor its history has the ID {customer}",
        hint="see the IDs: plaincrm list, plaincrm history",
    )


def _elsewhere(customer: str, how: str, path: str) -> NotFoundError:
    from plaincrm.book.customer_file import id_of

    return RenamedError(f"{customer} {how} {id_of(path)}", hint=f"plaincrm erase {id_of(path)}")
