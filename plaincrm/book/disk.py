"""Puts bytes on the disk so that a reader, or a power cut, finds the old file or the new one."""

from __future__ import annotations

import contextlib
import os
import shutil
from pathlib import Path

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700


def write_new(path: Path, content: bytes, mode: int = PRIVATE_FILE) -> None:
    """Create *path* with *content*, flushed to the disk; FileExistsError where it is there already."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, content: bytes) -> None:
    """Put *content* in the place of *path*, whether or not it exists, keeping its mode."""
    draft = draft_path(path)
    draft.unlink(missing_ok=True)  # our own, from a run that died under the same process number
    try:
        write_new(draft, content, _mode(path))
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def draft_path(path: Path) -> Path:
    """The name under which this process writes before it renames."""
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


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


def content_or_none(path: Path) -> bytes | None:
    """The bytes of *path*, or None where there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


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
