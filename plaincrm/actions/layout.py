"""Moves the customer files between one flat folder and two-letter folders."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.wording import counted

if TYPE_CHECKING:
    from plaincrm.actions.written import How
    from plaincrm.book import Book


BOM = b"\xef\xbb\xbf"
SEEN_TO_MOVE = 4  # times the line that changes: git takes files for one that are half the same


class Moved(NamedTuple):
    """How many files moved, and the commit."""

    files: int
    commit: str | None


def lay_out(book: Book, layout: str, how: How) -> Moved:
    """Move the files that lie in the other of the two usual places, and note the layout in the settings.

    Files in folders of the user's own stay where they are.
    """
    from plaincrm.book import yaml
    from plaincrm.book.by_hand import telling_where
    from plaincrm.book.change import changing
    from plaincrm.book.customer_file import id_of, read_regular

    with changing(book, "layout", words=how.words, dry_run=how.dry_run) as change:
        moves = []
        for path in book.paths():
            places = book.usual_paths(id_of(path))
            target = places[1] if layout == "letters" else places[0]
            if path in places and path != target:
                moves.append((path, target))
        for path, target in moves:
            content = read_regular(book.root / path)
            change.write(path, None)
            change.write(target, with_schema_of(content, path, target))
        if book.settings.layout != layout:
            text = yaml.decode(book.settings_bytes())
            with telling_where("plaincrm.yaml"):
                change.write("plaincrm.yaml", yaml.encode(yaml.put(text, ("layout",), layout, ())))
        change.say(f"layout: {layout}, {counted(len(moves), 'file')} moved")
    return Moved(len(moves), change.done.commit)


def with_schema_of(content: bytes, old: str, new: str) -> bytes:
    """The content of a file that moves, its way to the editors' schema going on from the *new* place.

    A small file stays as it is: git, which knows a moved file by its content, must see that it moved, or
    a merge with a change made elsewhere would be a conflict.
    """
    from plaincrm.actions.customers import first_line

    before, after = first_line(old).encode(), first_line(new).encode()
    start = len(BOM) if content.startswith(BOM) else 0
    begins = content[start:].startswith((before + b"\n", before + b"\r\n"))
    if not begins or len(content) < SEEN_TO_MOVE * len(before):
        return content
    return content[:start] + after + content[start + len(before) :]
