"""What one state of the book would bring into another: errors in the files that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.checks.collisions import among
from plaincrm.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plaincrm.book import Book
    from plaincrm.model import Settings


def errors_between(
    book: Book, old: str, new: str, *, progress: Callable[[int, int], None] | None = None
) -> list[Problem]:
    """The errors in those files of *new* that differ from *old*: two commits, or trees."""
    problems = list(_settings_problems(book, old, new))
    if not problems:
        settings = _settings(book, new)
        problems += _rates_problems(book, old, new, settings)
        problems += _customer_problems(book, old, new, settings, progress)
    return sorted(problem for problem in problems if problem.severity == "error")


def _settings_problems(book: Book, old: str, new: str) -> Iterator[Problem]:
    from plaincrm.book.settings_file import settings_and_problems

    content = _changed_content(book, old, new, "plaincrm.yaml")
    if content is not None:
        settings, problems = settings_and_problems("plaincrm.yaml", content)
        yield from problems if settings is None else ()


def _rates_problems(book: Book, old: str, new: str, settings: Settings) -> list[Problem]:
    from plaincrm.book.settings_file import read_rates_file

    content = _changed_content(book, old, new, "rates.yaml")
    return [] if content is None else read_rates_file("rates.yaml", content, settings)[1]


def _changed_content(book: Book, old: str, new: str, path: str) -> bytes | None:
    from plaincrm.book.log import content_at

    content = content_at(book, new, path)
    return None if content == content_at(book, old, path) else content


def _customer_problems(
    book: Book, old: str, new: str, settings: Settings, progress: Callable[[int, int], None] | None
) -> Iterator[Problem]:
    from plaincrm.book.customer_file import parse

    changed = {path: blob for path, blob in (book.changed(old, new) or {}).items() if blob is not None}
    contents = book.read_blobs(list(changed.values()))
    for done, (path, content) in enumerate(zip(changed, contents, strict=True), 1):
        if changed[path].startswith("not-a-file"):
            yield Problem(path, None, "", "is not a regular file", "put the file itself into the book")
        else:
            yield from parse(path, content, settings).problems
        if progress:
            progress(done, len(changed))
    yield from _collisions(book, new, set(changed))


def _collisions(book: Book, new: str, changed: set[str]) -> Iterator[Problem]:
    from plaincrm.book.customer_file import id_of
    from plaincrm.model.ids import collision_key

    keys = {collision_key(id_of(path)) for path in changed}
    for problem in among(sorted(book.committed(new))):
        if collision_key(id_of(problem.path)) in keys:
            yield problem


def _settings(book: Book, revision: str) -> Settings:
    """The settings of a revision, or those of the work tree where it has none."""
    from plaincrm.book.log import content_at
    from plaincrm.book.settings_file import read_settings_file

    content = content_at(book, revision, "plaincrm.yaml")
    return book.settings if content is None else read_settings_file("plaincrm.yaml", content)
