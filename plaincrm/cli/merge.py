"""``merge``: two customers that are one."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def merge(
    session: Session,
    keep: Annotated[str, Arg("The customer that stays.", complete="who")],
    others: Annotated[list[str], Arg("Those that become part of it.", many=True, complete="who")],
) -> int:
    """Merge customers: fields filled in, entries united, the other names kept as aliases."""
    from plaincrm.actions.merging import merge as act

    return session.wrote(
        act(session.book, session.who(keep), [session.who(other) for other in others], session.how)
    )
