"""``rename``: another ID."""

from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def rename(
    session: Session,
    who: Who,
    new: Annotated[str, Arg("The new ID.")],
) -> int:
    """Give a customer another ID."""
    from plaincrm.actions.customers import rename as act

    return session.wrote(act(session.book, session.who(who), new, session.how))
