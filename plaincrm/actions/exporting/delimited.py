"""``export csv`` and ``export tsv``: one topic of the book as rows, made to be imported again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.exporting import Exported, Wishes, in_one
from plaincrm.actions.exporting.topics import topic
from plaincrm.output.csv import delimited
from plaincrm.wording import counted

if TYPE_CHECKING:
    from plaincrm.index import Index

_DELIMITERS = {"csv": ",", "tsv": "\t"}


def export(index: Index, wishes: Wishes) -> Exported:
    """The rows of ``wishes.what`` under the keys of the file."""
    table = topic(index, wishes.what)
    text = delimited(table, _DELIMITERS[wishes.format], raw=wishes.raw)
    return Exported(in_one(text.encode()), counted(len(table.rows), "row"))
