"""A report written in SQL: its header says what it is, one SELECT over the documented views answers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.errors import CrmError, InvalidDataError, Problem, UsageError
from plaincrm.reports import caption
from plaincrm.reports.ask import read_ask
from plaincrm.reports.header import read_header
from plaincrm.reports.report import Found, Report
from plaincrm.reports.shape import Spec, read_columns

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.header import Header
    from plaincrm.table import Table

_SETTING = re.compile(r"\{([a-z_.]+)\}")


def read_sql_report(name: str, file: Path, shown_path: str) -> Report:
    """The report in a SQL file; InvalidDataError (exit 4) where its header cannot be read."""
    text, header = _read(file, shown_path)

    def answer(index: Index, ask: Ask) -> Found:
        return _answer(index, ask, text, header, shown_path)

    return Report(name, header.title or name, header.title_zh, header.about, header.params, answer)


def rehearse(index: Index, name: str, file: Path, shown_path: str) -> None:
    """Let SQLite read the report without running it; InvalidDataError (exit 4) where it cannot."""
    text, header = _read(file, shown_path)
    ask = read_ask(header.params, {}, name=name, settings=index.settings)
    _query(index, f"EXPLAIN {text}", ask, shown_path)


def _read(file: Path, shown_path: str) -> tuple[str, Header]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidDataError(f"{shown_path} cannot be read: {error}") from error
    return text, read_header(text, path=shown_path)


def _query(index: Index, text: str, ask: Ask, shown_path: str) -> Table:
    try:
        return index.query(text, ask.bound())
    except UsageError as error:  # the book's file is wrong, not the command line
        raise InvalidDataError(f"{shown_path}: {error.message}", hint=error.hint) from error
    except CrmError as error:
        raise type(error)(f"{shown_path}: {error.message}", error.hint) from error


def _answer(index: Index, ask: Ask, text: str, header: Header, shown_path: str) -> Found:
    table = _query(index, text, ask, shown_path)
    specs = tuple(Spec(column.name, column.kind, None) for column in table.columns)
    if header.columns:
        specs = _named(header, len(specs), shown_path)
    return Found(specs, list(table.rows), _notes(index, ask, header, table))


def _named(header: Header, selected: int, shown_path: str) -> tuple[Spec, ...]:
    """The columns that the header names, one for each that is selected."""
    specs = read_columns(header.columns)
    if len(specs) != selected:
        message = f"{len(specs)} named, {selected} selected"
        hint = "name every column of the SELECT, in order"
        raise InvalidDataError(
            f"{shown_path} has errors in its header",
            problems=[Problem(shown_path, None, "columns", message, hint)],
        )
    return specs


def _notes(index: Index, ask: Ask, header: Header, table: Table) -> tuple[str, ...]:
    """Definition, window, n, and the header's notes with the settings they name: ``{churn.ratio}``."""
    counted = caption.number(len(table.rows), "row", "rows")
    if header.counted in [column.name for column in table.columns]:
        total = sum(int(record[header.counted] or 0) for record in table.records())
        counted = f"{total} {header.counted}"
    about = (header.about,) if header.about else ()
    notes = (
        _SETTING.sub(lambda match: index.settings.get(match[1], match[0]), note) for note in header.notes
    )
    return (*about, f"{caption.window(ask)} n = {counted}.", *notes)
