"""The books in examples/: the demo books as they stand on one fixed day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from plaincrm.actions.demo.books import NAMES, generate

DAY = date(2026, 11, 23)
BY_HAND = "README.md"  # written by hand, in every example


def example_files(name: str) -> dict[str, bytes]:
    """The generated files of an example book, by path."""
    return generate(name, DAY).files()


def write_examples(folder: Path) -> list[Path]:
    """Write every example book below *folder*, take away files that no longer belong; the books' folders."""
    books = []
    for name in NAMES:
        book = folder / name
        files = example_files(name)
        for path in present_files(book) - files.keys() - {BY_HAND}:
            (book / path).unlink()
        for path, content in files.items():
            (book / path).parent.mkdir(parents=True, exist_ok=True)
            (book / path).write_bytes(content)
        books.append(book)
    return books


def present_files(book: Path) -> set[str]:
    """The paths of all files below *book*."""
    return {path.relative_to(book).as_posix() for path in book.rglob("*") if path.is_file()}
