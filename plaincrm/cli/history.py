"""``history``: what happened, commit by commit."""

from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.readers import past_day, whole
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from plaincrm.actions.past import Past


def history(
    session: Session,
    who: Annotated[
        str | None,
        Arg("One customer, or the ID of one that was removed; default: the whole book.", complete="who"),
    ] = None,
    *,
    field: Annotated[
        str | None, Opt("Only changes of this field, such as level or sales.", metavar="F")
    ] = None,
    since: Annotated[str | None, Opt("Only from this day on.", metavar="D", read=past_day)] = None,
    limit: Annotated[int | None, Opt("At most so many commits.", metavar="N", read=whole)] = None,
    patch: Annotated[bool, Opt("Git's own words, line by line.", "-p", "--patch")] = False,
) -> None:
    """Show the history of a customer or of the book, newest first: every change in words."""
    from plaincrm.actions import history as act
    from plaincrm.output.progress import Progress

    if patch and session.is_data:
        raise UsageError("-p prints git's own text, not data", hint="leave out -p, or --json")
    with Progress("reading the history") as report:
        past = _past(session, who, since, None if field else limit)
        told = act.history(session.book, past, field=field, limit=limit, progress=report)
    if patch:
        _show_patch(session, told.past)
    else:
        session.show(told.table)


def _past(session: Session, who: str | None, since: str | None, limit: int | None) -> "Past":
    """The commits of a present or removed ID, else of whom WHO means, else of the book."""
    from plaincrm.actions import past

    if who is None:
        return past.of_book(session.book, since=since, limit=limit)
    found = past.of_customer(session.book, who)
    if not found.doings:
        found = past.of_customer(session.book, session.who(who, write=False))
    return past.newer(found, since)


def _show_patch(session: Session, past: "Past") -> None:
    from plaincrm.actions.history import patch
    from plaincrm.cli.screen import put
    from plaincrm.output.escape import escape_patch

    put(escape_patch(patch(session.book, past)))
