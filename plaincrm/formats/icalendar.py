"""iCalendar (RFC 5545): days to think of as a calendar that other programs subscribe to."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    import icalendar

PRODUCT = "-//plaincrm//plaincrm//EN"
_HOUR = 9  # when an alarm rings, by the clock of whoever reads the calendar


class Event(NamedTuple):
    """Something for whole days, from *first* to *last*, both included, with an alarm on the last.

    *uid* is what a program knows it by from one calendar to the next.
    """

    uid: str
    first: date
    last: date
    summary: str
    description: str
    category: str


def write(events: Iterable[Event], *, name: str, asof: date) -> bytes:
    """A calendar called *name* as of a day; the same events and day give the same bytes."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    # RFC 7986, and what programs understood before it
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    for event in events:
        calendar.add_component(_component(event, asof))
    return bytes(calendar.to_ical())


def _component(event: Event, asof: date) -> icalendar.Event:
    import icalendar

    made = icalendar.Event()
    made.add("uid", event.uid)
    made.add("dtstamp", datetime.combine(asof, time(), UTC))
    made.add("dtstart", event.first)
    made.add("dtend", event.last + timedelta(days=1))  # the first day after it
    made.add("summary", event.summary)
    made.add("description", event.description)
    made.add("categories", [event.category])
    made.add("transp", "TRANSPARENT")  # a reminder keeps nobody busy
    made.add_component(_alarm(event))
    return made


def _alarm(event: Event) -> icalendar.Alarm:
    import icalendar

    alarm = icalendar.Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", event.summary)
    if event.first == event.last:
        alarm.add("trigger", timedelta(hours=_HOUR))
    else:
        alarm.add("trigger", timedelta(hours=_HOUR - 24), parameters={"RELATED": "END"})
    return alarm
