"""``archive``: out of sight, kept in history."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def archive(session: Session, who: Annotated[str, Arg("The customer.", complete="who")]) -> int:
    """Hide a customer from lists and reminders; unset WHO archived brings it back."""
    from plaincrm.actions.customers import archive as act

    return session.wrote(act(session.book, session.who(who), session.how))
