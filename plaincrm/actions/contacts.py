"""The contact log and its follow-ups: log, next, done, snooze."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from plaincrm import dates
from plaincrm.actions.entries import the_one
from plaincrm.actions.typed import day_or_time
from plaincrm.actions.written import as_text, present, writing
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from plaincrm.actions.entries import Target
    from plaincrm.actions.written import Answer, How, Written
    from plaincrm.book import Book
    from plaincrm.book.change import Change
    from plaincrm.model.contact import Contact

LIST = "contact_log"
FUTURE = "that day is in the future"


def log(book: Book, customer: str, summary: str, how: How, *, keep: bool = False, **details: Any) -> Written:
    """Append an entry to the contact log and close the follow-ups it answers.

    *details* are ``channel``, ``direction``, ``person``, ``by``, ``follow_up``, ``plan``. Open follow-ups
    dated up to the entry's own day are closed in the same commit, but not with *keep* and not by a note.
    """
    if not summary.strip():
        raise UsageError(
            "there is nothing to log", hint='say what happened: plaincrm log WHO "called about the offer"'
        )
    with writing(book, "log", customer, how) as (change, answer):
        closed = [] if keep or details.get("channel") == "note" else _close_answered(change, customer, how)
        entry = _entry(summary, how, details)
        change.append(customer, (LIST,), entry)
        answer.wrote(LIST, entry)
        answer.sentence = _sentence(entry, closed)
        answer.notices += [FUTURE] if how.is_future else []
        change.say(f"{customer}: log {details.get('channel') or 'contact'} {how.day}")
    return answer.result()


def plan_next(
    book: Book, customer: str, due: str, how: How, *, plan: str | None, every: str | None
) -> Written:
    """Append a note that promises a next step on the day *due* (ISO)."""
    with writing(book, "next", customer, how) as (change, answer):
        entry = _promise(how, due, plan, every)
        change.append(customer, (LIST,), entry)
        answer.wrote(LIST, entry)
        answer.sentence = f"follow-up on {_named(due)}" + (f": {plan}" if plan else "")
        change.say(f"{customer}: next {due}")
    return answer.result()


def complete(book: Book, target: Target, how: How) -> Written:
    """Mark a follow-up as done; one that recurs gets its next entry in the same commit."""
    today = dates.today().isoformat()
    with writing(book, "done", target.customer, how) as (change, answer):
        file = change.read(target.customer)
        place = the_one(file, target, LIST, "open follow-up", _open_until(today), _is_open)
        following = _mark_done(change, file.id, place, how)
        _answer_with(change, answer, place)
        answer.sentence = f"done: the follow-up of {answer.entry.get('follow_up')}" + _next_words(following)
        change.say(f"{target.customer}: done {answer.entry.get('follow_up')}")
    return answer.result()


def snooze(book: Book, target: Target, due: str, how: How) -> Written:
    """Move a follow-up to another day (ISO)."""
    today = dates.today().isoformat()
    with writing(book, "snooze", target.customer, how) as (change, answer):
        file = change.read(target.customer)
        place = the_one(file, target, LIST, "open follow-up", _open_until(today), _is_open)
        old = file.must_be_valid().contact_log[place].follow_up
        change.put(target.customer, (LIST, place, "follow_up"), date.fromisoformat(due))
        _answer_with(change, answer, place)
        answer.sentence = f"moved the follow-up of {old} to {_named(due)}"
        change.say(f"{target.customer}: snooze {old} to {due}")
    return answer.result()


def _entry(summary: str, how: How, details: dict[str, Any]) -> dict[str, Any]:
    follow_up = details.get("follow_up")
    return present(
        date=day_or_time(how.when),
        channel=details.get("channel"),
        direction=details.get("direction"),
        person=details.get("person"),
        by=details.get("by"),
        summary=summary,
        follow_up=date.fromisoformat(follow_up) if follow_up else None,
        plan=details.get("plan"),
    )


def _promise(how: How, due: str, plan: str | None, every: str | None) -> dict[str, Any]:
    follow_up = date.fromisoformat(due)
    return present(
        date=date.fromisoformat(how.day), channel="note", follow_up=follow_up, plan=plan, every=every
    )


def _close_answered(change: Change, customer: str, how: How) -> list[str]:
    """Close the open follow-ups dated up to the entry's day; their planned days, and what comes next."""
    log = change.read(customer).must_be_valid().contact_log
    fits = _open_until(how.day)
    places = [place for place, contact in enumerate(log) if fits(contact)]
    return [
        f"{log[place].follow_up}{_next_words(_mark_done(change, customer, place, how))}" for place in places
    ]


def _mark_done(change: Change, customer: str, place: int, how: How) -> str | None:
    """Close one follow-up; the day of the next one where it recurs."""
    contact = change.read(customer).must_be_valid().contact_log[place]
    change.put(customer, (LIST, place, "done"), date.fromisoformat(how.day))
    if not contact.every or not contact.follow_up:
        return None
    following = _following(contact.follow_up[:10], contact.every)
    change.append(customer, (LIST,), _promise(how, following, contact.plan, contact.every))
    return following


def _following(planned: str, every: str) -> str:
    """The first day after today on the rhythm that began on the *planned* day."""
    return dates.next_after(date.fromisoformat(planned), dates.parse_span(every), dates.today()).isoformat()


def _is_open(contact: Contact) -> bool:
    return bool(contact.follow_up and not contact.done)


def _open_until(day: str) -> Any:
    return lambda contact: _is_open(contact) and contact.follow_up[:10] <= day


def _answer_with(change: Change, answer: Answer, place: int) -> None:
    answer.wrote(LIST, change.read(answer.customer).data[LIST][place])


def _sentence(entry: dict[str, Any], closed: list[str]) -> str:
    said = f"logged {entry.get('channel') or 'contact'} on {_named(as_text(entry['date'])[:10])}"
    if "follow_up" in entry:
        said += f", follow-up {_named(entry['follow_up'].isoformat())}"
    if closed:
        said += f", closed the follow-up{'s' if len(closed) > 1 else ''} of {' and '.join(closed)}"
    return said


def _next_words(following: str | None) -> str:
    return f", next on {_named(following)}" if following else ""


def _named(day: str) -> str:
    """A day with its weekday, so that a slip is seen: ``Fri 2026-11-27``."""
    names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    return f"{names[date.fromisoformat(day).weekday()]} {day}"
