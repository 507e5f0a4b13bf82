"""How a verb is to write, and what it answers."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm import dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book
    from plaincrm.book.change import Change


class How(NamedTuple):
    """The options of every command that writes; *when* is ISO text, a day or a day with a time."""

    when: str
    dry_run: bool = False
    words: str | None = None

    @property
    def day(self) -> str:
        """The ISO day it happened."""
        return self.when[:10]

    @property
    def is_future(self) -> bool:
        """Whether it is dated after today."""
        return self.day > dates.today().isoformat()


class Written(NamedTuple):
    """What was written: for whom, which entry of which list (None for plain fields), in which commit."""

    customer: str
    sentence: str
    commit: str | None
    changed: bool
    diff: str = ""
    list_name: str | None = None
    entry: dict[str, Any] = {}  # noqa: RUF012  a NamedTuple default that nobody changes
    hash: str | None = None
    notices: tuple[str, ...] = ()
    hint: str | None = None


class Answer:
    """Collects a verb's answer while its change is under way."""

    def __init__(self, customer: str) -> None:
        self.customer = customer
        self.sentence = ""
        self.list_name: str | None = None
        self.entry: dict[str, Any] = {}
        self.notices: list[str] = []
        self.hint: str | None = None
        self._change: Change | None = None

    def wrote(self, list_name: str | None, entry: dict[str, Any]) -> None:
        """Say which entry was written, as it now stands."""
        self.list_name = list_name
        self.entry = entry

    def result(self) -> Written:
        """The answer, once the change has ended well."""
        assert self._change is not None
        done = self._change.done
        return Written(
            self.customer,
            self.sentence,
            done.commit,
            done.changed,
            done.diff,
            self.list_name,
            self.entry,
            self._hash(),
            (*self._change.notices, *self.notices, *self._doubts()),
            self.hint,
        )

    def _doubts(self) -> Iterator[str]:
        assert self._change is not None
        for doubt, files in self._change.doubts.items():
            yield doubt if files == 1 else f"{doubt}, in {files} files"

    def _hash(self) -> str | None:
        if self.list_name is None:
            return None
        from plaincrm.model.refs import entry_hash

        return entry_hash(self.customer, self.list_name, as_text(self.entry))


@contextlib.contextmanager
def writing(book: Book, verb: str, customer: str, how: How) -> Iterator[tuple[Change, Answer]]:
    """A change of *book* for one customer, and the answer to fill in."""
    from plaincrm.book.change import changing

    answer = Answer(customer)
    with changing(book, verb, words=how.words, dry_run=how.dry_run) as change:
        answer._change = change
        yield change, answer


def present(**fields: Any) -> dict[str, Any]:
    """An entry of the fields that were given, in the order they were named; an empty text gives none."""
    return {name: value for name, value in fields.items() if value not in (None, "")}


def as_text(value: Any) -> Any:
    """A typed value as the raw data of a file: every scalar is text."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return None if value is None else str(value)
