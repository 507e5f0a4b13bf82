"""Asserts that a refused command changed nothing, whatever it was."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import BookFolder


@contextlib.contextmanager
def nothing_changes(book: BookFolder) -> Iterator[None]:
    """Files, HEAD, index and git's opinion of them are afterwards what they were before."""
    before = _state(book)
    yield
    assert _state(book) == before


def _state(book: BookFolder) -> tuple[object, ...]:
    files = {
        path.relative_to(book.root): path.read_bytes()
        for path in book.root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(book.root).parts
    }
    kept = ("journal.json", "draft", "message", "paths")
    left = [name for name in kept if (book.root / ".git" / "plaincrm" / name).exists()]
    assert not left, "left in the git directory"
    return (
        files,
        book.git("for-each-ref"),
        book.git("ls-files", "--stage"),
        book.git("status", "--porcelain", "-uall", "--ignored"),
    )
