"""Turns a demo story into a real git book with months of history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm import dates
from plaincrm.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from plaincrm.actions.demo.books import Story
    from plaincrm.book.fast_import import Dated

AUTHOR = "Demo <demo@plaincrm.example>"
SECONDS_A_DAY = 86_400


class Made(NamedTuple):
    """How large the demo book is."""

    customers: int
    commits: int


def make(folder: Path, which: str) -> Made:
    """Make the demo book *which* in *folder*, which must be missing or empty (else exit 5)."""
    from plaincrm.actions.demo.books import generate
    from plaincrm.book import Book, registration
    from plaincrm.book.disk import make_folder
    from plaincrm.book.fast_import import import_history
    from plaincrm.book.git import Git, failed

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ConflictError(f"{folder} is there and not empty", hint="name another folder: plaincrm demo DIR")
    story = generate(which, dates.today())
    make_folder(folder)
    answer = Git(folder).run("-c", "init.defaultBranch=main", "init", "-q")
    if answer.code != 0:
        raise failed(("init",), answer)
    book = Book(folder.resolve())
    _sign_as_demo_where_nobody_is_known(book)
    commits = import_history(book, _dated(story))
    registration.register(book)
    return Made(len(book.paths()), commits)


def _dated(story: Story) -> Iterator[Dated]:
    from plaincrm.actions.start import first_files
    from plaincrm.book.fast_import import Dated

    for number, step in enumerate(story.steps):
        files: dict[str, bytes | None] = dict(step.files)
        if number == 0:
            files = {**first_files(story.settings_text), **files}
        # a minute apart, so that git's order by date is the story's order
        seconds = dates.day_number(step.day) * SECONDS_A_DAY + step.hour * 3600 + number % 60 * 60
        yield Dated(files, step.message, AUTHOR, seconds)


def _sign_as_demo_where_nobody_is_known(book: object) -> None:
    """Somebody who tries the demo before git knows their name must be able to write in it."""
    from plaincrm.book import Book

    assert isinstance(book, Book)
    for key, value in (("user.name", "Demo"), ("user.email", "demo@plaincrm.example")):
        if book.git.run("config", key).code != 0:
            book.git.run("config", key, value)
