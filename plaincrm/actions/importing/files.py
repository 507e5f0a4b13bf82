"""One file → one Batch: which reader takes it, and for tables what came of each sheet."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.errors import CrmError, InvalidDataError, NotFoundError, OutsideError

if TYPE_CHECKING:
    from plaincrm.actions.importing.incoming import Batch
    from plaincrm.actions.importing.options import Options

READERS: dict[str, str] = {
    ".json": "own_json",
    ".jsonl": "own_json",
    ".vcf": "cards",
    ".vcard": "cards",
}
"""File suffix → the module beside this one whose ``read(file, content, options)`` gives the Batch.

Whatever has no line here is taken for a table: a workbook by its first bytes, else delimited text.
"""
LARGEST_FILE = 64_000_000
_NO_TABLES = (
    (b"%PDF", "is a PDF", "export the data as CSV or XLSX"),
    (b"\x89PNG", "is a picture", "export the data as CSV or XLSX"),
    (b"\xff\xd8\xff", "is a picture", "export the data as CSV or XLSX"),
    (b"SQLite format 3\0", "is a database", "export its tables as CSV"),
    (b"\x1f\x8b", "is packed with gzip", "unpack it first"),
    (b"7z\xbc\xaf", "is a 7z archive", "unpack it first"),
    (b"Rar!", "is a RAR archive", "unpack it first"),
    (b"{\\rtf", "is a text document", "save its table as CSV or XLSX"),
    (b"<", "is a web page or XML", "open it in a spreadsheet program and save it as XLSX"),
)
"""What a file that can hold no table begins with."""


def read_file(name: str, options: Options) -> Batch:
    """What a file gives.

    NotFoundError (exit 3) where there is none, InvalidDataError (exit 4) where nothing in it can be read.
    """
    path = Path(name).expanduser()
    content = _content(name, path)
    module = READERS.get(path.suffix.casefold(), "tables")
    try:
        batch: Batch = import_module(f"plaincrm.actions.importing.{module}").read(name, content, options)
    except InvalidDataError as error:
        raise InvalidDataError(f"{name}: {error.message}", hint=error.hint) from error
    except RecursionError as error:
        raise InvalidDataError(f"{name}: is nested too deeply", hint="export it again") from error
    return batch


def _content(name: str, path: Path) -> bytes:
    try:
        if path.is_dir():
            raise InvalidDataError(f"{name} is a folder", hint="name the files in it")
        if not path.exists():
            raise NotFoundError(
                f"there is no file {name}", hint="name a file that is there, from where you stand"
            )
        if not path.is_file():
            raise InvalidDataError(f"{name} is not a regular file", hint="save it as a file first")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise InvalidDataError(
                f"{name} has {size // 1_000_000} MB, more than the limit of {LARGEST_FILE // 1_000_000} MB",
                hint="split it into several files",
            )
        content = path.read_bytes()
    except CrmError:
        raise
    except OSError as error:
        raise OutsideError(
            f"{name} cannot be read: {error.strerror}", hint="check its permissions"
        ) from error
    except ValueError as error:  # a NUL in the name
        raise NotFoundError(
            f"there is no file {name!a}", hint="name a file that is there, from where you stand"
        ) from error
    _refuse_other_kinds(name, content)
    return content


def _refuse_other_kinds(name: str, content: bytes) -> None:
    if not content.strip():
        raise InvalidDataError(f"{name} is empty", hint="export it again")
    begun = content[:16].removeprefix(b"\xef\xbb\xbf").lstrip()
    for start, what, hint in _NO_TABLES:
        if begun.startswith(start):
            raise InvalidDataError(f"{name} {what}", hint=hint)
