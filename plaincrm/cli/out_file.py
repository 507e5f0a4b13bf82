"""Puts what a command made into a file that the user names, whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from plaincrm.errors import OutsideError


def put_file(name: str, content: bytes) -> None:
    """Write *content* to the file, or to standard output for ``-``.

    An older file stays until the new one is whole, so that a program that reads it meanwhile never
    sees a half one. Raises OutsideError (exit 6) where it cannot be written.
    """
    if name == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        return
    path = Path(name).expanduser()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise OutsideError(
            f"{name} cannot be written: {error.strerror}", hint="name a file in a folder that is yours"
        ) from error
