"""Table to text: for a terminal, a pipe, a program, a spreadsheet, a page. Reads fields, knows no book."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from plaincrm.errors import UsageError
from plaincrm.output.look import Look

if TYPE_CHECKING:
    from plaincrm.table import Table

# format -> the module whose render_FORMAT writes it, loaded when it is asked for
FORMATS = {
    "table": "fitted",
    "plain": "fitted",
    "json": "json",
    "jsonl": "json",
    "csv": "csv",
    "tsv": "csv",
    "md": "markup",
    "html": "markup",
}
FOR_PEOPLE = ("table", "plain", "md", "html")


def render(
    table: Table,
    format: str,
    *,
    width: int | None = None,
    color: bool = False,
    lang: str = "en",
) -> str:
    """*table* in one of FORMATS, every line ended. UsageError for another format.

    *width* and *color* count for ``table``; *lang* for the heads and
    words that people read, never for keys nor for what programs read.
    """
    if format not in FORMATS:
        raise UsageError(f'"{format}" is not a format', f"choose one of {', '.join(FORMATS)}")
    if lang == "zh" and format in FOR_PEOPLE:
        from plaincrm.output.words import in_chinese

        table = in_chinese(table)
    writer = import_module(f"plaincrm.output.{FORMATS[format]}")
    text: str = getattr(writer, f"render_{format}")(table, Look(width, color, lang))
    return text
