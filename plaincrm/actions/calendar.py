"""The calendar of what is due: every reminder as a day in a calendar program, known again by its UID."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.dates import from_day_number
from plaincrm.reports import follow_ups
from plaincrm.reports.ask import read_ask
from plaincrm.reports.report import stand_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from plaincrm.formats.icalendar import Event
    from plaincrm.index import Index
    from plaincrm.reports.follow_ups import Reminder

_PROMISES = ("overdue", "today", "upcoming")
# What to do where nobody has written a plan, in English and Chinese.
_WORDS = {
    "overdue": ("follow up", "跟进"),
    "today": ("follow up", "跟进"),
    "upcoming": ("follow up", "跟进"),
    "quiet": ("get in touch again", "该联系了"),
    "never": ("get in touch for the first time", "首次联系"),
    "birthday": ("birthday", "生日"),
    "close": ("deal should close", "商机应成交"),
    "decide": ("decision is due", "应作决定"),
}


class Calendar(NamedTuple):
    """The bytes of an .ics file, and how many days to think of it holds."""

    content: bytes
    events: int


def due_calendar(index: Index, values: Mapping[str, object], *, lang: str = "en") -> Calendar:
    """What `follow-ups` lists for the same options, as a calendar with an alarm in the morning of each day.

    What is overdue lasts until asof, so that it is seen there. A UID stays the same from one calendar to
    the next, whatever else is written into the book, and also when a follow-up is put off.
    """
    from plaincrm.formats import icalendar

    ask = read_ask(follow_ups.PARAMS, values, name="follow-ups", settings=index.settings)
    ask = stand_at(index, ask)
    asof = date.fromisoformat(ask.asof)
    book = index.settings["name"]
    events = list(_events(follow_ups.asked_for(index, ask), book, asof, lang))
    name = f"{book} · plaincrm" if book else "plaincrm"
    return Calendar(icalendar.write(events, name=name, asof=asof), len(events))


def _events(reminders: Iterable[Reminder], book: str, asof: date, lang: str) -> Iterator[Event]:
    from plaincrm.formats.icalendar import Event

    twins: Counter[tuple[str, ...]] = Counter()
    for each in reminders:
        known_by = _known_by(each)
        twins[known_by] += 1
        due = asof if each.due_day is None else from_day_number(each.due_day)
        yield Event(
            uid=_uid(book, *known_by, str(twins[known_by])),
            first=due,
            last=max(due, asof),
            summary=f"{each.name}: {_what(each, lang)}",
            description="\n".join(_facts(each, due)),
            category=each.state,
        )


def _known_by(each: Reminder) -> tuple[str, ...]:
    """What stays the same of a reminder while its day draws near, passes, or is put off."""
    if each.state in _PROMISES:
        return each.customer, "follow-up", each.begun or "", each.channel or "", each.plan or ""
    if each.state in ("quiet", "never"):
        return each.customer, "contact"
    if each.state == "decide":
        return each.customer, "decide"
    return each.customer, each.state, each.begun or "", each.plan or ""


def _uid(*known_by: str) -> str:
    from hashlib import sha1

    digest = sha1("\0".join(known_by).encode(), usedforsecurity=False)
    return f"{digest.hexdigest()[:24]}@plaincrm"


def _what(each: Reminder, lang: str) -> str:
    word = _WORDS[each.state][1 if lang == "zh" else 0]
    if each.state in _PROMISES:
        return each.plan or word
    return f"{word}: {each.plan}" if each.plan else word


def _facts(each: Reminder, due: date) -> Iterator[str]:
    yield f"{each.state}: {due.isoformat()}"
    if each.last_contact:
        yield f"last contact: {each.last_contact}"
    yield f"plaincrm brief {each.customer}"
    if each.state in _PROMISES:
        yield f"plaincrm done {each.ref}"
