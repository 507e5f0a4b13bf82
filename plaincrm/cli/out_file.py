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
    sees a half one. Raises OutsideError (exit 6) where it cannot be written.
    """
    if name == "-":
        sys.stdout.flush()
        sys.stdout.buffer.writelines(content)
        return
    path = Path(name).expanduser()
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file:
            file.writelines(content)
        draft.replace(path)
    except OSError as error:
        raise OutsideError(
            f"{name} cannot be written: {error.strerror}", hint="name a file in a folder that is yours"
        ) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink()
