"""What happened to the book's files, commit by commit: two git commands, however long the history is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import commit_graph
from plaincrm.book.customer_file import name_line
from plaincrm.book.git import failed, names_no_commit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.book.book import Book

_FORMAT = "%x1e%H%x1f%aI%x1f%an%x1f%P%x1f%s%x1f%(trailers:key=Plaincrm,valueonly,separator=%x2C)%x1f"


class File(NamedTuple):
    """One file of a commit: A, M or D, its path below the book, and its blobs (None = no file).

    A merge has an *old* blob for each parent, and only the files that differ from all of them.
    """

    status: str
    path: str
    old: tuple[str | None, ...]
    new: str | None


class Event(NamedTuple):
    """One commit; *verb* is plaincrm's own word and empty in others' commits."""

    id: str
    short: str
    when: str
    author: str
    parents: tuple[str, ...]
    subject: str
    verb: str
    files: tuple[File, ...]

    @property
    def is_merge(self) -> bool:
        """Whether it joins two lines of history."""
        return len(self.parents) > 1


def timeline(
    book: Book, paths: Iterable[str] = (), *, limit: int | None = None, since: str | None = None
) -> list[Event]:
    """The commits that touched the book, or *paths* of it, newest first; none in an unborn branch.

    *since* is an ISO day, by the authors' dates.
    """
    bounds = [] if limit is None else [f"--max-count={limit}"]
    # Nobody commits before they wrote, so git may stop there; the very day is judged below.
    bounds += [] if since is None else [f"--since={since} 00:00:00 +1400"]
    plainly = ("--no-show-signature", "--no-color", "--encoding=UTF-8", "--no-ext-diff", "--no-textconv")
    answer = book.git.run(
        *("-c", "log.showRoot=true", "log", *bounds, "--date-order", *plainly, f"--format={_FORMAT}"),
        *("-c", "--raw", "--no-abbrev", "--no-renames", "--relative", "-z", "HEAD", "--", *(paths or (".",))),
        allow_locks=False,
    )
    if answer.code != 0:
        if names_no_commit(answer):
            return []
        raise failed(("log",), answer)
    records = answer.out.decode("utf-8", "surrogateescape").split("\x1e")[1:]
    short = len(book.git.ask("rev-parse", "--short", "HEAD").text())
    events = [_event(record, short) for record in records]
    return [event for event in events if since is None or event.when[:10] >= since]


def ever_there(book: Book, paths: list[str]) -> list[str]:
    """Those of *paths* that some commit knows; all of them where git would have to open every commit.

    With the paths that commits changed in the commit-graph git answers for one path at once, but not for
    several together: so those that never were are not worth naming in a `timeline`.
    """
    if not commit_graph.read(book.repository).has_paths:
        return paths
    asked = ("rev-list", "--max-count=1", "--full-history", "HEAD", "--")
    return [path for path in paths if book.git.ask(*asked, path).text()]


def earlier_path(book: Book, event: Event, path: str) -> str | None:
    """Where the file lay that *event* put to *path*; None where it was new.

    It is the same file if it has the same content, or half of it and the same name of a customer.
    """
    args = ("diff-tree", "-r", "-z", "-M", "--diff-filter=R", "--relative", "--no-commit-id", event.id)
    fields = book.git.ask(*args).out.decode("utf-8", "surrogateescape").split("\0")
    for facts, old, new in zip(fields[::3], fields[1::3], fields[2::3], strict=False):
        if new == path and _same_customer(book, facts):
            return old
    return None


def patch(book: Book, events: Iterable[Event], paths: Iterable[str]) -> str:
    """What git says of these commits, with the changes of *paths* line by line."""
    wanted = "".join(f"{event.id}\n" for event in events)
    if not wanted:
        return ""
    args = (
        *(
            "log",
            "--stdin",
            "--no-walk=unsorted",
            "-p",
            "-c",
            "--relative",
            "--no-color",
            "--no-show-signature",
        ),
        *("--encoding=UTF-8", "--no-ext-diff", "--no-textconv", "--find-renames"),
    )
    answer = book.git.run(*args, "--", *(paths or (".",)), stdin=wanted.encode(), allow_locks=False)
    if answer.code != 0:
        raise failed(args, answer)
    return answer.out.decode("utf-8", "replace")


def _event(record: str, short: int) -> Event:
    *facts, names = record.split("\x1f")
    identifier, when, author, parents, subject, verb = facts
    fields = [field for field in names.strip("\n").split("\0") if field.strip("\n")]
    pairs = zip(fields[::2], fields[1::2], strict=True)
    files = tuple(_file(facts.strip("\n"), path) for facts, path in pairs)
    return Event(
        identifier, identifier[:short], when, author, tuple(parents.split()), subject, verb.strip(), files
    )


def _file(facts: str, path: str) -> File:
    """A record of git's raw format; of a merge it has a colon, a mode, a blob and a letter per parent."""
    parents = len(facts) - len(facts.lstrip(":"))
    words = facts.lstrip(":").split(" ")
    blobs = [blob if blob.strip("0") else None for blob in words[parents + 1 : -1]]
    return File(_status(words[-1]), path, tuple(blobs[:-1]), blobs[-1])


def _status(letters: str) -> str:
    return letters[0] if len(set(letters)) == 1 and letters[0] in "AD" else "M"


def _same_customer(book: Book, facts: str) -> bool:
    _, _, old, new, status = facts.lstrip("\n:").split(" ")
    if status == "R100":
        return True
    before, after = (name_line(content) for content in book.read_blobs([old, new]))
    return before is not None and before == after
