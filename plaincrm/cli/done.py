"""``done``: a follow-up is dealt with."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def done(
    session: Session, ref: Annotated[str, Arg("The follow-up's reference, or the customer.", complete="who")]
) -> int:
    """Mark a follow-up as done; a recurring one gets its next."""
    from plaincrm.actions.contacts import complete

    return session.wrote(complete(session.book, session.target(ref), session.how))
