"""Activity: how often we are in touch, by channel, month, person or customer, and how long ago."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.dates import from_day_number
from plaincrm.reports import caption, periods
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.table import Value

    Group = tuple[str | None, int, int, int]  # label, contacts, customers, last day

TITLE = "Activity"
TITLE_ZH = "联系活动"
ABOUT = "How often customers were contacted, by channel, month, person or customer, and when last."
PARAMS = (Param("by", "choice", "channel", ("channel", "month", "person", "customer"), "what to group by"),)
_COLUMNS = "group, contacts int, customers int, last date, days_since int"
_GROUPS = """
SELECT k.{by}, count(*), count(DISTINCT k.customer), max(k.date_day)
FROM contacts k
WHERE k.is_contact = 1 AND k.date_day BETWEEN :from_day AND :to_day
GROUP BY k.{by}
"""
_ALL = """
SELECT coalesce(sum(is_contact), 0), count(DISTINCT CASE WHEN is_contact = 1 THEN customer END),
  coalesce(sum(1 - is_contact), 0)
FROM contacts
WHERE date_day BETWEEN :from_day AND :to_day
"""


def run(index: Index, ask: Ask) -> Found:
    """One row per group: months in their order, else most contacts first; what is not named comes last."""
    by = ask.text("by")
    bound = {"from_day": ask.from_day, "to_day": ask.to_day}
    groups: list[Group] = index.rows(_GROUPS.format(by=by), bound)
    rows = [_row(group, ask.asof_day) for group in sorted(groups, key=lambda group: _place(group, by))]
    return Found(_COLUMNS, rows, tuple(_notes(index, ask, groups)))


def _place(group: Group, by: str) -> tuple[bool, int, str]:
    label, contacts, *_ = group
    return label is None, 0 if by == "month" else -contacts, label or ""


def _row(group: Group, asof_day: int) -> tuple[Value, ...]:
    label, contacts, customers, last = group
    return label, contacts, customers, from_day_number(last).isoformat(), asof_day - last


def _notes(index: Index, ask: Ask, groups: Sequence[Group]) -> Iterator[str]:
    by = ask.text("by")
    ((contacts, customers, notes),) = index.rows(_ALL, {"from_day": ask.from_day, "to_day": ask.to_day})
    counted = caption.number(contacts, "contact", "contacts")
    yield "A contact is an entry of the contact log that is no internal note; days_since: asof − last."
    yield (f"{caption.window(ask)} n = {counted} with {caption.number(customers, 'customer', 'customers')}.")
    if notes:
        yield f"Left out: {caption.number(notes, 'internal note', 'internal notes')}."
    if by == "person":
        yield "Persons of the same name count as one."
    running = periods.running(ask.asof, "month")
    if by == "month" and running in {label for label, *_ in groups}:
        yield f"{running} is still running."
