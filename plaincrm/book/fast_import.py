"""Makes a whole history at once: many commits in one git process, with given authors and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.git import failed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from plaincrm.book.book import Book


class Dated(NamedTuple):
    """One commit to be: files by path (None removes), message, ``Name <mail>``, seconds since 1970 in UTC."""

    files: dict[str, bytes | None]
    message: str
    author: str
    seconds: int


def import_history(book: Book, commits: Iterable[Dated]) -> int:
    """Write *commits* onto an empty repository's main branch, check it out, and give their number."""
    count, stream = 0, [b"feature done\n"]
    for commit in commits:
        stream.append(_commit(commit))
        count += 1
    stream.append(b"done\n")
    for args, stdin in (
        (("fast-import", "--quiet"), b"".join(stream)),
        (("symbolic-ref", "HEAD", "refs/heads/main"), None),
        (("reset", "-q", "--hard", "main"), None),
    ):
        answer = book.git.run(*args, stdin=stdin)
        if answer.code != 0:
            raise failed(args, answer)
    return count


def _commit(commit: Dated) -> bytes:
    message = commit.message.encode()
    lines = [
        b"commit refs/heads/main\n",
        f"author {commit.author} {commit.seconds} +0000\n".encode(),
        f"committer {commit.author} {commit.seconds} +0000\n".encode(),
        b"data %d\n" % len(message) + message + b"\n",
    ]
    for path, content in sorted(commit.files.items()):
        if content is None:
            lines.append(f"D {path}\n".encode())
        else:
            lines.append(f"M 100644 inline {path}\n".encode() + b"data %d\n" % len(content) + content + b"\n")
    return b"".join(lines) + b"\n"
