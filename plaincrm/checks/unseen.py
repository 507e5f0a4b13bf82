"""Files among the customers that no list or report has: git ignores them, or they are named otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.book.state import FOLDER, SUFFIX, is_customer_file
from plaincrm.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book


def unseen(book: Book) -> Iterator[Problem]:
    """An error for each customer file that git ignores, a warning for each named ``.yml``."""
    for path in sorted(book.ignored()):
        if is_customer_file(path):
            yield Problem(
                path,
                None,
                "",
                "git ignores this file, so no list or report has the customer",
                f"git add -f {path}, then plaincrm save; or mend .gitignore: git check-ignore -v {path}",
            )
    for file in sorted((book.root / FOLDER).rglob("*.yml")):
        path = file.relative_to(book.root).as_posix()
        yield Problem(
            path,
            None,
            "",
            f"is no customer: the name does not end in {SUFFIX}",
            f"rename it: mv {path} {path.removesuffix('.yml')}{SUFFIX}",
            "warning",
        )
