"""Carries a plan out: new files, edits of those that are there, one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.actions.customers import first_line, ids, new_path
from plaincrm.actions.importing.restore import restore
from plaincrm.actions.typed import typed
from plaincrm.actions.written import Written
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.actions.importing.plan import Changed, New, Plan
    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.book.change import Change

    Progress = Callable[[int, int], None]


def carry_out(book: Book, plan: Plan, how: How, progress: Progress | None = None) -> Written:
    """Write what the plan says, as one change; a dry run gives its diff."""
    from plaincrm.book.change import changing

    with changing(book, "import", words=how.words, dry_run=how.dry_run) as change:
        change.say(f"import: {summary(plan)}")
        if not ids(book):
            restore(book, change, plan.batches)
        for number, each in enumerate(plan.new):
            _write_new(book, change, each)
            if progress and number % 50 == 0:
                progress(number, plan.changes)
        for number, changed in enumerate(plan.changed, len(plan.new)):
            _edit(change, changed)
            if progress and number % 50 == 0:
                progress(number, plan.changes)
    done = change.done
    notices = tuple(change.notices)
    return Written("", f"imported: {summary(plan)}", done.commit, done.changed, done.diff, notices=notices)


def summary(plan: Plan) -> str:
    """The counts that a commit message and the answer tell."""
    if not plan.changes:
        return "0 changes"
    entries = counted(plan.entries, "entry", "entries")
    return f"{len(plan.new)} new, {len(plan.changed)} changed, {entries} added"


def _write_new(book: Book, change: Change, new: New) -> None:
    from plaincrm.book import yaml

    path = new_path(book, new.id)
    change.write(path, yaml.encode(yaml.new_file(_ordered(typed((), new.data), ()), first_line(path))))


def _edit(change: Change, changed: Changed) -> None:
    for edit in changed.edits:
        if edit.how == "remove":
            change.remove(changed.id, edit.path)
            continue
        path = (*edit.path, 0) if edit.how == "append" else edit.path
        value = typed(path, edit.value)
        if isinstance(value, dict):
            value = _ordered(value, tuple(step for step in edit.path if isinstance(step, str)))
        if edit.how == "append":
            change.append(changed.id, edit.path, value)
        else:
            change.put(changed.id, edit.path, value)


def _ordered(data: dict[str, Any], place: tuple[str, ...]) -> dict[str, Any]:
    """Keys in the order of the file format, all the way down."""
    from plaincrm.model.order import ORDER

    order = {key: number for number, key in enumerate(ORDER.get(place, ()))}
    found = {}
    for key, value in sorted(data.items(), key=lambda item: order.get(item[0], len(order))):
        below = (*place, key)
        if isinstance(value, dict):
            value = _ordered(value, below)
        elif isinstance(value, list):
            value = [_ordered(item, below) if isinstance(item, dict) else item for item in value]
        found[key] = value
    return found
