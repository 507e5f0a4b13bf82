"""The addresses of the repository's remotes, and how they may be shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaincrm.book.book import Book


def addresses(book: Book) -> dict[str, str]:
    """The remotes by name, with the address that git fetches from; it may hold a password."""
    names = [name for name in book.git.ask("remote").text().split("\n") if name]
    return {name: book.git.run("remote", "get-url", name, allow_locks=False).text() for name in names}


def without_password(address: str) -> str:
    """An address without the name and password that it may hold."""
    return re.sub(r"(?<=://)[^/@]*@", "", address)
