"""The book's history as git tells it: commits with their trailers and the files they touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from plaincrm.book.book import Book

_FORMAT = "%x1e%H%x1f%h%x1f%aI%x1f%an%x1f%s%x1f%(trailers:key=Plaincrm,valueonly,separator=%x2C)%x1f%(trailers:key=Undoes,valueonly,separator=%x2C)%x1f"


class Commit(NamedTuple):
    """One commit; *verb* and *undoes* come from our trailers and are empty in others' commits."""

    id: str
    short: str
    when: str
    author: str
    subject: str
    verb: str
    undoes: str
    paths: tuple[tuple[str, str], ...]  # (A, M or D; path below the book)


def commits(book: Book, paths: tuple[str, ...] = (), *, limit: int | None = None, revision: str = "HEAD") -> list[Commit]:
    """The commits that touched the book (or *paths* of it), newest first; none in an unborn branch."""
    bound = [f"--max-count={limit}"] if limit is not None else []
    answer = book.git.run(
        "log", *bound, "--no-ext-diff", "--no-textconv", "--name-status", "--no-renames", "--relative", "-z",
        f"--format={_FORMAT}", "--end-of-options", revision, "--", *(paths or (".",)),
        allow_locks=False,
    )  # fmt: skip
    if answer.code != 0:
        return []
    records = answer.out.decode("utf-8", "replace").split("\x1e")[1:]
    return [_commit(record) for record in records]


def _commit(record: str) -> Commit:
    *facts, names = record.split("\x1f")
    fields = [field for field in names.strip("\n").split("\0") if field.strip("\n")]
    fields = [field.lstrip("\n") for field in fields]
    pairs = tuple(zip((status[:1] for status in fields[::2]), fields[1::2], strict=False))
    identifier, short, when, author, subject, verb, undoes = facts
    return Commit(identifier, short, when, author, subject, verb.strip(), undoes.strip(), pairs)


def content_at(book: Book, revision: str, path: str) -> bytes | None:
    """The bytes of *path* in a revision, or None where it has no such file."""
    spec = f"{revision}:{book.repository.prefix}{path}"
    answer = book.git.run("cat-file", "blob", spec, allow_locks=False)
    return answer.out if answer.code == 0 else None


def merged(book: Book, ours: bytes, base: bytes, theirs: bytes) -> bytes | None:
    """The three-way merge of three texts, or None where they overlap."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory(prefix="plaincrm-") as folder:
        names = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for name, content in zip(names, (ours, base, theirs), strict=True):
            name.write_bytes(content)
        answer = book.git.run("merge-file", "-p", "-q", *map(str, names), allow_locks=False)
    return answer.out if answer.code == 0 else None
