"""The one door to the data: a book's files, their YAML text, their git history."""

from plaincrm.book.book import Book
from plaincrm.book.customer_file import CustomerFile

__all__ = ["Book", "CustomerFile"]
