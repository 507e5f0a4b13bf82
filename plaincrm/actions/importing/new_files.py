"""The files of new customers, made by two more processes where there are many."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.actions.customers import first_line, new_path
from plaincrm.actions.typed import typed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.plan import New
    from plaincrm.book import Book
    from plaincrm.model import Settings


class NewFile(NamedTuple):
    """Where a file goes, and its bytes, which were read and found sound."""

    path: str
    content: bytes


def new_files(book: Book, new: list[New]) -> Iterator[NewFile]:
    """A file for each, in their order; InvalidDataError (exit 4) where one would be unsound."""
    from plaincrm.book.processes import in_chunks

    wanted = [(new_path(book, each.id), each.data) for each in new]
    for files in in_chunks(partial(_made, book.settings), wanted):
        yield from files


def _made(settings: Settings, wanted: list[tuple[str, Data]]) -> list[NewFile]:
    from plaincrm.book.new_customer import sound_file

    return [
        NewFile(path, sound_file(path, ordered(typed((), data), ()), first_line(path), settings))
        for path, data in wanted
    ]


def ordered(data: dict[str, Any], place: tuple[str, ...]) -> dict[str, Any]:
    """Keys in the order of the file format, all the way down."""
    from plaincrm.model.order import ORDER

    order = {key: number for number, key in enumerate(ORDER.get(place, ()))}
    found = {}
    for key, value in sorted(data.items(), key=lambda item: order.get(item[0], len(order))):
        below = (*place, key)
        if isinstance(value, dict):
            value = ordered(value, below)
        elif isinstance(value, list):
            value = [ordered(item, below) if isinstance(item, dict) else item for item in value]
        found[key] = value
    return found
