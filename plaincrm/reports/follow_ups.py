"""Follow-ups: what was promised and is due, who is out of touch, and dates worth a thought."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.dates import from_day_number
from plaincrm.errors import UsageError
from plaincrm.reports.near_dates import near_dates
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.table import Value

TITLE = "Follow-ups"
TITLE_ZH = "跟进提醒"
ABOUT = "Open follow-ups, customers out of touch, and birthdays, deals and decisions that draw near."
PARAMS = (Param("days", "integer", None, (), "how many days to look ahead", "follow_ups.days"),)
LOOKS_AHEAD = True
_COLUMNS = (
    "customer, name, state, due date, days int, plan, channel, last_contact date, cadence_days int, ref"
)
_FARTHEST = 36500
# Rows of one day stand in this order.
_STATES = ("overdue", "quiet", "today", "never", "upcoming", "close", "decide", "birthday")
_ORDER = {state: place for place, state in enumerate(_STATES)}

# CROSS JOIN keeps the order: what decides stands in the narrowest table, so that is gone through.
_PROMISED = """
SELECT t.customer, c.name, f.follow_up_day, f.plan, f.channel, s.last_contact, c.effective_cadence_days,
  (SELECT r.ref FROM entry_ref r WHERE r.doc = f.doc AND r.list = 'contact_log' AND r.position = f.position),
  f.date
FROM standing s CROSS JOIN tree t CROSS JOIN customer c CROSS JOIN contact_entry f
WHERE s.next_follow_up <= :until AND t.doc = s.doc AND c.doc = s.doc AND f.doc = s.doc
  AND (c.archived_day IS NULL OR c.archived_day > :asof_day)
  AND f.follow_up_day <= :asof_day + :days AND f.date_day <= :asof_day
  AND (f.done_day IS NULL OR f.done_day > :asof_day)
"""
_OUT_OF_TOUCH = """
SELECT t.customer, c.name, s.last_contact_day, s.last_contact, c.effective_cadence_days
FROM standing s CROSS JOIN tree t CROSS JOIN customer c
WHERE s.next_follow_up IS NULL AND s.is_gone = 0 AND t.doc = s.doc AND c.doc = s.doc
  AND c.effective_cadence_days IS NOT NULL
  AND (s.last_contact_day IS NULL OR :asof_day - s.last_contact_day > c.effective_cadence_days)
  AND (c.archived_day IS NULL OR c.archived_day > :asof_day)
  AND (coalesce(c.first_day, :asof_day) <= :asof_day OR s.occasions > 0)
"""


class Reminder(NamedTuple):
    """One row; *due_day* is None for a customer never contacted.

    *begun* is the day of the entry that it stands in, which no snoozing changes.
    """

    customer: str
    name: str
    state: str
    due_day: int | None
    plan: str | None
    channel: str | None
    last_contact: str | None
    cadence: int | None
    ref: str | None
    begun: str | None


def run(index: Index, ask: Ask) -> Found:
    """One row per reminder, most overdue first."""
    found = asked_for(index, ask)
    asof_day = ask.asof_day
    return Found(_COLUMNS, [_row(reminder, asof_day) for reminder in found], _notes(ask, found))


def asked_for(index: Index, ask: Ask) -> list[Reminder]:
    """The reminders of the days and the window asked for, most overdue first.

    Raises UsageError (exit 2) where the days to look ahead are no such number.
    """
    days = ask.integer("days")
    if not 0 <= days <= _FARTHEST:
        raise UsageError(f"--days {days} is out of range", hint=f"write a number from 0 to {_FARTHEST}")
    found = list(reminders(index, ask, days))
    if ask.windowed:
        found = [reminder for reminder in found if _in_window(reminder, ask)]
    asof_day = ask.asof_day
    return sorted(found, key=lambda each: _place(each, asof_day))


def reminders(index: Index, ask: Ask, days: int) -> Iterator[Reminder]:
    """Everything to think of until *days* from asof, in no order; archived customers are left alone."""
    asof_day = ask.asof_day
    until = from_day_number(asof_day + days).isoformat()
    bound = {"asof_day": asof_day, "days": days, "until": until}
    for customer, name, due_day, *rest in index.rows(_PROMISED, bound):
        state = "overdue" if due_day < asof_day else "today" if due_day == asof_day else "upcoming"
        yield Reminder(customer, name, state, due_day, *rest)
    for customer, name, last_day, last, cadence in index.rows(_OUT_OF_TOUCH, {"asof_day": asof_day}):
        state, due_day = ("never", None) if last_day is None else ("quiet", last_day + cadence)
        yield Reminder(customer, name, state, due_day, None, None, last, cadence, None, None)
    for near in near_dates(index, asof_day, days):
        yield Reminder(*near)


def _in_window(reminder: Reminder, ask: Ask) -> bool:
    if reminder.due_day is None:
        return False
    due = from_day_number(reminder.due_day).isoformat()
    return (ask.start or due) <= due <= (ask.end or due)


def _place(reminder: Reminder, asof_day: int) -> tuple[int, int, str, str, str]:
    late = 0 if reminder.due_day is None else asof_day - reminder.due_day
    return -late, _ORDER[reminder.state], reminder.customer, reminder.plan or "", reminder.ref or ""


def _row(reminder: Reminder, asof_day: int) -> tuple[Value, ...]:
    due_day = reminder.due_day
    due = None if due_day is None else from_day_number(due_day).isoformat()
    days = None if due_day is None else asof_day - due_day
    return (*reminder[:3], due, days, *reminder[4:9])


def _notes(ask: Ask, found: list[Reminder]) -> tuple[str, ...]:
    count = Counter(reminder.state for reminder in found)
    listed = ", ".join(f"{count[state]} {state}" for state in _STATES if count[state])
    window = f"; due {ask.start or 'until'} to {ask.end or 'any day'}" if ask.windowed else ""
    return (
        f"As of {ask.asof}, looking {ask.integer('days')} days ahead{window}. days counts from due to asof:"
        " above 0 is late.",
        "quiet: no contact for longer than the cadence; never: no contact at all."
        " Archived customers are left out.",
        f"n = {len(found)}" + (f": {listed}." if listed else "."),
    )
