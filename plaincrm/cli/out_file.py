"""Puts what a command made into a file that the user names, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.errors import OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterable


def put_file(name: str, content: Iterable[bytes]) -> None:
    """Write the pieces of *content* to the file, or to standard output for ``-``.

    An older file stays until the new one is whole, so that a program that reads it meanwhile never
    sees a half one; its mode stays, and a link goes on leading to it. What is no file, a pipe or a device,
    is written to as it comes. Raises OutsideError (exit 6) where it cannot be written.
    """
    if name == "-":
        sys.stdout.flush()
        sys.stdout.buffer.writelines(content)
        return
    path = Path(name).expanduser()
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                stream.writelines(content)
        else:
            _put_whole(path.resolve(), content)
    except OSError as error:
        raise OutsideError(
            f"{name} cannot be written: {error.strerror}", hint="name a file in a folder that is yours"
        ) from error


def _put_whole(path: Path, content: Iterable[bytes]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.writelines(content)
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o7777)
        draft.replace(path)
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
