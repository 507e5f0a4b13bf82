"""What git knows of a book's customer files: the commit, what differs from it, what changed between two."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.git import failed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from plaincrm.book.git import Answer, Git

FOLDER = "customers"
SUFFIX = ".yaml"
BATCH = 1_000  # blobs asked for at once
MOST_PLACES = 100  # named in one question; of more the whole folder is asked for


def is_customer_file(path: str) -> bool:
    """Whether a path, relative to the book, is that of a customer."""
    return path.startswith(f"{FOLDER}/") and path.endswith(SUFFIX)


class State(NamedTuple):
    """The current commit (None before the first) and, for each file that differs from it, its blob id.

    A deleted file has None; what is not a regular file has a blob id that no object can have.
    """

    head: str | None
    dirty: dict[str, str | None]


_QUESTION = (
    *("status", "--porcelain=v2", "--branch", "--no-ahead-behind", "--no-renames", "-z", "-uall"),
    *("--", FOLDER),
)


def ask(git: Git) -> Callable[[], Answer]:
    """Let git look how the customer files stand; what this gives waits for the answer, `state` reads it."""
    return git.begin(*_QUESTION)


def state(answer: Answer, root: Path, prefix: str) -> State:
    """How the customer files stand by git's *answer*; paths are relative to the book."""
    if answer.code != 0:
        raise failed(_QUESTION, answer)
    head: str | None = None
    dirty: dict[str, str | None] = {}
    for record in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if record.startswith("# branch.oid "):
            oid = record.removeprefix("# branch.oid ")
            head = None if oid == "(initial)" else oid
        elif record[:1] in ("1", "u", "?"):
            path = _path(record).removeprefix(prefix)
            if path.endswith(SUFFIX):
                dirty[path] = blob_id(root / path)
    return State(head, dirty)


def committed(git: Git, revision: str, paths: Iterable[str] = ()) -> dict[str, str]:
    """The customer files of *revision*, or those of *paths* in it: path relative to the book → blob id."""
    places = sorted(paths) or [FOLDER + "/"]
    if len(places) > MOST_PLACES:
        places = [FOLDER + "/"]
    answer = git.bare("ls-tree", "-r", "-z", "--end-of-options", revision, "--", *places)
    if answer.code != 0:
        raise failed(("ls-tree",), answer)
    files = {}
    for record in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        facts, _, path = record.partition("\t")
        if path.endswith(SUFFIX):
            mode, _, blob = facts.split(" ")
            files[path] = _blob(mode, blob)
    return files


def ignored(git: Git) -> set[str]:
    """The files of the book that git leaves out, whatever lists them: relative to the book."""
    answer = git.bare("ls-files", "--others", "--ignored", "--exclude-standard", "-z")
    return {path for path in answer.out.decode("utf-8", "surrogateescape").split("\0") if path}


def changed(git: Git, old: str, new: str) -> dict[str, str | None] | None:
    """The customer files that differ between two commits: path → new blob id, None where deleted.

    None when git cannot tell, as when *old* was pruned away.
    """
    answer = git.bare("diff-tree", "-r", "-z", "--no-renames", "--relative", old, new, "--", FOLDER)
    if answer.code != 0:
        return None
    fields = answer.out.decode("utf-8", "surrogateescape").split("\0")
    files: dict[str, str | None] = {}
    for facts, path in zip(fields[::2], fields[1::2], strict=False):
        if path.endswith(SUFFIX):
            _, mode, _, blob, status = facts.split(" ")
            files[path] = None if status == "D" else _blob(mode, blob)
    return files


def blobs(git: Git, ids: list[str]) -> Iterator[bytes]:
    """The content of each blob, in order; empty where there is no such object."""
    for start in range(0, len(ids), BATCH):
        asked = ids[start : start + BATCH]
        answer = git.run("cat-file", "--batch", stdin="".join(f"{blob}\n" for blob in asked).encode())
        if answer.code != 0:
            raise failed(("cat-file",), answer)
        yield from _contents(answer.out, len(asked))


def _contents(out: bytes, count: int) -> Iterator[bytes]:
    """What ``cat-file --batch`` says: ``ID blob SIZE``, the bytes, a line end; or ``ID missing``."""
    at = 0
    for _ in range(count):
        end = out.index(b"\n", at)
        size = out[at:end].rpartition(b" ")[2]
        at = end + 1
        if not size.isdigit():
            yield b""
            continue
        yield out[at : at + int(size)]
        at += int(size) + 1


def blob_id(path: Path) -> str | None:
    """The id git would give the bytes of *path*; None where there is no such file."""
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode):
            return f"not-a-file-{found.st_mtime_ns:x}"
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as file:
            content = file.read()
    except FileNotFoundError:
        return None
    except OSError:
        return f"unreadable-{found.st_mtime_ns:x}"
    return hash_blob(content)


def is_blob_id(text: str) -> bool:
    """Whether this can be the id of a blob in git; what is no regular file has none."""
    return len(text) in (40, 64) and not set(text) - set("0123456789abcdef")


def hash_blob(content: bytes) -> str:
    """The git blob id of *content*."""
    import hashlib

    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _blob(mode: str, blob: str) -> str:
    return blob if mode.startswith("100") else f"not-a-file-{blob}"


def _path(record: str) -> str:
    fields_before = {"1": 8, "u": 10, "?": 1}[record[0]]
    return record.split(" ", fields_before)[fields_before]
