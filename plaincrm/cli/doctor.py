"""``doctor``: is everything fit."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Opt


def doctor(session: Session, *, fix: Annotated[bool, Opt("Mend what can be mended.")] = False) -> int:
    """Examine the machine, the repository and the index."""
    from plaincrm.actions.doctor import examine

    table = examine(session.book, fix=fix)
    session.show(table)
    return 1 if any(row["state"] == "error" for row in table.records()) else 0
