"""What git can do so that a repository stays quick: pack objects, list commits, remember untracked files."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.git import failed
from plaincrm.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book.book import Book

UNTRACKED_CACHE = "core.untrackedCache"


class Objects(NamedTuple):
    """How git's objects lie: each in a file of its own, or in packs; their bytes on the disk."""

    loose: int
    packs: int
    size: int


@contextlib.contextmanager
def alone(book: Book) -> Iterator[None]:
    """Hold the right to write while the repository is put in order.

    ConflictError (exit 5) while another command writes, or where an erasure is half done: what it still
    has to throw away must not be packed.
    """
    from plaincrm.book import preflight
    from plaincrm.book.lock import locked
    from plaincrm.book.turn import disk_trouble_told

    preflight.refuse_unfinished_erasure(book)
    with locked(book.repository), disk_trouble_told():
        yield


def objects(book: Book) -> Objects:
    """How the objects lie now."""
    said = dict(line.split(": ") for line in book.git.ask("count-objects", "-v").text().splitlines() if line)
    kibibytes = int(said["size"]) + int(said["size-pack"])
    return Objects(int(said["count"]), int(said["packs"]), kibibytes * 1024)


def pack(book: Book) -> None:
    """Put all objects into one pack; what no version uses stays for two weeks, as with ``git gc``.

    ConflictError (exit 5) where git does that just now.
    """
    # Without a pack for what is unused, it would lie about in files of its own.
    args = ("-c", "gc.cruftPacks=true", "gc", "--quiet")
    answer = book.git.run(*args)
    if "already running" in answer.err:
        raise ConflictError("git packs objects just now", hint="wait until it is done: the pack is the same")
    if answer.code != 0:
        raise failed(("gc",), answer)


def reachable_commits(book: Book) -> int:
    """The number of commits that branches, tags and other references lead to."""
    return int(book.git.ask("rev-list", "--count", "--glob=refs/*").text())


def write_commit_graph(book: Book) -> None:
    """List all commits with the paths that each changed; git keeps none in a shallow clone."""
    answer = book.git.run("commit-graph", "write", "--reachable", "--changed-paths", "--no-progress")
    if answer.code != 0:
        raise failed(("commit-graph", "write"), answer)


def untracked_cache(book: Book) -> str | None:
    """What the configuration says of remembering which files git does not track; None: nothing."""
    return book.git.run("config", "--get", UNTRACKED_CACHE, allow_locks=False).text() or None


def set_up_untracked_cache(book: Book) -> None:
    """Let git remember them where the disk notes when a folder changes.

    git's own test of the disk takes about six seconds, so its outcome is kept in the configuration.
    """
    works = book.git.run("update-index", "--test-untracked-cache").code == 0
    for args in (
        ("config", "--local", UNTRACKED_CACHE, "true" if works else "false"),
        ("update-index", "--untracked-cache" if works else "--no-untracked-cache"),
    ):
        answer = book.git.run(*args)
        if answer.code != 0:
            raise failed(args, answer)
