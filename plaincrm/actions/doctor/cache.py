"""The index: disposable, so its remedy is always to make it anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.doctor.finding import Finding
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book


def index(book: Book, fix: bool) -> Iterator[Finding]:
    """Whether the index is whole and knows every file."""
    from plaincrm.index import Index

    if fix:
        _discard(book)
    opened = Index.open(book)
    try:
        damage = [str(row[0]) for row in opened.rows("PRAGMA quick_check") if row[0] != "ok"]
        known = {str(row[0]) for row in opened.rows("SELECT path FROM tree")}
        broken = {problem.path for problem in opened.problems()}
    finally:
        opened.close()
    missing = set(book.paths()) - known - broken - book.ignored()  # of those check speaks
    if damage or missing:
        found = damage[0] if damage else f"does not know {sorted(missing)[0]}"
        yield Finding("index", "error", found, "plaincrm doctor --fix")
    else:
        yield Finding("index", "ok", f"{counted(len(known), 'customer')}{', built anew' if fix else ''}")


def _discard(book: Book) -> None:
    for path in (book.cache_path(), book.fallback_cache_path()):
        for suffix in ("", "-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
