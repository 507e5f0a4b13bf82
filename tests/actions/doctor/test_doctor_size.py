"""A book that outgrew one flat folder is told of two-letter folders."""

from __future__ import annotations

from plaincrm.actions.doctor.size import MANY, folders
from plaincrm.book import Book
from tests.conftest import BookFolder


def test_more_files_than_a_folder_is_at_ease_with_are_offered_folders_of_two_letters(
    book: BookFolder,
) -> None:
    for number in range(MANY):
        (book.root / "customers" / f"c{number}.yaml").touch()

    (before,) = folders(Book.find(book.root), fix=False)
    (book.root / "customers" / "one-more.yaml").touch()
    (after,) = folders(Book.find(book.root), fix=False)

    assert (before.state, after.state) == ("ok", "warning")
    assert after.remedy == "plaincrm layout letters"
