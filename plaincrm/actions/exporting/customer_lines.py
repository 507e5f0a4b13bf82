"""``export jsonl``: one customer per line, as ``show --json`` gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.exporting import Exported, Wishes, customers_in
from plaincrm.index.document import documents
from plaincrm.output.escape import escape_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.index import Index


def export(index: Index, _wishes: Wishes) -> Exported:
    """Each customer's ``customer``, ``path`` and the file's content under its own keys."""
    return Exported((f"{line}\n".encode() for line in lines(index)), customers_in(index))


def lines(index: Index) -> Iterator[str]:
    """Each customer as one JSON object on one line, by ID."""
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=False).encode
    for customer, (path, data) in documents(index):
        yield escape_json(encode({"customer": customer, "path": path, **data}))
