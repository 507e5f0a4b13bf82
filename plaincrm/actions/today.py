"""Today's page: whom to get in touch with, what is owed, what is not committed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.pages import today_heading
from plaincrm.output.form import Page, Section
from plaincrm.table import Column, Table
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from plaincrm.book import Book
    from plaincrm.index import Index

DUE_COLUMNS = ("customer", "name", "state", "due", "days", "plan", "ref")
OWED_COLUMNS = ("customer", "name", "invoice", "due", "open", "currency", "days_late")
AT_MOST = 15


class Today(NamedTuple):
    """The parts of the page as tables."""

    due: Table
    owed: Table
    edited: Table
    customers: int


def today_facts(book: Book, index: Index, *, lang: str = "en") -> Today:
    """What today's page tells, whole."""
    from plaincrm.book.hand_edits import edited
    from plaincrm.reports import catalogue

    due = catalogue.find("follow-ups").run(index, {}, lang=lang)
    owed = catalogue.find("receivables").run(index, {}, lang=lang)
    late = [row for row, record in zip(owed.rows, owed.records(), strict=True) if _is_late(record)]
    hand_edits = [(item.path, item.state) for item in edited(book)]
    return Today(
        due,
        owed._replace(rows=late),
        Table((Column("path"), Column("state")), list(hand_edits)),
        int(index.rows("SELECT count(*) FROM customers WHERE archived IS NULL")[0][0]),
    )


def today_page(facts: Today, *, lang: str = "en") -> Page:
    """The page; long parts are cut and say how to see the rest."""
    from plaincrm.labels import title

    sections = []
    for name, table, columns, rest in (
        ("follow-ups", facts.due, DUE_COLUMNS, "plaincrm due"),
        ("receivables", facts.owed, OWED_COLUMNS, "plaincrm report receivables"),
        ("uncommitted", facts.edited, ("path", "state"), "plaincrm status"),
    ):
        if table.rows:
            sections.append(Section(title(name, lang), _cut(table, columns)))
            more = len(table.rows) - AT_MOST
            if more > 0:
                sections.append(Section("", _more(more, rest, lang)))
    if not sections:
        sections.append(Section("", title("quiet" if facts.customers else "empty_book", lang)))
    return Page(f"{today_heading(lang)} · {_counted(facts.customers, lang)}", sections)


def _counted(customers: int, lang: str) -> str:
    if lang == "zh":
        return f"{customers} 位客户"
    return counted(customers, "customer")


def _more(count: int, command: str, lang: str) -> str:
    return f"……另有 {count} 项：{command}" if lang == "zh" else f"… and {count} more: {command}"


def _is_late(record: Mapping[str, object]) -> bool:
    late = record["days_late"]
    return isinstance(late, int) and late > 0 and record["bucket"] != "credit"


def _cut(table: Table, columns: tuple[str, ...]) -> Table:
    places = [[column.name for column in table.columns].index(name) for name in columns]
    rows = [tuple(row[place] for place in places) for row in table.rows[:AT_MOST]]
    return Table(tuple(table.columns[place] for place in places), list(rows))
