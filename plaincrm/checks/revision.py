"""What one state of the book would bring into another: errors in the files that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.checks.collisions import among
from plaincrm.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plaincrm.book import Book
    from plaincrm.model import Settings

SETTINGS, RATES = "plaincrm.yaml", "rates.yaml"


def errors_between(
    book: Book, old: str, new: str, *, progress: Callable[[int, int], None] | None = None
) -> list[Problem]:
    """The errors in those files of *new* that differ from *old*: two commits, or trees."""
    from plaincrm.book.incoming import changes

    prefix = book.repository.prefix
    changed = {
        item.path.removeprefix(prefix)
        for item in changes(book, old, new)
        if item.status != "D" and item.path.startswith(prefix)
    }
    settings, problems = _settings(book, new, changed)
    if settings is not None:
        problems = [
            *_rates_problems(book, new, changed, settings),
            *_customer_problems(book, old, new, settings, progress),
        ]
    return sorted(problem for problem in problems if problem.severity == "error")


def _settings(book: Book, new: str, changed: set[str]) -> tuple[Settings | None, list[Problem]]:
    """The settings that hold in *new*, None where they are broken."""
    from plaincrm.book.log import content_at
    from plaincrm.book.settings_file import settings_and_problems

    if SETTINGS not in changed:
        return book.settings, []
    return settings_and_problems(SETTINGS, content_at(book, new, SETTINGS) or b"")


def _rates_problems(book: Book, new: str, changed: set[str], settings: Settings) -> list[Problem]:
    from plaincrm.book.log import content_at
    from plaincrm.book.settings_file import read_rates_file

    if RATES not in changed:
        return []
    return read_rates_file(RATES, content_at(book, new, RATES) or b"", settings)[1]


def _customer_problems(
    book: Book, old: str, new: str, settings: Settings, progress: Callable[[int, int], None] | None
) -> Iterator[Problem]:
    blobs = {path: blob for path, blob in (book.changed(old, new) or {}).items() if blob is not None}
    contents = book.read_blobs(list(blobs.values()))
    for done, (path, content) in enumerate(zip(blobs, contents, strict=True), 1):
        if blobs[path].startswith("not-a-file"):
            yield Problem(path, None, "", "is not a regular file", "put the file itself into the book")
        else:
            yield from _problems_of(book, new, path, content, settings)
        if progress:
            progress(done, len(blobs))
    if blobs:
        yield from _collisions(book, new, set(blobs))


def _problems_of(book: Book, new: str, path: str, content: bytes, settings: Settings) -> list[Problem]:
    from plaincrm.book.customer_file import parse
    from plaincrm.book.log import content_at

    errors = parse(path, content, settings).errors
    if not errors:
        return []
    written = content_at(book, new, path)  # what a checkout writes may read well: the rest may be encrypted
    return errors if written is None else parse(path, written, settings).errors


def _collisions(book: Book, new: str, changed: set[str]) -> Iterator[Problem]:
    from plaincrm.book.customer_file import id_of
    from plaincrm.model.ids import collision_key

    keys = {collision_key(id_of(path)) for path in changed}
    for problem in among(sorted(book.committed(new))):
        if collision_key(id_of(problem.path)) in keys:
            yield problem
