"""Table to text: for a terminal, a pipe, a program, a spreadsheet, a page. Reads fields, knows no book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.errors import UsageError
from plaincrm.output.csv import render_csv, render_tsv
from plaincrm.output.fitted import render_plain, render_table
from plaincrm.output.json import render_json, render_jsonl
from plaincrm.output.look import Look
from plaincrm.output.markup import render_html, render_md

if TYPE_CHECKING:
    from plaincrm.table import Table

FORMATS = {
    "table": render_table,
    "plain": render_plain,
    "json": render_json,
    "jsonl": render_jsonl,
    "csv": render_csv,
    "tsv": render_tsv,
    "md": render_md,
    "html": render_html,
}


def render(
    table: Table,
    format: str,
    *,
    width: int | None = None,
    color: bool = False,
    lang: str = "en",
) -> str:
    """*table* in one of FORMATS, every line ended. UsageError for another format.

    *width* and *color* count for ``table``; *lang* for the heads that people read, never for keys.
    """
    if format not in FORMATS:
        raise UsageError(f'"{format}" is not a format', f"choose one of {', '.join(FORMATS)}")
    return FORMATS[format](table, Look(width, color, lang))
