"""``history``: what happened, commit by commit."""

from typing import Annotated

from plaincrm.cli.readers import whole
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def history(
    session: Session,
    who: Annotated[str | None, Arg("One customer; default: the whole book.", complete="who")] = None,
    *,
    limit: Annotated[int | None, Opt("At most so many commits.", metavar="N", read=whole)] = None,
) -> None:
    """Show the history of a customer or of the book, newest first."""
    from plaincrm.actions.history import history as act

    customer = session.who(who, write=False) if who else None
    session.show(act(session.book, customer, limit=limit))
