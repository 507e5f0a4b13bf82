"""``doctor``: is everything fit."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Opt


def doctor(
    session: Session,
    *,
    fix: Annotated[bool, Opt("Mend what can be mended without a choice.")] = False,
    privacy: Annotated[
        bool, Opt("Instead: who is kept for too long, secrets in files, who can read the book.")
    ] = False,
) -> int:
    """Examine the machine, the repository, the files and the index."""
    from plaincrm.actions.doctor import examine

    table = examine(session.book, fix=fix, only_privacy=privacy)
    session.show(table)
    return 1 if any(row["state"] == "error" for row in table.records()) else 0
