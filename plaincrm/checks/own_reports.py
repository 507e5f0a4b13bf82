"""The book's own reports: a header that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.errors import CrmError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book


def own_reports(book: Book) -> Iterator[Problem]:
    """A problem for each report of the book whose header cannot be read."""
    from plaincrm.reports import catalogue

    folder = book.own_reports()
    for file in sorted(folder.glob("*.sql")) if folder.is_dir() else []:
        try:
            catalogue.find(file.stem, folder)
        except CrmError as error:
            yield Problem(f"reports/{file.name}", None, "", error.message, error.hint)
