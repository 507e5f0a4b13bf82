"""Puts bytes on the disk so that a reader, or a power cut, finds the old file or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
from typing import TYPE_CHECKING

from plaincrm.errors import InvalidDataError

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700
CAN_FLUSH_ALL = hasattr(os, "sync")


def read(root: Path, path: str) -> bytes | None:
    """The bytes of the book's file at *path*, or None where there is none.

    InvalidDataError (exit 4) for a link, a folder, a giant, and for a file that lies behind a linked folder.
    """
    from plaincrm.book.customer_file import read_regular

    for end in (place for place, sign in enumerate(path) if sign == "/"):
        if os.path.islink(f"{root}/{path[:end]}"):  # noqa: PTH114  an import asks this of every file
            raise InvalidDataError(
                f"{path[:end]} is a symbolic link", hint="put the folder itself into the book"
            )
    try:
        return read_regular(root / path)
    except FileNotFoundError:
        return None
    except InvalidDataError as error:
        raise InvalidDataError(f"{path} {error.message}", error.hint) from error


def replace(path: Path, content: bytes, drafts: Path) -> None:
    """Put *content* in the place of *path*, whether or not it exists, keeping its mode, and flush it.

    It is written in the folder *drafts* first, so that nobody sees a half file beside the others.
    """
    draft = drafts / "draft"
    try:
        write_draft(draft, content, like=path)
        place(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def write_draft(draft: Path, content: bytes, *, like: Path, flush: bool = True) -> None:
    """Write *content* with the mode that *like* has, or a private one, in the place of an old draft."""
    mode = _mode(like)
    with os.fdopen(_opened_anew(draft, mode), "wb") as file:
        file.write(content)
        file.flush()
        if flush:
            os.fsync(file.fileno())
        given = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
    if given != mode:  # the umask took something away
        draft.chmod(mode)


def _opened_anew(path: Path, mode: int) -> int:
    """A descriptor of a new file; an old one is removed first."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        return os.open(path, flags, mode)
    except FileExistsError:
        path.unlink()
        return os.open(path, flags, mode)


def place(draft: Path, path: Path) -> None:
    """Rename *draft* to *path*; by way of a copy where the git directory is on another disk."""
    try:
        draft.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_draft(beside(path), draft.read_bytes(), like=draft)
        beside(path).replace(path)


def beside(path: Path) -> Path:
    """Where a draft of *path* is copied to when it cannot be renamed into its place."""
    return path.with_name(f".{path.name}.plaincrm-draft")


def flush_all() -> None:
    """Flush everything written so far to the disk; only where ``CAN_FLUSH_ALL``."""
    os.sync()


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def keep_backup(path: Path, backup: Path) -> None:
    """Keep the present content of *path* under another name: a hard link, which needs no space."""
    backup.unlink(missing_ok=True)
    try:
        backup.hardlink_to(path)
    except OSError:  # another file system, or one without links
        shutil.copy2(path, backup)


def make_folder(folder: Path) -> None:
    """Make a private folder and the missing ones above it."""
    folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def remove_empty_folders(folder: Path, stop: Path) -> None:
    """Remove *folder* and its parents below *stop* while they are empty."""
    while folder != stop and stop in folder.parents:
        with contextlib.suppress(OSError):
            folder.rmdir()
        if folder.exists():
            return
        folder = folder.parent


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        return PRIVATE_FILE
