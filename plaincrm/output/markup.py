"""``md`` and ``html``: a table to paste or to mail, drawn by tabulate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.labels import head
from plaincrm.output import cells
from plaincrm.output.escape import escape, one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.output.look import Look
    from plaincrm.table import Table


def render_md(table: Table, look: Look) -> str:
    """A pipe table under its title, the notes as a list below."""
    title = f"**{escape_md(table.title)}**\n\n" if table.title else ""
    notes = "".join(f"- {escape_md(note)}\n" for note in table.notes)
    return title + _drawn(table, look.lang, "pipe", escape_md) + ("\n" + notes if notes else "")


def render_html(table: Table, look: Look) -> str:
    """A whole ``<table>`` element; title and notes are its caption."""
    drawn = _drawn(table, look.lang, "html", str)
    words = [escape_html(words) for words in (table.title, *table.notes) if words]
    caption = "<caption>" + "<br>\n".join(words) + "</caption>\n" if words else ""
    return drawn.replace("<table>\n", f"<table>\n{caption}", 1)


def escape_md(text: str) -> str:
    """*text* on one line, in which Markdown finds nothing to interpret."""
    marked = re.sub(r"([\\`*\[\]|~])", r"\\\1", one_line(text))
    return re.sub("&(?=#?[0-9A-Za-z]+;)", "&amp;", marked).replace("<", "&lt;")


def escape_html(text: str) -> str:
    """*text* as HTML shows it, controls written out."""
    from html import escape as as_entities

    return as_entities(escape(text.replace("\n", " ")))


def _drawn(table: Table, lang: str, style: str, mark: Callable[[str], str]) -> str:
    from tabulate import tabulate

    heads = [mark(one_line(head(column.name, lang))) for column in table.columns]
    columns = [
        [mark(text) for text in cells.texts(column.kind, values)]
        for column, values in zip(table.columns, zip(*table.rows, strict=True), strict=False)
    ]
    sides = ["right" if column.kind in cells.RIGHT else "left" for column in table.columns]
    rows = list(zip(*columns, strict=True))
    return (
        tabulate(rows, heads, tablefmt=style, disable_numparse=True, colalign=sides if rows else None) + "\n"
    )
