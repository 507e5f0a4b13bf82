"""A report of the user's own: a first version that runs, to be edited."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.actions.written import Written, writing
from plaincrm.errors import ConflictError, UsageError

if TYPE_CHECKING:
    from plaincrm.actions.written import How
    from plaincrm.book import Book


def begin(book: Book, name: str, how: How) -> Written:
    """Write reports/NAME.sql as a starting point; ConflictError (exit 5) where there is one."""
    from plaincrm.reports import catalogue

    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", name):
        raise UsageError(
            f'"{name}" cannot be a report\'s name', hint="use a-z, 0-9 and dashes, as in silent-customers"
        )
    path = f"reports/{name}.sql"
    if (book.root / path).exists():
        raise ConflictError(f"{path} exists already", hint=f"edit it, then: plaincrm report {name}")
    with writing(book, "report new", "", how) as (change, answer):
        change.write(path, catalogue.template().encode())
        answer.entry = {"path": path}
        answer.sentence = f"began {path}; edit it, then: plaincrm report {name}"
        change.say(f"report new {name}")
    return answer.result()
