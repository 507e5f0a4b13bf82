"""The book's own files: plaincrm.yaml and rates.yaml."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.errors import InvalidDataError, Problem

if TYPE_CHECKING:
    from plaincrm.book import Book


def settings(book: Book) -> list[Problem]:
    """What is wrong or doubtful in plaincrm.yaml."""
    from plaincrm.book.settings_file import settings_and_problems

    try:
        return settings_and_problems("plaincrm.yaml", book.settings_bytes())[1]
    except InvalidDataError as error:
        return [Problem("plaincrm.yaml", None, "", error.message, error.hint)]


def rates(book: Book) -> list[Problem]:
    """What is wrong in rates.yaml."""
    return book.rates()[1]
