"""``export``: what of a book goes into each format; how the format is written is told in plaincrm.formats."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from plaincrm.index import Index

# What a format is called on the command line, and the module beside this one that chooses what goes
# in. The module has `export(index, wishes)`, or `export_into(index, wishes, folder)` for a folder.
FORMATS = {
    "csv": "delimited",
    "tsv": "delimited",
    "json": "whole_book",
    "jsonl": "customer_lines",
    "xlsx": "worksheet",
    "vcf": "cards",
    "ics": "follow_ups",
    "md": "reading",
    "html": "reading",
    "sqlite": "database",
    "hledger": "journal",
    "parquet": "parquet",
}
FOLDERS = frozenset({"parquet"})
BINARY = frozenset({"sqlite", "xlsx"})


class Wishes(NamedTuple):
    """How an export is wanted: *format* as called in FORMATS, *raw* without guards, *what* of the book."""

    format: str
    lang: str = "en"
    raw: bool = False
    what: str = "customers"


class Exported(NamedTuple):
    """The bytes of a file, piece by piece, and what it holds in words."""

    content: Generator[bytes, None, None]
    holds: str


def export(index: Index, wishes: Wishes) -> Exported:
    """The file of one of FORMATS about the customers that the views show."""
    made: Exported = _module(wishes).export(index, wishes)
    return made


def export_into(index: Index, wishes: Wishes, folder: Path) -> str:
    """Write the files of one of FOLDERS into *folder*; gives in words what they hold."""
    holds: str = _module(wishes).export_into(index, wishes, folder)
    return holds


def in_one(content: bytes) -> Generator[bytes, None, None]:
    """The content of a file that is made as a whole."""
    yield content


def customers_in(index: Index) -> str:
    """How many customers an export holds."""
    return counted(index.rows("SELECT count(*) FROM documents")[0][0], "customer")


def _module(wishes: Wishes) -> Any:
    return import_module(f"plaincrm.actions.exporting.{FORMATS[wishes.format]}")
