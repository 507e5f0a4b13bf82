"""Prints tables and pages: fitted, coloured and paged in a terminal, plain in a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from plaincrm.cli.session import Session
    from plaincrm.output.form import Page
    from plaincrm.table import Table


_PIECE = 1_000_000  # characters that are encoded at once


def print_table(session: Session, table: Table) -> None:
    """Print *table* on standard output in the session's format, its notes on standard error."""
    from plaincrm.output import render

    text = render(table, session.format, width=width(), color=wants_color(session), lang=session.lang)
    put(text)
    if session.format not in ("md", "html"):  # there the notes are part of the text
        for note in table.notes:
            session.say(note)


def print_page(session: Session, page: Page) -> None:
    """Print *page* on standard output; formats without pages fall back to text."""
    from plaincrm.output.form import render_page

    style = session.format if session.format in ("md", "html") else "text"
    room = None if session.format == "plain" else width()
    put(render_page(page, style, width=room, color=wants_color(session), lang=session.lang))


def put(text: str) -> None:
    """Write *text*, through the pager where the screen is a terminal and too small for it."""
    if sys.stdout.isatty() and text.count("\n") >= _terminal().lines:
        from plaincrm.cli.pager import page

        page(text)
        return
    for start in range(0, len(text), _PIECE):
        sys.stdout.write(text[start : start + _PIECE])
    if text and not text.endswith("\n"):
        sys.stdout.write("\n")


def width() -> int | None:
    """The columns of the terminal; None where there is none."""
    return _terminal().columns if sys.stdout.isatty() else None


def _terminal() -> os.terminal_size:
    from shutil import get_terminal_size

    return get_terminal_size()


def wants_color(session: Session) -> bool:
    """Whether to colour standard output."""
    from plaincrm.output.color import wanted

    return wanted(sys.stdout, off=session.common["no_color"])
