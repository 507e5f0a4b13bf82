"""What customers say: feedback and its resolution, needs, lifecycle stage, leaving."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from plaincrm.actions.entries import the_one
from plaincrm.actions.typed import day_or_time
from plaincrm.actions.written import Written, present, writing
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from plaincrm.actions.entries import Target
    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.model.feedback import Feedback

FEEDBACK = "feedback"


def feedback(book: Book, customer: str, comment: str | None, how: How, **details: Any) -> Written:
    """Append feedback; *details* are ``kind``, ``metric``, ``score``, ``scale``, ``product``.

    Without a kind it is a survey answer where there is a score, else praise.
    """
    if not comment and details.get("score") is None:
        raise UsageError(
            "there is no feedback", hint='give words or a score: plaincrm feedback WHO "fast reply" --score 5'
        )
    with writing(book, FEEDBACK, customer, how) as (change, answer):
        kind = details.get("kind") or ("survey" if details.get("score") is not None else "praise")
        entry = present(
            date=day_or_time(how.when),
            kind=kind,
            metric=details.get("metric"),
            score=details.get("score"),
            scale=details.get("scale"),
            product=details.get("product"),
            comment=comment or None,
        )
        change.append(customer, (FEEDBACK,), entry)
        answer.wrote(FEEDBACK, entry)
        score = f" {details['score']}" if details.get("score") is not None else ""
        answer.sentence = f"{kind}{score} on {how.day}"
        change.say(f"{customer}: feedback {kind}{score}")
    return answer.result()


def resolve(book: Book, target: Target, how: How, *, resolution: str | None) -> Written:
    """Mark a complaint as resolved, and how."""
    with writing(book, "resolve", target.customer, how) as (change, answer):
        file = change.read(target.customer)
        place = the_one(file, target, FEEDBACK, "open complaint", _is_open)
        change.put(file.id, (FEEDBACK, place, "resolved"), date.fromisoformat(how.day))
        if resolution:
            change.put(file.id, (FEEDBACK, place, "resolution"), resolution)
        answer.wrote(FEEDBACK, change.read(file.id).data[FEEDBACK][place])
        answer.sentence = f"resolved the complaint of {answer.entry.get('date')} on {how.day}"
        change.say(f"{file.id}: resolve {how.day}")
    return answer.result()


_NEED_LISTS = {
    "motive": ("needs", "motives"),
    "preference": ("needs", "preferences"),
    "maker": ("needs", "decision", "makers"),
    "criterion": ("needs", "decision", "criteria"),
    "obstacle": ("needs", "decision", "obstacles"),
}


def need(book: Book, customer: str, how: How, **facts: Any) -> Written:
    """Add what the customer needs and how they decide.

    ``motive``, ``preference``, ``maker``, ``criterion``, ``obstacle`` are lists that are added to;
    ``stage``, ``budget``, ``by`` (ISO day) replace what is there.
    """
    if not any(value not in (None, []) for value in facts.values()):
        raise UsageError(
            "there is no need given", hint='for example: plaincrm need WHO --motive "less manual entry"'
        )
    with writing(book, "need", customer, how) as (change, answer):
        added = []
        for name, path in _NEED_LISTS.items():
            for text in facts.get(name) or []:
                if text not in _present_texts(change.read(customer).data, path):
                    change.append(customer, path, text)
                    added.append(text)
        by = facts.get("by")
        single = {
            "stage": facts.get("stage"),
            "budget": facts.get("budget"),
            "by": date.fromisoformat(by) if by else None,
        }
        for field, value in single.items():
            if value is not None:
                change.put(customer, ("needs", "decision", field), value)
                added.append(f"{field} {value}")
        answer.entry = {"needs": change.read(customer).data.get("needs")}
        answer.sentence = "needs: " + (", ".join(added) or "nothing new")
        change.say(f"{customer}: need")
    return answer.result()


def _present_texts(data: dict[str, Any], path: tuple[str, ...]) -> list[str]:
    value: Any = data
    for step in path:
        value = (value or {}).get(step)
    return value if isinstance(value, list) else [value]


def stage(book: Book, customer: str, value: str, how: How, *, reason: str | None) -> Written:
    """Set the lifecycle stage by hand, or leave it to the rules again with ``auto``."""
    with writing(book, "stage", customer, how) as (change, answer):
        if value != "auto":
            entry = present(value=value, since=date.fromisoformat(how.day), reason=reason)
            change.put(customer, ("stage",), entry)
            answer.entry = {"stage": entry}
        elif change.read(customer).data.get("stage") is not None:
            change.remove(customer, ("stage",))
        answer.sentence = f"stage {value}" + (f": {reason}" if reason else "")
        change.say(f"{customer}: stage {value}")
    return answer.result()


def lost(book: Book, customer: str, how: How, *, reason: str, note: str | None = None) -> Written:
    """Record that the customer is gone, and why."""
    with writing(book, "lost", customer, how) as (change, answer):
        entry = present(date=date.fromisoformat(how.day), reason=reason, note=note)
        change.append(customer, ("churn",), entry)
        answer.wrote("churn", entry)
        answer.sentence = f"lost on {how.day}: {reason}"
        change.say(f"{customer}: lost {how.day}")
    return answer.result()


def _is_open(entry: Feedback) -> bool:
    return entry.kind == "complaint" and not entry.resolved
