"""``archive``: out of sight, kept in history."""

from plaincrm.cli.params import Who
from plaincrm.cli.session import Session


def archive(session: Session, who: Who) -> int:
    """Hide a customer from lists and reminders; unset WHO archived brings it back."""
    from plaincrm.actions.customers import archive as act

    return session.wrote(act(session.book, session.who(who), session.how))
