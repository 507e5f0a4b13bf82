"""``export xlsx``: the customer worksheet, one sheet per topic, made to be edited and imported again."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plaincrm.actions.exporting import Exported, Wishes, customers_in, in_one
from plaincrm.actions.exporting.headings import heading, sheet_name
from plaincrm.actions.exporting.topics import TOPICS, topic
from plaincrm.actions.exporting.totals import based, classification, summary
from plaincrm.formats import worksheet
from plaincrm.formats.worksheet import Heading, Sheet
from plaincrm.output import measure
from plaincrm.output.escape import one_line
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plaincrm.formats.worksheet import Cell
    from plaincrm.index import Index
    from plaincrm.table import Column, Table

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def export(index: Index, wishes: Wishes) -> Exported:
    """The sheets of the chosen customers; heads and names of the sheets in ``wishes.lang``."""
    tables = {name: topic(index, name) for name in TOPICS}
    content = worksheet.write(_sheets(index, tables, wishes.lang), width=_width, made=index.asof)
    return Exported(in_one(content), f"{customers_in(index)}{_cut(tables.values())}")


def _sheets(index: Index, tables: dict[str, Table], lang: str) -> Iterator[Sheet]:
    """One after the other, so that the cells of one alone are in memory."""
    for name, table in tables.items():
        sheet = _sheet(index, name, table, lang)
        yield based(index, sheet, tables, lang) if name == "sales" else sheet
    yield classification(index, tables, lang)
    yield _follow_ups(index, lang)
    yield summary(index, tables, lang)


def _cut(tables: Iterable[Table]) -> str:
    """How many texts are longer than a cell, in words."""
    count = sum(
        1
        for table in tables
        for row in table.rows
        for cell in row
        if isinstance(cell, str) and len(cell) > worksheet.LONGEST_TEXT
    )
    return f"; {counted(count, 'text')} cut, for a cell holds {worksheet.LONGEST_TEXT:,}" if count else ""


def _sheet(index: Index, name: str, table: Table, lang: str) -> Sheet:
    headings = [
        Heading(heading(name, column.name, lang), column.kind, _choices(index, name, column.name))
        for column in table.columns
    ]
    return Sheet(sheet_name(name, lang), headings, [_cells(table.columns, row) for row in table.rows])


def _cells(columns: Sequence[Column], row: Sequence[Any]) -> list[Cell]:
    return [_cell(column.kind, value) for column, value in zip(columns, row, strict=True)]


def _cell(kind: str, value: Any) -> Cell:
    """A day as a day and a number as a number, where nothing is lost by it; all else as it is written."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if kind == "date" and isinstance(value, str) and _DATE.fullmatch(value) and value >= "1900-03-01":
        return date.fromisoformat(value)
    if kind in ("money", "number") and isinstance(value, str) and _NUMBER.fullmatch(value):
        return Decimal(value)
    if kind == "text" and value is not None:
        return str(value)
    return value  # type: ignore[no-any-return]


def _choices(index: Index, name: str, column: str) -> tuple[str, ...]:
    """What the drop-down of a column offers; empty where any text may stand."""
    from plaincrm.model import contact, customer, deal, feedback, sale, stage

    settings = index.book.settings
    own = settings.fields.get(column.removeprefix("custom.")) if column.startswith("custom.") else None
    if isinstance(own, list):
        return tuple(own)
    found: dict[tuple[str, str], Sequence[str]] = {
        ("customers", "kind"): customer.KINDS,
        ("customers", "level"): settings.levels,
        ("customers", "stage.value"): stage.STAGES,
        ("customers", "needs.decision.stage"): settings.decision_stages,
        ("contact_log", "channel"): contact.CHANNELS,
        ("contact_log", "direction"): contact.DIRECTIONS,
        ("sales", "delivery"): sale.DELIVERIES,
        ("sales", "void"): ("true", "false"),
        ("deals", "stage"): list(settings.deal_stages),
        ("deals", "outcome"): deal.OUTCOMES,
        ("feedback", "kind"): feedback.KINDS,
        ("feedback", "metric"): feedback.METRICS,
    }
    return tuple(found.get((name, column), ()))


def _follow_ups(index: Index, lang: str) -> Sheet:
    from plaincrm.dates import from_day_number
    from plaincrm.reports.ask import read_ask
    from plaincrm.reports.follow_ups import PARAMS, asked_for
    from plaincrm.reports.report import stand_at

    ask = read_ask(PARAMS, {}, name="follow-ups", settings=index.settings)
    rows = [
        [each.customer, each.name, each.state, each.due_day and from_day_number(each.due_day), each.plan]
        for each in asked_for(index, stand_at(index, ask))
    ]
    columns = ("customer", "name", "state", "due", "plan")
    headings = [
        Heading(heading("follow_ups", name, lang), "date" if name == "due" else "text") for name in columns
    ]
    return Sheet(sheet_name("follow_ups", lang), headings, rows)


def _width(text: str) -> int:
    return len(text) if text.isascii() and text.isprintable() else measure.width(one_line(text))
