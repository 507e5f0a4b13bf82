"""Words for the shell to complete: from the index as it lies there, without asking git."""

from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

from plaincrm.index.folding import fold

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.book import Book

MOST = 200
_LAST = "\U0010ffff"
_WHO = (
    "SELECT f.customer, coalesce(c.name, '') FROM file f LEFT JOIN customer c ON c.doc = f.doc "
    "WHERE f.folded >= ?1 AND f.folded < ?2 UNION "
    "SELECT f.customer, k.value FROM name_key k JOIN file f ON f.doc = k.doc "
    "WHERE k.kind = 'name' AND k.key >= ?1 AND k.key < ?2 ORDER BY 1 LIMIT ?3"
)
_WORDS = {
    "industry": "SELECT DISTINCT industry FROM customer WHERE industry IS NOT NULL",
    "source": "SELECT DISTINCT source FROM customer WHERE source IS NOT NULL",
    "owner": "SELECT DISTINCT owner FROM customer WHERE owner IS NOT NULL",
    "tag": "SELECT DISTINCT value FROM list_value WHERE field = 'tags'",
    "product": "SELECT DISTINCT product FROM sale_entry WHERE product IS NOT NULL",
    "channel": "SELECT DISTINCT channel FROM contact_entry WHERE channel IS NOT NULL",
    "field": "SELECT name FROM known_field",
}
KINDS = ("who", *_WORDS)


def complete(book: Book, kind: str, start: str) -> list[tuple[str, str]]:
    """Words of a kind (see KINDS) that begin with *start*, each with a remark, in order; at most MOST.

    ``who`` gives IDs with the name for a remark, and looks for *start* in both.
    """
    for place in (book.cache_path, book.fallback_cache_path):
        with contextlib.suppress(sqlite3.Error, RuntimeError):
            return _from_index(place(), kind, fold(start))
    return _from_paths(book, fold(start)) if kind == "who" else []


def _from_index(path: Path, kind: str, start: str) -> list[tuple[str, str]]:
    with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=0.2)) as connection:
        if kind == "who":
            return connection.execute(_WHO, (start, start + _LAST, MOST)).fetchall()
        found = sorted(word for (word,) in connection.execute(_WORDS[kind]))
    return [(word, "") for word in found if fold(word).startswith(start)][:MOST]


def _from_paths(book: Book, start: str) -> list[tuple[str, str]]:
    """The file names, where there is no index yet."""
    from plaincrm.book.customer_file import id_of

    ids = sorted({id_of(path) for path in book.paths()})
    return [(name, "") for name in ids if fold(name).startswith(start)][:MOST]
