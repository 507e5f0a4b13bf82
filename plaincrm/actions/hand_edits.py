"""The user's own hand: save what was edited, edit a file in the editor, see what is not committed."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.written import Written, writing
from plaincrm.errors import InvalidDataError
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.actions.written import How
    from plaincrm.book import Book
    from plaincrm.errors import Problem


class Saved(NamedTuple):
    """What ``save`` committed, the problems of the files that it left out, and what else to know."""

    commit: str | None
    paths: tuple[str, ...]
    left_out: tuple[Problem, ...]
    notices: tuple[str, ...] = ()


def save(book: Book, how: How) -> Saved:
    """Commit the hand edits that pass ``check`` in one commit and name the rest."""
    from plaincrm.book import hand_edits
    from plaincrm.checks.unseen import unseen

    if how.dry_run:
        found = hand_edits.review(book, _of_the_whole_book)
        return Saved(None, tuple(found.good), tuple(found.left_out))
    commit, found, notices = hand_edits.save(
        book, lambda paths: how.words or _worded(paths), _of_the_whole_book
    )
    doubts = (str(problem) for problem in unseen(book) if problem.path in found.good)
    return Saved(commit, tuple(found.good), tuple(found.left_out), (*notices, *doubts))


def _of_the_whole_book(book: Book) -> list[Problem]:
    from plaincrm.checks.collisions import collisions
    from plaincrm.checks.own_reports import own_reports

    return [*collisions(book), *own_reports(book)]


def _worded(paths: list[str]) -> str:
    from plaincrm.book.customer_file import id_of

    if len(paths) == 1 and paths[0].startswith("customers/"):
        return f"{id_of(paths[0])}: hand edits"
    return f"hand edits of {counted(len(paths), 'file')}"


def edit(
    book: Book,
    customer: str,
    how: How,
    ask_editor: Callable[[bytes, str | None], bytes | None],
    *,
    most: int | None = None,
) -> Written:
    """Let the user edit a customer's file until it passes ``check``, then commit it.

    *ask_editor* takes the content and what is wrong with it (None at first) and gives the new content,
    or None to give up; then, or when nothing changed, nothing is written. InvalidDataError (exit 4) where it
    is still wrong after being asked *most* times.
    """
    from plaincrm.book.preflight import refuse_operations_under_way

    refuse_operations_under_way(book)  # before the user has written anything
    path = _path(book, customer)
    original = (book.root / path).read_bytes()
    content, wrong = original, _first_errors(book, path, original)
    for asked in count(1):
        edited = ask_editor(content, wrong)
        if edited is None or edited == original:
            return Written(customer, "nothing changed", None, changed=False)
        still = _first_errors(book, path, edited)
        if still is None:
            break
        if asked == most or (edited == content and wrong is not None):
            raise InvalidDataError(still, hint="the file in the book was not changed")
        content, wrong = edited, still
    with writing(book, "edit", customer, how) as (change, answer):
        if change.at(path).raw != original:
            raise _changed_meanwhile(path)
        change.write(path, edited)
        answer.sentence = "edited"
        change.say(f"{customer}: edit")
    return answer.result()


def _changed_meanwhile(path: str) -> Exception:
    from plaincrm.errors import ConflictError

    return ConflictError(
        f"{path} was changed by somebody else while you edited", hint="run the command again"
    )


def _path(book: Book, customer: str) -> str:
    from plaincrm.book.shared_ids import refuse_shared
    from plaincrm.errors import NotFoundError

    path = book.path_of(customer)
    if path is None:
        raise NotFoundError(f"no customer has the ID {customer}", hint="see the IDs: plaincrm list")
    refuse_shared(book, [customer])
    return path


def _first_errors(book: Book, path: str, content: bytes) -> str | None:
    from plaincrm.book.customer_file import parse

    errors = parse(path, content, book.settings).errors
    if not errors:
        return None
    return "\n".join(f"{error}" + (f" (hint: {error.hint})" if error.hint else "") for error in errors)
