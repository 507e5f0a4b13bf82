"""The lines of the book's own files, each with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book


class Line(NamedTuple):
    """A line of a file of the book; *place* is ``customers/acme.yaml:14``."""

    place: str
    text: str


def lines(book: Book) -> Iterator[Line]:
    """Every line of the settings, rates, reports and customers; what is no text is passed over."""
    from plaincrm.book import disk
    from plaincrm.errors import InvalidDataError

    own = [path.relative_to(book.root).as_posix() for path in sorted(book.own_reports().glob("*.sql"))]
    for path in ["plaincrm.yaml", "rates.yaml", *own, *book.paths()]:
        try:
            content = disk.read(book.root, path)
        except InvalidDataError:
            continue  # a link or a giant: check tells
        text = (content or b"").decode("utf-8", "replace")
        for number, line in enumerate(text.split("\n"), 1):
            yield Line(f"{path}:{number}", line)
