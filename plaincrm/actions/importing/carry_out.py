"""Carries a plan out: new files, edits of those that are there, one commit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.customers import ids
from plaincrm.actions.importing.new_files import new_files, ordered
from plaincrm.actions.importing.restore import restore
from plaincrm.actions.typed import typed
from plaincrm.actions.written import Written
from plaincrm.book.state import hash_blob
from plaincrm.errors import ConflictError
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.actions.importing.changes import Changed
    from plaincrm.actions.importing.plan import Plan
    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.book.change import Change

    Progress = Callable[[str, int, int], None]  # what is being done, how much of it, of how much


def carry_out(book: Book, plan: Plan, how: How, progress: Progress) -> Written:
    """Write what the plan says, as one change; a dry run gives its diff."""
    from plaincrm.book.change import changing

    files = []
    for file in new_files(book, plan.new):
        files.append(file)
        progress("validating", len(files), len(plan.new))
    with changing(book, "import", words=how.words, dry_run=how.dry_run, progress=progress) as change:
        change.say(f"import: {summary(plan)}")
        if not ids(book):
            restore(book, change, plan.batches)
        for file in files:
            change.create(file.path, file.content)
        for number, changed in enumerate(plan.changed):
            progress("editing", number, len(plan.changed))
            with change.going_on():
                _edit(change, changed)
    done = change.done
    notices = tuple(change.notices)
    return Written("", f"imported: {summary(plan)}", done.commit, done.changed, done.diff, notices=notices)


def summary(plan: Plan) -> str:
    """The counts that a commit message and the answer tell."""
    if not plan.changes:
        return "0 changes"
    entries = counted(plan.entries, "entry", "entries")
    return f"{len(plan.new)} new, {len(plan.changed)} changed, {entries} added"


def _edit(change: Change, changed: Changed) -> None:
    """Edit a file, whose entries the plan names by place; exit 5 where it is not that one any more."""
    if hash_blob(change.content(changed.path) or b"") != changed.blob:
        raise ConflictError(
            f"{changed.path} was changed by somebody else meanwhile", hint="run the import again"
        )
    for edit in changed.edits:
        if edit.how == "remove":
            change.remove(changed.id, edit.path)
            continue
        path = (*edit.path, 0) if edit.how == "append" else edit.path
        value = typed(path, edit.value)
        if isinstance(value, dict):
            value = ordered(value, tuple(step for step in edit.path if isinstance(step, str)))
        if edit.how == "append":
            change.append(changed.id, edit.path, value)
        else:
            change.put(changed.id, edit.path, value)
