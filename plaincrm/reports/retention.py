"""Retention: how long it takes customers to buy again, or to fall silent, by Kaplan–Meier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.chart import Picture
from plaincrm.errors import UsageError
from plaincrm.reports import caption
from plaincrm.reports.param import Param
from plaincrm.reports.report import Found
from plaincrm.reports.survival import kaplan_meier, median
from plaincrm.reports.visits import read_visits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.survival import Step
    from plaincrm.table import Value

    Time = tuple[int, bool]
    Groups = Mapping[str | None, Sequence[Time]]
    Curves = Mapping[str | None, Sequence[Step]]

TITLE = "Retention"
TITLE_ZH = "留存"
ABOUT = "How long it takes to the second purchase, or to the first long silence; waiting ones count in."
_FIELDS = ("industry", "company_size", "level", "source", "owner")
PARAMS = (
    Param("event", "choice", "second", ("second", "silent"), "a second purchase, or a first long silence"),
    Param("days", "integer", None, (), "how many days of silence are long", "retention.days"),
    Param("by", "choice", None, (*_FIELDS, "tag"), "a curve for each group instead"),
)
PICTURE = Picture(
    "curve",
    "Share to whom it has not happened, by days since the first purchase",
    "首购后尚未发生该事件的客户占比（Kaplan–Meier）",
    "t",
    ("survival",),
    band=("low", "high"),
    below="at_risk",
    stepped=True,
)
_STEPS = "t int, at_risk int, events int, survival share, low share, high share"
_OF_FIELD = "SELECT c.customer, c.{by} FROM customers c"
_OF_TAG = """
SELECT DISTINCT c.customer, t.value
FROM customers c LEFT JOIN list_values t ON t.customer = c.customer AND t.field = 'tags'
"""


def run(index: Index, ask: Ask) -> Found:
    """One row per event time while enough are at risk; with ``by`` groups by name, the unnamed last."""
    days = ask.integer("days")
    if days < 1:
        raise UsageError(f'--days: "{days}" is not a silence', hint="write a day or more: --days 90")
    times = _times(index, ask, days)
    groups = _grouped(index, ask.text("by"), times)
    curves = {label: kaplan_meier(groups[label]) for label in sorted(groups, key=_place)}
    fewest = int(index.settings["retention.min_at_risk"])
    named = bool(ask.options["by"])
    rows: list[tuple[Value, ...]] = [
        (*((label,) if named else ()), *_cells(step))
        for label, steps in curves.items()
        for step in steps
        if step.at_risk >= fewest
    ]
    hidden = sum(map(len, curves.values())) - len(rows)
    notes = [
        *_definition(ask, days),
        f"{caption.window(ask)} The window is of first purchases. {_counted(list(times.values()))}",
        _medians(curves, groups, fewest),
    ]
    if hidden:
        counted = caption.number(hidden, "event time", "event times")
        notes.append(f"Hidden: {counted} with fewer than {fewest} at risk.")
    if ask.text("by") == "tag":
        notes.append("A customer with several tags counts in each.")
    return Found(f"group, {_STEPS}" if named else _STEPS, rows, tuple(notes))


def second_purchase(days: Sequence[int], asof_day: int) -> Time:
    """Days from the first to the second occasion; without one to asof, and False."""
    return (days[1] - days[0], True) if len(days) > 1 else (asof_day - days[0], False)


def first_silence(days: Sequence[int], asof_day: int, length: int) -> Time:
    """Days from the first occasion to the end of the first silence of *length* days; without one to asof.

    An occasion on the last day of a silence breaks it; a silence that asof cuts short is none yet.
    """
    for day, following in zip(days, (*days[1:], None), strict=True):
        end = day + length
        if end <= asof_day and (following is None or following > end):
            return end - days[0], True
    return asof_day - days[0], False


def _times(index: Index, ask: Ask, length: int) -> dict[str, Time]:
    """The time of every customer whose first occasion lies in the window, followed up to asof."""
    silent = ask.text("event") == "silent"
    return {
        customer: first_silence(days, ask.asof_day, length) if silent else second_purchase(days, ask.asof_day)
        for customer, days in read_visits(index, ask.ever).items()
        if ask.from_day <= days[0] <= ask.to_day
    }


def _grouped(index: Index, by: str, times: Mapping[str, Time]) -> dict[str | None, list[Time]]:
    if not by:
        return {None: list(times.values())}
    groups: dict[str | None, list[Time]] = {}
    for customer, label in index.rows(_OF_TAG if by == "tag" else _OF_FIELD.format(by=by)):
        if customer in times:
            groups.setdefault(label, []).append(times[customer])
    return groups


def _place(label: str | None) -> tuple[bool, str]:
    return label is None, label or ""


def _cells(step: Step) -> tuple[Value, ...]:
    band = (None if end is None else round(end, 9) for end in (step.low, step.high))
    return step.t, step.at_risk, step.events, step.survival, *band


def _definition(ask: Ask, days: int) -> tuple[str, str]:
    if ask.text("event") == "second":
        what = "t: days from the first purchase to the second; who has not bought again is censored at asof."
    else:
        what = (
            f"t: days from the first purchase to the end of the first {days} days without any; a purchase on"
            f" day {days} counts as kept; who was never silent so long is censored at asof."
        )
    return what, "survival: the share to whom it has not happened by then (Kaplan–Meier); low, high: 95 %."


def _counted(times: Sequence[Time]) -> str:
    happened = sum(1 for _, came in times if came)
    buyers = caption.number(len(times), "buyer", "buyers")
    return f"n = {buyers}, {happened} with the event, {len(times) - happened} censored."


def _medians(curves: Curves, groups: Groups, fewest: int) -> str:
    """The time by which it has happened to half, of every curve."""
    parts = []
    for label, steps in curves.items():
        name = "" if len(curves) == 1 and label is None else f"{label or '(none)'} "
        counted = f" (n = {len(groups[label])})" if name else ""
        parts.append(f"{name}{_median(steps, fewest)}{counted}")
    return f"Median: {', '.join(parts) or 'not reached'}."


def _median(steps: Sequence[Step], fewest: int) -> str:
    half = median(steps)
    if half is None:
        return "not reached"
    few = f", with only {half.at_risk} at risk" if half.at_risk < fewest else ""
    return f"{caption.number(half.t, 'day', 'days')}{few}"
