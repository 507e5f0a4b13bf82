"""Whether a merge of two valid files is valid: each side may be right and both together wrong."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from plaincrm.model import Settings


def new_errors(path: str, ours: bytes, theirs: bytes, merged: bytes) -> tuple[str, ...]:
    """What the merged file at *path* (below the working directory) has against it and neither side had."""
    from plaincrm.book.customer_file import parse

    settings = _settings(Path.cwd() / path)
    errors = parse(path, merged, settings).errors
    if not errors or any(parse(path, side, settings).errors for side in (ours, theirs)):
        return ()
    return tuple(f"{error.field}: {error.message}" for error in errors)


def _settings(path: Path) -> Settings:
    """The settings of the book around a path; the defaults where they cannot be had just now."""
    from plaincrm.book.book import Book
    from plaincrm.errors import CrmError
    from plaincrm.model import Settings

    try:
        return Book.find(path.parent).settings
    except (CrmError, OSError):
        return Settings()
