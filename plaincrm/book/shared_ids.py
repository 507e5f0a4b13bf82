"""One ID, one file: what is to be written to an ID that two files share is refused, not guessed."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.book.customer_file import id_of
from plaincrm.errors import NotFoundError

if TYPE_CHECKING:
    from collections.abc import Collection

    from plaincrm.book.book import Book


def refuse_shared(book: Book, customers: Collection[str]) -> None:
    """NotFoundError (exit 3) that lists the files where more than one has an ID of *customers*."""
    found: dict[str, list[str]] = {}
    for path in _paths(book, customers) if customers else ():
        found.setdefault(id_of(path), []).append(path)
    shared = [
        f'the ID "{customer}" could be {", ".join(paths)}' for customer, paths in found.items() if paths[1:]
    ]
    if shared:
        raise NotFoundError("\n".join(shared), hint="rename one of them: git mv OLD NEW, then plaincrm save")


def _paths(book: Book, customers: Collection[str]) -> list[str]:
    """The files of these IDs, wherever they lie, by path."""
    forms = [unicodedata.normalize(form, each) for form in ("NFC", "NFD") for each in customers]
    names = {f"{form}.yaml" for form in forms}
    found = [
        (Path(parent) / name).relative_to(book.root).as_posix()
        for parent, _, files in os.walk(book.folder)
        for name in names.intersection(files)
    ]
    return sorted(found)
