"""What two histories did to the same files since they parted, whether git had to merge it or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plaincrm.book.book import Book


class Touched(NamedTuple):
    """A file that one side made, changed or renamed: its path there, its blobs at the fork and there."""

    path: str
    old: str
    new: str


class Apart(NamedTuple):
    """A file that the two sides gave different names; paths count from the top of the repository."""

    path: str
    here: str
    there: str


def changed_by_both(book: Book, fork: str, ours: str, theirs: str) -> list[tuple[Touched, Touched]]:
    """The files whose content both sides made or changed, by path: also those that came out equal."""
    both = _by_both(book, fork, ours, theirs)
    return [(here, there) for _, here, there in both if here.new != here.old and there.new != there.old]


def renamed_apart(book: Book, fork: str, ours: str, theirs: str) -> list[Apart]:
    """The files that the two sides gave different names, by path."""
    both = _by_both(book, fork, ours, theirs)
    return [
        Apart(path, here.path, there.path)
        for path, here, there in both
        if path not in (here.path, there.path) and here.path != there.path
    ]


def _by_both(book: Book, fork: str, ours: str, theirs: str) -> list[tuple[str, Touched, Touched]]:
    here, there = _touched(book, fork, ours), _touched(book, fork, theirs)
    return [(path, here[path], there[path]) for path in sorted(here.keys() & there.keys())]


def _touched(book: Book, old: str, new: str) -> dict[str, Touched]:
    """What was made, changed or renamed between two commits: path in *old* → what became of it.

    A file that is new stands under its own path. Paths count from the top of the repository.
    """
    answer = book.git.ask("diff-tree", "-r", "-z", "-M", "--diff-filter=AMRT", old, new)
    fields = iter(answer.out.decode("utf-8", "surrogateescape").split("\0")[:-1])
    found = {}
    for facts in fields:
        _, _, before, after, status = facts.split(" ")
        path = next(fields)
        found[path] = Touched(next(fields) if status.startswith("R") else path, before, after)
    return found
