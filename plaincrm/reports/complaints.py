"""Complaints: what customers complained of, what is still open, and how long it takes to resolve them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.dates import add_span, day_number, parse_span
from plaincrm.errors import UsageError
from plaincrm.reports import caption
from plaincrm.reports.param import Param
from plaincrm.reports.query_text import query
from plaincrm.reports.report import Found
from plaincrm.reports.survival import kaplan_meier, median

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaincrm.dates import Span
    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.survival import Step
    from plaincrm.table import Value

TITLE = "Complaints"
TITLE_ZH = "投诉"
ABOUT = "Complaints, open ones first, and how long it takes to resolve them."
PARAMS = (Param("sla", "text", None, (), "within which time it should be done", "complaints.sla_days"),)
_COLUMNS = "date date, customer, name, product, comment, resolved date, days int, resolution, ref"


class Complaint(NamedTuple):
    """One complaint; *days* to its resolution, or its age where *resolved* is None."""

    date: str
    customer: str
    name: str
    product: str | None
    comment: str | None
    resolved: str | None
    days: int
    resolution: str | None
    ref: str

    @property
    def is_open(self) -> bool:
        """Whether nobody has resolved it yet."""
        return self.resolved is None


def run(index: Index, ask: Ask) -> Found:
    """The open ones, longest waiting first, then those resolved, newest first."""
    sla = _read_sla(ask.text("sla"))
    bound = {"asof_day": ask.asof_day, "from_day": ask.from_day, "to_day": ask.to_day}
    complaints = sorted((Complaint(*row) for row in index.rows(query("complaints"), bound)), key=_place)
    rows: list[tuple[Value, ...]] = [tuple(complaint) for complaint in complaints]
    return Found(_COLUMNS, rows, tuple(_notes(ask, complaints, sla)))


def _read_sla(text: str) -> Span:
    span = parse_span(text)
    if span.count < 0:
        raise UsageError(f'--sla: "{text}" looks back', hint="write a length of time: --sla 7d")
    return span


def _place(complaint: Complaint) -> tuple[object, ...]:
    day = day_number(complaint.date)
    return not complaint.is_open, day if complaint.is_open else -day, complaint.customer, complaint.ref


def _notes(ask: Ask, complaints: Sequence[Complaint], sla: Span) -> Iterator[str]:
    waiting = sum(1 for complaint in complaints if complaint.is_open)
    counted = caption.number(len(complaints), "complaint", "complaints")
    yield f"{caption.window(ask)} n = {counted}, {waiting} open. days: to the resolution; its age where open."
    if complaints:
        yield _duration(complaints)
        yield _in_time(ask, complaints, sla)


def _duration(complaints: Sequence[Complaint]) -> str:
    """Within how many days one half, and nine tenths, are resolved; open ones count as still running."""
    steps = kaplan_meier((max(0, complaint.days), not complaint.is_open) for complaint in complaints)
    most = next((step for step in steps if step.survival <= 0.1), None)
    return (
        "Time to resolve by Kaplan–Meier, open ones counted in:"
        f" median {_days(median(steps))}, p90 {_days(most)}."
    )


def _days(step: Step | None) -> str:
    return "not reached" if step is None else caption.number(step.t, "day", "days")


def _in_time(ask: Ask, complaints: Sequence[Complaint], sla: Span) -> str:
    """How many were resolved in time, of those whose time is over."""
    good = bad = running = 0
    for complaint in complaints:
        last_day = add_span(date.fromisoformat(complaint.date), sla).isoformat()
        if complaint.resolved is None and ask.asof <= last_day:
            running += 1
        elif complaint.resolved is not None and complaint.resolved <= last_day:
            good += 1
        else:
            bad += 1
    still = f"; {running} still within it" if running else ""
    if not good + bad:
        return f"Within {sla}: none is over yet{still}."
    return f"Within {sla}: {caption.percent(good, good + bad)}, {good} of {good + bad}{still}."
