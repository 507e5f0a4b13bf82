"""``deliver``: the goods are there."""

from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Opt


def deliver(
    session: Session,
    who: Who,
    *,
    invoice: Annotated[str | None, Opt("Which sale; default: the only one that waits.", metavar="I")] = None,
) -> int:
    """Mark a sale as delivered."""
    from plaincrm.actions.sales import deliver as act

    return session.wrote(act(session.book, session.who(who), session.how, invoice=invoice))
