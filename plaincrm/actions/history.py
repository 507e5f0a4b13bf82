"""What happened to the customers, commit by commit, in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.actions.differences import Difference, differences
from plaincrm.actions.past import Past, with_renames
from plaincrm.table import Column, Table
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plaincrm.actions.past import Doing, Touched
    from plaincrm.book import Book
    from plaincrm.table import Row

    Data = dict[str, Any]
    Progress = Callable[[int, int], None]

COLUMNS = tuple(Column(name) for name in ("commit", "date", "author", "customer", "action", "change"))
MANY = 20  # a commit of more files than this is told in one line
_AT_ONCE = 500  # commits whose files are read together
_FIELDLESS = "comments or layout"


class Told(NamedTuple):
    """The history as a table, and the commits that it tells of."""

    table: Table
    past: Past


def history(
    book: Book,
    past: Past,
    *,
    field: str | None = None,
    limit: int | None = None,
    progress: Progress | None = None,
) -> Told:
    """The commits of *past* in words, one row per customer: what was added, changed, removed.

    With *field* only the changes of that field, dotted for deeper ones; *limit* counts the commits
    that have a row.
    """
    rows: list[Row] = []
    told: list[Doing] = []
    for chunk in _chunks(past.doings):
        versions = _Versions(book, [one for one in chunk if field or len(one.touched) <= MANY])
        for doing in chunk:
            if limit is not None and len(told) >= limit:
                return Told(Table(COLUMNS, rows, "history"), past._replace(doings=told))
            found = _rows(versions, doing, field)
            rows += found
            told += [doing] if found else []
            if progress:
                progress(len(told), len(past.doings))
    return Told(Table(COLUMNS, rows, "history"), past._replace(doings=told))


def patch(book: Book, past: Past) -> str:
    """The same commits in git's own words, line by line."""
    from plaincrm.book.timeline import patch as as_git_says

    return as_git_says(book, [doing.event for doing in past.doings], past.paths)


def _chunks(doings: list[Doing]) -> Iterable[list[Doing]]:
    return (doings[start : start + _AT_ONCE] for start in range(0, len(doings), _AT_ONCE))


def _rows(versions: _Versions, doing: Doing, field: str | None) -> list[Row]:
    event, touched = doing.event, doing.touched
    facts = (event.short, event.when[:10], event.author)
    action = event.verb or ("merge" if event.is_merge else "edit")
    if field is None and (len(touched) > MANY or not touched):
        return [(*facts, None, action, _in_one_line(doing))]
    rows: list[Row] = []
    for one in with_renames(list(touched), versions.name):
        words = versions.change(doing, one, field)
        if words:
            rows.append((*facts, _id(one.path), action, words))
    return rows


def _in_one_line(doing: Doing) -> str:
    count = len(doing.event.files)
    if not count:
        return doing.event.subject
    return f"{doing.event.subject} ({counted(count, 'file')})"


def _id(path: str) -> str:
    from plaincrm.book.customer_file import id_of

    return id_of(path)


class _Versions:
    """The versions of the files that some commits touched, read together, each parsed once."""

    def __init__(self, book: Book, doings: list[Doing]) -> None:
        wanted = sorted(
            {blob for doing in doings for one in doing.touched for blob in (*one.old, one.new) if blob}
        )
        self._book = book
        self._contents = dict(zip(wanted, book.read_blobs(wanted), strict=True))
        self._data: dict[str, Data | None] = {}

    def name(self, blob: str | None) -> bytes:
        """The customer's name in a version; a name of its own for what has none."""
        from plaincrm.book.customer_file import name_line

        return (name_line(self._content(blob)) if blob else None) or (blob or "").encode()

    def change(self, doing: Doing, one: Touched, field: str | None) -> str:
        """What happened to one file in words; empty where nothing is to be said."""
        if field is not None:
            return "; ".join(self._of_field(one, field))
        if one.status == "A":
            return "file added"
        if one.status == "D":
            return "file removed"
        found = self._differences(one)
        if found is None:
            return f"cannot be read {'before' if self._read(one.new) else 'after'} it"
        words = [difference.words for difference in found]
        if one.was:
            return "; ".join([_renaming(one), *words])
        return "; ".join(words) or ("" if doing.event.is_merge else _FIELDLESS)

    def _of_field(self, one: Touched, field: str) -> list[str]:
        return [difference.words for difference in self._differences(one) or [] if difference.is_of(field)]

    def _differences(self, one: Touched) -> list[Difference] | None:
        """From the version before to that after; of a merge what neither side had. None: unreadable."""
        new = self._read(one.new)
        before = [self._read(blob) for blob in one.old]
        if new is None or any(old is None for old in before):
            return None
        found = [differences(old or {}, new) for old in before]
        return [difference for difference in found[0] if all(difference in other for other in found[1:])]

    def _read(self, blob: str | None) -> Data | None:
        """The data of a version: nothing where there is no file, None where it cannot be read."""
        from plaincrm.book import yaml

        if blob is None:
            return {}
        if blob not in self._data:
            try:
                self._data[blob] = yaml.load(yaml.decode(self._content(blob)))
            except yaml.YamlError:
                self._data[blob] = None
        return self._data[blob]

    def _content(self, blob: str) -> bytes:
        return self._contents[blob] if blob in self._contents else self._book.read_blob(blob)


def _renaming(one: Touched) -> str:
    assert one.was is not None
    if _id(one.was) == _id(one.path):
        return f"moved from {one.was}"
    return f"renamed from {_id(one.was)}"
