"""The digest of what is due: a page to mail, the most pressing first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.pages import day_heading
from plaincrm.labels import title
from plaincrm.output.form import Page, Section
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from plaincrm.table import Value

# Heading, the states below it, and what is told of them; "days_late" are the report's days.
_SECTIONS = (
    ("overdue", ("overdue",), ("name", "plan", "due", "days_late", "last_contact", "ref", "customer")),
    ("due_today", ("today",), ("name", "plan", "last_contact", "ref", "customer")),
    ("out_of_touch", ("quiet", "never"), ("name", "due", "last_contact", "cadence_days", "customer")),
    ("coming_up", ("upcoming",), ("name", "plan", "due", "last_contact", "ref", "customer")),
    ("near_dates", ("close", "decide", "birthday"), ("name", "state", "plan", "due", "customer")),
)
_KINDS = {"due": "date", "last_contact": "date", "days_late": "int", "cadence_days": "int"}
_NEEDED = ("customer", "name", "state", "due", "days", "plan", "last_contact", "cadence_days", "ref")


def is_digestible(table: Table) -> bool:
    """Whether the table has the columns of follow-ups; a book's own report of that name may not."""
    return set(_NEEDED) <= {column.name for column in table.columns}


def due_digest(table: Table, asof: date, *, lang: str = "en") -> Page:
    """The rows of `follow-ups` under a heading for each kind; a heading over nothing is left out."""
    sections = []
    for name, states, columns in _SECTIONS:
        rows = [record for record in table.records() if record["state"] in states]
        if rows:
            sections.append(Section(f"{title(name, lang)} ({len(rows)})", _part(rows, columns)))
    if not sections:
        sections.append(Section("", title("nothing_due", lang)))
    heading = f"{title('follow-ups', lang)} · {day_heading(asof, lang)}"
    return Page(heading, sections)


def _part(rows: Sequence[dict[str, Value]], columns: Sequence[str]) -> Table:
    """Those columns that say something."""
    cells = [{**row, "days_late": row["days"]} for row in rows]
    told = [name for name in columns if any(row[name] is not None for row in cells)]
    shown = tuple(Column(name, _KINDS.get(name, "text")) for name in told)
    return Table(shown, [tuple(row[name] for name in told) for row in cells])
