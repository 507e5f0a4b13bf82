"""The book's own reports: a header that can be read, a query that SQLite understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.errors import CrmError, InvalidDataError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book


def own_reports(book: Book) -> Iterator[Problem]:
    """A problem for each report of the book that could not run; none while the settings are broken."""
    folder = book.own_reports()
    files = sorted(folder.glob("*.sql")) if folder.is_dir() else []
    if not files:
        return
    from plaincrm.index import Index
    from plaincrm.reports.sql_report import rehearse

    try:
        index = Index.open(book)
    except InvalidDataError:
        return
    try:
        for file in files:
            path = f"reports/{file.name}"
            try:
                rehearse(index, file.stem, file, path)
            except CrmError as error:
                yield Problem(path, None, "", error.message.removeprefix(f"{path}: "), error.hint)
    finally:
        index.close()
