"""``remove``: the customer's file goes."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def remove(session: Session, who: Annotated[str, Arg("The customer.", complete="who")]) -> int:
    """Remove a customer; undo brings it back, old versions stay in the history."""
    from plaincrm.actions.customers import remove as act

    return session.wrote(act(session.book, session.who(who), session.how))
