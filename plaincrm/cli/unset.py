"""``unset``: take fields away."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def unset(
    session: Session,
    who: Annotated[str, Arg("The customer, or the reference of an entry.", complete="who")],
    fields: Annotated[list[str], Arg("The fields to take away.", many=True)],
) -> int:
    """Take fields away from a customer or an entry."""
    from plaincrm.actions.fields import unset_fields

    return session.wrote(unset_fields(session.book, session.target(who), fields, session.how))
