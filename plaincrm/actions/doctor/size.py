"""Size: whether a book has grown beyond what its folders and its repository are at ease with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.doctor.finding import Finding
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book

MANY = 5_000


def folders(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether too many files lie in one folder: every commit writes the list of a folder anew."""
    from collections import Counter

    fullest = Counter(path.rpartition("/")[0] for path in book.paths()).most_common(1)
    folder, count = fullest[0] if fullest else ("customers", 0)
    found = f"{counted(count, 'file')} in {folder}"
    if count > MANY:
        yield Finding("folders", "warning", found, "plaincrm layout letters")
    else:
        yield Finding("folders", "ok", found)


def history(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether git has much to look through: loose objects, commits that its commit-graph does not list."""
    from plaincrm.book import commit_graph, maintenance

    loose, commits = maintenance.objects(book).loose, maintenance.reachable_commits(book)
    graph = commit_graph.read(book.repository)
    unlisted = commits - (graph.commits if graph.has_paths else 0)
    found = f"{counted(loose, 'loose object')}, {counted(unlisted, 'commit')} outside the commit-graph"
    is_large = len(book.paths()) > MANY and not graph.has_paths
    if loose > MANY or unlisted > MANY or is_large:
        yield Finding("history", "warning", found, "plaincrm maintain")
    else:
        yield Finding("history", "ok", found)
