"""``lost``: the customer is gone, and why."""

from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Opt


def lost(
    session: Session,
    who: Who,
    *,
    reason: Annotated[str, Opt("Why they went.", metavar="R")],
    note: Annotated[str | None, Opt("More about it.", metavar="TEXT")] = None,
) -> int:
    """Record that a customer is gone; a later sale wins them back."""
    from plaincrm.actions.voices import lost as act

    return session.wrote(act(session.book, session.who(who), session.how, reason=reason, note=note))
