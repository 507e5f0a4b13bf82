"""``snooze``: a follow-up moves to another day."""

from typing import Annotated

from plaincrm.cli.readers import future_day
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def snooze(
    session: Session,
    ref: Annotated[str, Arg("The follow-up's reference, or the customer.", complete="who")],
    day: Annotated[str, Arg("The new day.", read=future_day)],
) -> int:
    """Move a follow-up to another day."""
    from plaincrm.actions.contacts import snooze as act

    return session.wrote(act(session.book, session.target(ref), day, session.how))
