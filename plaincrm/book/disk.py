"""Puts bytes on the disk so that a reader, or a power cut, finds the old file or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from typing import TYPE_CHECKING

from plaincrm.errors import InvalidDataError

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def read(root: Path, path: str) -> bytes | None:
    """The bytes of the book's file at *path*, or None where there is none.

    InvalidDataError (exit 4) for a link, a folder, a giant, and for a file that lies behind a linked folder.
    """
    from plaincrm.book.customer_file import read_regular

    for folder in reversed((root / path).relative_to(root).parents):
        if (root / folder).is_symlink():
            raise InvalidDataError(
                f"{folder.as_posix()} is a symbolic link", hint="put the folder itself into the book"
            )
    try:
        return read_regular(root / path)
    except FileNotFoundError:
        return None
    except InvalidDataError as error:
        raise InvalidDataError(f"{path} {error.message}", error.hint) from error


def replace(path: Path, content: bytes, drafts: Path) -> None:
    """Put *content* in the place of *path*, whether or not it exists, keeping its mode.

    It is written in the folder *drafts* first, so that nobody sees a half file beside the others.
    """
    mode = _mode(path)
    try:
        _write_and_rename(drafts / "draft", path, content, mode)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _write_and_rename(beside(path), path, content, mode)  # the git directory is on another disk
    sync_folder(path.parent)


def beside(path: Path) -> Path:
    """Where a draft of *path* is written when it cannot be written elsewhere."""
    return path.with_name(f".{path.name}.plaincrm-draft")


def _write_and_rename(draft: Path, path: Path, content: bytes, mode: int) -> None:
    draft.unlink(missing_ok=True)  # ours, from a run that died: the lock is held
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(mode)  # whatever the umask took away
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


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


def put_back(backup: Path, path: Path) -> None:
    """Move a backup to the place it was taken from."""
    try:
        backup.replace(path)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.copy2(backup, beside(path))
        beside(path).replace(path)


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
