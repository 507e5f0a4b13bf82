"""The book's history as git tells it: commits with their trailers and the files they touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.git import failed, names_no_commit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book.book import Book

_TRAILERS = "%x1f".join(f"%(trailers:key={key},valueonly,separator=%x2C)" for key in ("Plaincrm", "Undoes"))
_FORMAT = f"%x1e%H%x1f%h%x1f%aI%x1f%an%x1f%s%x1f{_TRAILERS}%x1f"
_FIRST_PAGE = 50


class Commit(NamedTuple):
    """One commit; *verb* and *undoes* come from our trailers and are empty in others' commits."""

    id: str
    short: str
    when: str
    author: str
    subject: str
    verb: str
    undoes: tuple[str, ...]
    paths: tuple[tuple[str, str], ...]  # (A, M or D; path below the book)


class Touched(NamedTuple):
    """A file that a commit touched, and its content before and after; None = no file."""

    path: str
    before: bytes | None
    after: bytes | None


def commits(
    book: Book,
    paths: tuple[str, ...] = (),
    *,
    limit: int | None = None,
    skip: int = 0,
    revision: str = "HEAD",
) -> list[Commit]:
    """The commits that touched the book (or *paths* of it), newest first; none in an unborn branch."""
    bound = [f"--max-count={limit}"] if limit is not None else []
    answer = book.git.run(
        "log", *bound, f"--skip={skip}", "--no-show-signature", "--no-color", "--encoding=UTF-8",
        "--no-ext-diff", "--no-textconv", "--name-status", "--no-renames", "--relative", "-z",
        f"--format={_FORMAT}", "--end-of-options", revision, "--", *(paths or (".",)),
        allow_locks=False,
    )  # fmt: skip
    if answer.code != 0 and not names_no_commit(answer):
        raise failed(("log",), answer)
    records = answer.out.decode("utf-8", "surrogateescape").split("\x1e")[1:]
    return [_commit(record) for record in records]


def newest_first(book: Book) -> Iterator[Commit]:
    """The commits that touched the book, read in pages, for whoever may stop early."""
    seen, size = 0, _FIRST_PAGE
    while page := commits(book, limit=size, skip=seen):
        yield from page
        seen, size = seen + len(page), size * 4


def _commit(record: str) -> Commit:
    *facts, names = record.split("\x1f")
    fields = [field for field in names.strip("\n").split("\0") if field.strip("\n")]
    fields = [field.lstrip("\n") for field in fields]
    pairs = tuple(zip((status[:1] for status in fields[::2]), fields[1::2], strict=False))
    identifier, short, when, author, subject, verb, undoes = facts
    undone = tuple(commit.strip() for commit in undoes.split(",") if commit.strip())
    return Commit(identifier, short, when, author, subject, verb.strip(), undone, pairs)


def commit_named(book: Book, revision: str) -> str | None:
    """The full id of the commit that the user calls *revision*; None where git knows none."""
    answer = book.git.run(
        "rev-parse", "--verify", "-q", "--end-of-options", f"{revision}^{{commit}}", allow_locks=False
    )
    return answer.text().removeprefix("--end-of-options\n") if answer.code == 0 else None


def touched(book: Book, commit: str) -> list[Touched]:
    """The files of the book that *commit* touched, as git stores them, with two git calls for all."""
    answer = book.git.ask(
        "diff-tree", "--root", "--no-commit-id", "-r", "-z", "--no-renames", "--relative", commit
    )
    fields = answer.out.decode("utf-8", "surrogateescape").split("\0")
    found = [(path, *facts.split(" ")[2:4]) for facts, path in zip(fields[::2], fields[1::2], strict=False)]
    blobs = [blob for _, *pair in found for blob in pair]
    contents = dict(zip(blobs, book.read_blobs(blobs), strict=True))
    return [
        Touched(path, *(contents[blob] if blob.strip("0") else None for blob in pair))
        for path, *pair in found
    ]


def content_at(book: Book, revision: str, path: str) -> bytes | None:
    """The bytes of *path* in a revision as a checkout would write them; None where it has no such file."""
    spec = f"{revision}:{book.repository.prefix}{path}"
    answer = book.git.run("cat-file", "--filters", spec, allow_locks=False)
    return answer.out if answer.code == 0 else None
