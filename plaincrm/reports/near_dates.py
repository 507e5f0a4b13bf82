"""Dates worth a thought in the coming days: birthdays, deals that should close, decisions to be made."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from plaincrm.dates import day_number, from_day_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.index import Index

# customer, name, state, due_day, plan, channel, last_contact, cadence, ref, begun
Near = tuple[str, str, str, int, str | None, None, str | None, int | None, str | None, str | None]

# The rarer stands first, and CROSS JOIN keeps it there: there are few such dates and many customers.
_CUSTOMER = """CROSS JOIN tree t CROSS JOIN customer c CROSS JOIN figures f
WHERE t.doc = d.doc AND c.doc = d.doc AND f.doc = d.doc
  AND (c.archived_day IS NULL OR c.archived_day > :asof_day)"""
_CLOSING = f"""
SELECT t.customer, c.name, d.close_by_day, d.title, f.last_contact, c.effective_cadence_days,
  (SELECT r.ref FROM entry_ref r WHERE r.doc = d.doc AND r.list = 'deals' AND r.position = d.position),
  d.opened
FROM deal_entry d {_CUSTOMER}
  AND d.close_by_day BETWEEN :asof_day AND :asof_day + :days
  AND coalesce(d.opened_day, :asof_day) <= :asof_day
  AND (d.closed_day > :asof_day OR (d.closed_day IS NULL AND d.outcome IS NULL))
"""
_DECIDING = f"""
SELECT t.customer, c.name, d.decision_by_day, d.decision_stage, f.last_contact, c.effective_cadence_days
FROM customer d {_CUSTOMER} AND d.decision_by_day BETWEEN :asof_day AND :asof_day + :days
"""
# A birthday ends in MM-DD whether or not the year is known.
_BIRTHDAYS = f"""
SELECT t.customer, c.name, d.name, d.birthday, f.last_contact, c.effective_cadence_days
FROM (
    SELECT doc, name, birthday FROM customer WHERE birthday IS NOT NULL AND {{near}}
    UNION ALL
    SELECT doc, name, birthday FROM person WHERE birthday IS NOT NULL AND {{near}}) d {_CUSTOMER}
"""
_WHOLE_YEAR = 365


def near_dates(index: Index, asof_day: int, days: int) -> Iterator[Near]:
    """Every such date from asof to *days* later, both included, of customers that are not archived."""
    bound = {"asof_day": asof_day, "days": days}
    for customer, name, day, title, last, cadence, ref, opened in index.rows(_CLOSING, bound):
        yield customer, name, "close", day, title, None, last, cadence, ref, opened
    for customer, name, day, stage, last, cadence in index.rows(_DECIDING, bound):
        yield customer, name, "decide", day, stage, None, last, cadence, None, None
    asof = from_day_number(asof_day)
    sql = _BIRTHDAYS.format(near=_falls_in(asof, days))
    for customer, name, person, birthday, last, cadence in index.rows(sql, {"asof_day": asof_day}):
        day = day_number(next_birthday(birthday, asof))
        if day <= asof_day + days:
            yield customer, name, "birthday", day, person, None, last, cadence, None, None


def _falls_in(asof: date, days: int) -> str:
    """A condition that only birthdays from *asof* to *days* later need to meet; others may."""
    if days >= _WHOLE_YEAR:
        return "1"
    near = {(asof + timedelta(days=count)).isoformat()[5:] for count in range(days + 1)}
    if "02-28" in near:
        near.add("02-29")
    return f"substr(birthday, -5) IN ({', '.join(repr(day) for day in sorted(near))})"


def next_birthday(birthday: str, asof: date) -> date:
    """The first day on or after *asof* with the month and day of ``1988-03-05`` or ``--03-05``.

    29 February falls on the 28th in years that have no 29th.
    """
    month, day = int(birthday[-5:-3]), int(birthday[-2:])
    this_year = _day_in(asof.year, month, day)
    return this_year if this_year >= asof else _day_in(asof.year + 1, month, day)


def _day_in(year: int, month: int, day: int) -> date:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month, 28 if (month, day) == (2, 29) and not leap else day)
