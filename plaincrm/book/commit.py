"""Commits exactly the named files, as ``git commit`` would: hooks, signing and filters included."""

from __future__ import annotations

import contextlib
import os
import time
from typing import TYPE_CHECKING

from plaincrm.book import journal as journals
from plaincrm.errors import ConflictError, CrmError, OutsideError

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.book.book import Book
    from plaincrm.book.git import Answer

PATIENCE_SECONDS = 5.0
_DURABLE = ("-c", "core.fsync=committed,index,reference", "-c", "user.useConfigOnly=true")


def commit(book: Book, paths: list[str], message: str, *, new: list[str]) -> str:
    """Commit the work-tree state of *paths* alone and give the short commit id.

    *new* are those of them that git has never seen. What the user has staged stays staged.
    """
    listed = "\0".join(paths).encode("utf-8", "surrogateescape")
    note = journals.folder(book.repository) / "message"
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(message, encoding="utf-8", errors="surrogateescape")
    if new:
        unseen = "\0".join(new).encode("utf-8", "surrogateescape")
        _patiently(book, "add", "--intent-to-add", *_FROM_STDIN, stdin=unseen)
    _patiently(
        book,
        *_DURABLE,
        "commit",
        "--only",
        "-q",
        "--cleanup=whitespace",
        f"--file={note}",
        *_FROM_STDIN,
        stdin=listed,
    )
    note.unlink(missing_ok=True)
    return book.git.ask("rev-parse", "--short", "HEAD").text()


def forget_intent(book: Book, new: list[str]) -> None:
    """Take files that were never committed out of git's index again."""
    if new:
        unseen = "\0".join(new).encode("utf-8", "surrogateescape")
        book.git.run("rm", "--cached", "-q", "-f", "--ignore-unmatch", *_FROM_STDIN, stdin=unseen)


def head(book: Book) -> str | None:
    """The current commit; None before the first."""
    answer = book.git.run("rev-parse", "--verify", "-q", "HEAD", allow_locks=False)
    return answer.text() if answer.code == 0 else None


_FROM_STDIN = ("--pathspec-from-file=-", "--pathspec-file-nul")


def _patiently(book: Book, *args: str, stdin: bytes) -> None:
    """Run a git command that writes, waiting for whoever else holds git's own locks."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        answer = book.git.run(*args, stdin=stdin)
        if answer.code == 0:
            return
        if answer.code < 0:  # git was killed; what it held is ours to clear away
            sweep_locks(book, newer_than=journals.path(book.repository))
        if not _is_locked(answer) or time.monotonic() > deadline:
            raise _refused(book, answer)
        time.sleep(0.05)


def _is_locked(answer: Answer) -> bool:
    return ".lock" in answer.err and ("File exists" in answer.err or "Unable to create" in answer.err)


def _refused(book: Book, answer: Answer) -> CrmError:
    said = answer.err.strip() or answer.text().strip() or f"git ended with code {answer.code}"
    if _is_locked(answer):
        lock = next(
            (word.strip("'\":.") for word in said.split() if word.strip("'\":.").endswith(".lock")),
            "the lock",
        )
        return ConflictError(
            f"git is busy in this repository: {lock} exists",
            hint=f"if no git command is running, remove it: rm {lock}",
        )
    return OutsideError(
        f"git refused the commit, nothing was changed:\n{said}",
        hint="mend what it names, then run the command again",
    )


def sweep_locks(book: Book, newer_than: Path) -> None:
    """Remove git's lock files that our own dead git left: those not older than our journal."""
    try:
        since = newer_than.stat().st_mtime_ns
    except FileNotFoundError:
        return
    repository = book.repository
    candidates = [repository.git_dir / "index.lock", repository.git_dir / "HEAD.lock"]
    candidates += (repository.common_dir / "refs" / "heads").rglob("*.lock")
    for lock in candidates:
        with contextlib.suppress(FileNotFoundError):
            if lock.stat().st_mtime_ns >= since and not git_is_running(book):
                lock.unlink()


def git_is_running(book: Book) -> bool:
    """Whether a git process works in this repository, as far as the system tells."""
    processes = "/proc"
    if not os.path.isdir(processes):
        return False
    top = str(book.repository.top)
    for number in os.listdir(processes):
        if number.isdigit() and number != str(os.getpid()):
            with contextlib.suppress(OSError):
                name = os.readlink(f"{processes}/{number}/exe")
                inside = os.readlink(f"{processes}/{number}/cwd")
                if os.path.basename(name).startswith("git") and (inside + "/").startswith(top + "/"):
                    return True
    return False
