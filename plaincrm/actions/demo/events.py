"""What happened to a customer's file on which day, in the words of the commands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from plaincrm.actions.demo.record import Data, Draft, Later, Noted, day_of, seen

_LISTS = frozenset({"contact_log", "sales", "deals", "feedback", "churn"})
_NOT_ADDED = frozenset(
    {"aliases", "needs", "custom", "stage", "notes", "external_ids"}
)  # not by the verb add


class Event(NamedTuple):
    """One day's change of a file; *verb* is None where no single command does it."""

    day: date
    verb: str | None
    words: str


def events(draft: Draft, currency: str) -> list[Event]:
    """The days on which the file changed, oldest first, the first being the day it was made.

    *currency* is the book's: commit messages name the currency of every amount.
    """
    by_day: dict[date, list[tuple[str, str]]] = {}
    for day, verb, words in _changes(draft, currency):
        by_day.setdefault(max(day, draft.entered), []).append((verb, words))
    found = [_one(day, changes) for day, changes in sorted(by_day.items()) if day > draft.entered]
    added = not by_day.get(draft.entered) and not draft.data.keys() & _NOT_ADDED
    return [Event(draft.entered, "add" if added else None, "add"), *found]


def _one(day: date, changes: list[tuple[str, str]]) -> Event:
    """The event of a day: a log closes follow-ups, and doing a recurring one makes the next."""
    verbs = {verb for verb, _ in changes}
    words = dict(changes)
    if len(changes) == 1 and changes[0][0] != "edit":
        return Event(day, *changes[0])
    if len(changes) == 2 and verbs in ({"log", "done"}, {"next", "done"}):
        verb = "log" if "log" in verbs else "done"
        return Event(day, verb, words[verb])
    return Event(day, None, "")


def _changes(draft: Draft, currency: str) -> Iterator[tuple[date, str, str]]:
    for key, value in draft.data.items():
        if key not in _LISTS:
            verb = "archive" if key == "archived" else "edit"
            yield from ((day, verb, verb) for day in _days(value))
            continue
        for entry in value:
            yield from _entry(key, entry, entry.get("currency", currency))


def _entry(key: str, entry: Data, currency: str) -> Iterator[tuple[date, str, str]]:
    day = day_of(entry)
    assert day is not None
    yield day, *_said(key, entry, day, currency)
    seen_before = set()
    for name, value in entry.items():
        for changed in _days(value):
            verb, words = _done(name, entry, changed, currency)
            if (changed, verb) not in seen_before and changed > day:
                seen_before.add((changed, verb))
                yield changed, verb, words


def _said(key: str, entry: Data, day: date, currency: str) -> tuple[str, str]:
    if key == "contact_log":
        if entry["channel"] == "note" and "follow_up" in entry:
            return "next", f"next {entry['follow_up']}"
        return "log", f"log {entry['channel']} {day}"
    if key == "sales":
        verb = "refund" if entry["amount"] < 0 else "sell"
        return verb, f"{verb} {abs(entry['amount'])} {currency}"
    if key == "feedback":
        return "feedback", f"feedback {entry['kind']} {entry.get('score', '')}".strip()
    return ("deal add", "deal add") if key == "deals" else ("lost", f"lost {day}")


def _done(name: str, entry: Data, day: date, currency: str) -> tuple[str, str]:
    """The command behind a change of the field *name*; edit where it takes a hand."""
    if name == "done":
        return "done", f"done {entry['follow_up']}"
    if name == "payments":
        amount = next(payment["amount"] for payment in entry[name] if payment["date"] == day)
        return "pay", f"pay {amount} {currency}"
    if name in ("delivery", "delivered") and "delivered" in entry:
        return "deliver", f"deliver {day}"
    if name in ("resolved", "resolution"):
        return "resolve", f"resolve {day}"
    if name in ("closed", "outcome", "reason"):
        verb = "deal win" if entry["outcome"].value == "won" else "deal lose"
        return verb, verb
    if name == "stage":
        return "deal move", f"deal move {seen(entry[name], day)}"
    if name in ("paid", "delivery"):
        return "set", f"set {name}"
    return "edit", name


def _days(value: Any) -> Iterator[date]:
    if isinstance(value, Later):
        yield value.day
        yield from _days(value.before)
        yield from _days(value.value)
    elif isinstance(value, Noted):
        yield from _days(value.value)
    elif isinstance(value, dict):
        dated = day_of(value)
        if dated is not None:
            yield dated
        for item in value.values():
            yield from _days(item)
    elif isinstance(value, list):
        for item in value:
            yield from _days(item)
