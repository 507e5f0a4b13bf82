"""``next``: promise a next step."""

from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.readers import future_day, span
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def next_(
    session: Session,
    who: Who,
    day: Annotated[str, Arg("When.", read=future_day)],
    plan: Annotated[list[str] | None, Arg("What.", many=True)] = None,
    *,
    every: Annotated[str | None, Opt("Again and again: 2w, 1m.", metavar="SPAN", read=span)] = None,
) -> int:
    """Plan a follow-up."""
    from plaincrm.actions.contacts import plan_next

    words = " ".join(plan) if plan else None
    return session.wrote(plan_next(session.book, session.who(who), day, session.how, plan=words, every=every))
