"""Fields of a customer or of one entry: set, unset, and the same over many customers at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions import assignments
from plaincrm.actions.assignments import Assignment
from plaincrm.actions.entries import Target, entry_at
from plaincrm.actions.written import Written, writing
from plaincrm.errors import UsageError
from plaincrm.wording import counted

if TYPE_CHECKING:
    from plaincrm.actions.written import Answer, How
    from plaincrm.book import Book
    from plaincrm.book.change import Change

    Path = tuple[str | int, ...]


def set_fields(book: Book, target: Target, wanted: list[Assignment], how: How) -> Written:
    """Set fields of a customer, or of the entry that *target* names."""
    if not wanted:
        raise UsageError("there is nothing to set", hint="write FIELD=VALUE, FIELD+=VALUE, +TAG or -TAG")
    with writing(book, "set", target.customer, how) as (change, answer):
        base = _base(change, target)
        for assignment in wanted:
            answer.notices += assignments.apply(change, target.customer, base, assignment)
        _answer_entry(change, answer, target, base, [assignment.field for assignment in wanted])
        answer.sentence = "set " + ", ".join(_worded(assignment) for assignment in wanted)
        change.say(f"{target.customer}: set " + " ".join(sorted({assignment.field for assignment in wanted})))
    return answer.result()


def unset_fields(book: Book, target: Target, fields: list[str], how: How) -> Written:
    """Remove fields of a customer, or of the entry that *target* names."""
    with writing(book, "unset", target.customer, how) as (change, answer):
        base = _base(change, target)
        for field in fields:
            path = assignments.locate(change.read(target.customer).data, base, field)
            answer.notices += assignments.unset(change, target.customer, path)
        _answer_entry(change, answer, target, base, fields)
        answer.sentence = "unset " + ", ".join(fields)
        change.say(f"{target.customer}: unset {' '.join(fields)}")
    return answer.result()


def set_many(book: Book, customers: list[str], wanted: list[Assignment], how: How) -> Written:
    """Set the same fields of many customers in one commit."""
    with writing(book, "set", "", how) as (change, answer):
        for customer in customers:
            with change.going_on():
                for assignment in wanted:
                    assignments.apply(change, customer, (), assignment)
        count = counted(len(customers), "customer")
        answer.entry = {"customers": customers} | {one.field: one.text for one in wanted}
        answer.sentence = f"{count}: set " + ", ".join(_worded(assignment) for assignment in wanted)
        change.say(f"{count}: set " + " ".join(sorted({assignment.field for assignment in wanted})))
    return answer.result()


def _base(change: Change, target: Target) -> Path:
    if target.list_name is None:
        return ()
    return target.list_name, entry_at(change.read(target.customer), target, target.list_name, "that entry")


def _answer_entry(change: Change, answer: Answer, target: Target, base: Path, fields: list[str]) -> None:
    data = change.read(target.customer).data
    if target.list_name is not None:
        answer.wrote(target.list_name, data[target.list_name][base[1]])
    else:
        answer.entry = {
            field: assignments.value_at(data, assignments.locate(data, (), field)) for field in fields
        }


def _worded(assignment: Assignment) -> str:
    return f"{assignment.field}{assignment.how}{assignment.text}"
