"""Runs git commands that write: waits for whoever holds git's own locks, and words what git refuses."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from plaincrm.book import journal as journals
from plaincrm.book import orphans
from plaincrm.errors import ConflictError, CrmError, OutsideError

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.book.book import Book
    from plaincrm.book.git import Answer

PATIENCE_SECONDS = 5.0
_LOCKED = re.compile(r"'([^'\n]+\.lock)': File exists")
_OVERTAKEN = "but expected"  # cannot lock ref 'HEAD': is at X but expected Y


def patiently(book: Book, *args: str, stdin: bytes | None = None, index: Path | None = None) -> Answer:
    """Run ``git ARGS``, again and again for a while where a lock is held or another commit came first.

    With an *index* of its own, which would undo that other commit, only where a lock is held.
    ConflictError (exit 5) where it stays held, OutsideError (exit 6) with git's own words for other refusals.
    """
    deadline, pause = time.monotonic() + PATIENCE_SECONDS, 0.05
    while True:
        answer = book.git.bare(*args, stdin=stdin, allow_locks=True, index=index)
        if answer.code == 0:
            return answer
        if answer.code < 0:  # git was killed; what it held is ours to clear away
            orphans.sweep_locks(book, journals.path(book.repository))
        is_busy = _LOCKED.search(answer.err) or (_OVERTAKEN in answer.err and index is None)
        if not is_busy or time.monotonic() + pause > deadline:
            raise refused(answer)
        time.sleep(pause)
        pause = min(pause * 1.5, 0.5)


def refused(answer: Answer) -> CrmError:
    """The error for a git command that would not write, in words of ours where its reason is known."""
    said = answer.err.strip() or answer.text().strip() or f"git ended with code {answer.code}"
    lock = _LOCKED.search(said)
    if lock:
        return busy(lock[1])
    if "ignored by one of your .gitignore files" in said:
        return ignored([line for line in said.splitlines()[1:] if not line.startswith("hint:")])
    if "identity unknown" in said:
        return unknown_identity()
    return OutsideError(
        f"git refused the commit, nothing was changed:\n{said}",
        hint="mend what it names, then run the command again",
    )


def busy(lock: object) -> ConflictError:
    """The error where a lock of git's stays."""
    return ConflictError(
        f"git is busy in this repository: {lock} exists",
        hint=f"if no git command is running, remove it: rm {lock}",
    )


def ignored(paths: list[str]) -> ConflictError:
    """The error where git would not keep files."""
    return ConflictError(
        f"{', '.join(paths)} {'is' if len(paths) == 1 else 'are'} ignored by git, nothing was changed",
        hint="take the pattern out of .gitignore: an ignored file has no history",
    )


def unknown_identity() -> OutsideError:
    """The error where git does not know who is writing."""
    return OutsideError(
        "git does not know who you are",
        hint='run: git config --global user.name "Your Name" '
        "&& git config --global user.email you@example.com",
    )
