"""IDs that would be one file on another computer: they differ only by case, normalisation or folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.book import Book


def collisions(book: Book) -> Iterator[Problem]:
    """A problem for each file whose ID another file has already."""
    return among(book.paths())


def among(paths: Iterable[str]) -> Iterator[Problem]:
    """The same for any customer files, by their paths."""
    from plaincrm.book.customer_file import id_of
    from plaincrm.model.ids import collision_key

    seen: dict[str, str] = {}
    for path in paths:
        key = collision_key(id_of(path))
        if key in seen:
            yield Problem(
                path,
                None,
                "",
                f"has the same ID as {seen[key]}",
                "rename one of them: git mv OLD NEW, then plaincrm save",
            )
        seen.setdefault(key, path)
