"""What a killed run's git may have left behind: processes at work, and lock files that nobody holds."""

from __future__ import annotations

import contextlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book.book import Book
    from plaincrm.book.repository import Repository

PATIENCE_SECONDS = 5.0
PROCESSES = Path("/proc")
# What holds no lock that we would wait for, and may sit in a pager or a shell for hours.
_HARMLESS = {"crm", "log", "show", "diff", "blame", "grep", "help", "gc", "maintenance", "cat-file"}


def wait_for_git(book: Book) -> None:
    """Wait a while for git commands that still work in this repository."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while git_is_running(book) and time.monotonic() < deadline:
        time.sleep(0.02)


def sweep_locks(book: Book, journal: Path) -> None:
    """Remove git's lock files that are younger than our *journal*, unless a git command may hold them."""
    try:
        since = journal.stat().st_mtime_ns
    except FileNotFoundError:
        return
    for lock in _locks(book.repository):
        with contextlib.suppress(FileNotFoundError):
            written = lock.stat().st_mtime_ns
            if written >= since and not _may_be_held(book, written):
                lock.unlink()


def git_is_running(book: Book) -> bool:
    """Whether a git command that may write works in this repository, as far as the system tells."""
    top = str(book.repository.top)
    return any((folder + "/").startswith(top + "/") and verb not in _HARMLESS for folder, verb in _gits())


def _may_be_held(book: Book, written: int) -> bool:
    if PROCESSES.is_dir():
        return git_is_running(book)
    return time.time_ns() - written < PATIENCE_SECONDS * 1e9  # here nobody tells; git is rarely that slow


def _locks(repository: Repository) -> Iterator[Path]:
    """Every lock that ``git commit``, ``merge``, ``fetch`` and ``push`` take."""
    for name in ("index", "HEAD", "ORIG_HEAD", "AUTO_MERGE"):
        yield repository.git_dir / f"{name}.lock"
    yield from repository.git_dir.glob("next-index-*.lock")
    for name in ("config", "packed-refs", "shallow", "objects/maintenance"):
        yield repository.common_dir / f"{name}.lock"
    yield from (repository.common_dir / "refs").rglob("*.lock")


def _gits() -> Iterator[tuple[str, str]]:
    """The working folder and the verb of every git process that we may look at."""
    if not PROCESSES.is_dir():
        return
    for process in PROCESSES.iterdir():
        if not process.name.isdigit():
            continue
        with contextlib.suppress(OSError):
            if (process / "exe").readlink().name.startswith("git"):
                words = (process / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
                yield str((process / "cwd").readlink()), _verb(words[1:])


def _verb(words: list[str]) -> str:
    """The command in git's own words: the first that is no option, nor the value of one."""
    rest = iter(words)
    for word in rest:
        if word in ("-c", "-C"):
            next(rest, None)
        elif not word.startswith("-"):
            return word
    return ""
