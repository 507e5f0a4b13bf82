"""One writer at a time: a lock file in the git directory, waited for politely."""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from plaincrm.errors import ConflictError, OutsideError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plaincrm.book.repository import Repository

WAIT_SECONDS = 30.0
POLL_SECONDS = 0.03


@contextlib.contextmanager
def locked(repository: Repository, work: str = "writing") -> Iterator[None]:
    """Hold the book's lock for *work*; ConflictError (exit 5) when another command keeps it for too long.

    Only writing keeps others from writing; ``syncing`` keeps others from syncing.
    """
    import filelock

    from plaincrm.book.disk import make_folder

    mark = "" if work == "writing" else f"-{work}"
    holder = repository.common_dir / "plaincrm" / f"holder{mark}"
    lock = filelock.FileLock(repository.common_dir / f"plaincrm{mark}.lock", poll_interval=POLL_SECONDS)
    try:
        make_folder(holder.parent)
        lock.acquire(timeout=_patience())
    except filelock.Timeout as error:
        raise ConflictError(
            f"another plaincrm command is {work} ({_named(holder)})",
            hint="wait for it, or end that process; the lock goes with it",
        ) from error
    except (OSError, NotImplementedError) as error:  # the latter: a file system without locks
        raise OutsideError(
            f"cannot write in {repository.common_dir}: {getattr(error, 'strerror', None) or error}",
            hint="see that you may write there and that the disk is not full",
        ) from error
    try:
        with contextlib.suppress(OSError):  # only for the message above
            holder.write_text(f"process {os.getpid()}", encoding="utf-8")
        yield
    finally:
        lock.release()


def _patience() -> float:
    """How long to wait, from ``$PLAINCRM_LOCK_SECONDS``."""
    wish = os.environ.get("PLAINCRM_LOCK_SECONDS", str(WAIT_SECONDS))
    try:
        return float(wish)
    except ValueError as error:
        raise UsageError(
            f'PLAINCRM_LOCK_SECONDS: "{wish}" is not a number', hint="write seconds: 30"
        ) from error


def _named(holder: Path) -> str:
    try:
        return holder.read_text(encoding="utf-8")
    except OSError:
        return "process unknown"
