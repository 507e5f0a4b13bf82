"""``remove``: the customer's file goes."""

from plaincrm.cli.params import Who
from plaincrm.cli.session import Session


def remove(session: Session, who: Who) -> int:
    """Remove a customer; undo brings it back, old versions stay in the history."""
    from plaincrm.actions.customers import remove as act

    return session.wrote(act(session.book, session.who(who), session.how))
