"""Says which equal entries of both sides a sync keeps once: git, and who calls it, would not."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from plaincrm.book import Book

MANY = 20  # more than these are counted
HINT = "where it was two, enter the other once more: plaincrm sell, plaincrm pay"


def twins(book: Book, ours: str, theirs: str, *, but: Collection[str] = ()) -> list[str]:
    """A line for each new sale or payment that two commits both have, told by customer and file.

    Files whose path, from the top, is among *but* are left out: a human looks at those.
    """
    from plaincrm.book.both_sides import changed_by_both
    from plaincrm.book.customer_file import id_of
    from plaincrm.book.incoming import fork
    from plaincrm.book.merge.twins import twins_in

    files = [
        (here, there)
        for here, there in changed_by_both(book, fork(book, ours, theirs), ours, theirs)
        if _is_customer(book, here.path) and not {here.path, there.path} & set(but)
    ]
    contents = book.read_blobs([blob for here, there in files for blob in (here.old, here.new, there.new)])
    told = []
    for here, _ in files:
        path = here.path.removeprefix(book.repository.prefix)
        versions = next(contents), next(contents), next(contents)
        told += [f"{id_of(path)} ({path}): {line}" for line in twins_in(*versions)]
    return told if len(told) <= MANY else [*told[:MANY], f"and {len(told) - MANY} more such entries"]


def _is_customer(book: Book, path: str) -> bool:
    """Whether *path*, from the top, is a customer file of the book."""
    from plaincrm.book.state import is_customer_file

    prefix = book.repository.prefix
    return path.startswith(prefix) and is_customer_file(path.removeprefix(prefix))
