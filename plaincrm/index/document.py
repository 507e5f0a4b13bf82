"""One customer's file as the index holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.errors import InvalidDataError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book
    from plaincrm.index.index import Index


class Document(NamedTuple):
    """A file's place in the book and its content as JSON values, under its own keys and in its order."""

    path: str
    data: dict[str, Any]


def document(index: Index, customer: str) -> Document:
    """The file of *customer*; NotFoundError for nobody, InvalidDataError where the file is broken.

    What is wrong in it is among the index's problems.
    """
    import json

    sql = "SELECT t.path, c.data FROM tree t LEFT JOIN content c ON c.doc = t.doc WHERE t.customer = ?"
    found = index.rows(sql, (customer,))
    if not found:
        raise NotFoundError(f'there is no customer "{customer}"')
    path, data = found[0]
    if data is None:
        raise InvalidDataError(f"{path} has errors", hint=_way_on(index.book, customer))
    return Document(path, json.loads(data))


def _way_on(book: Book, customer: str) -> str:
    from plaincrm.book.preflight import operation_under_way

    found = operation_under_way(book)
    return f"{found[0]} is in progress: {found[1]}" if found else f"mend it: plaincrm edit {customer}"


def documents(index: Index) -> Iterator[tuple[str, Document]]:
    """Every sound file that the views show, with its customer, by ID."""
    import json

    sql = "SELECT t.customer, t.path, c.data FROM tree t JOIN content c ON c.doc = t.doc ORDER BY t.customer"
    for customer, path, data in index.each(sql):
        yield customer, Document(path, json.loads(data))
