"""``need``: what the customer wants and how they decide."""

from decimal import Decimal
from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.readers import amount, future_day
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Opt


def need(
    session: Session,
    who: Who,
    *,
    motive: Annotated[list[str] | None, Opt("Why they buy; may be given again.", metavar="T")] = None,
    preference: Annotated[list[str] | None, Opt("How they like it; may be given again.", metavar="T")] = None,
    maker: Annotated[list[str] | None, Opt("Who decides; may be given again.", metavar="T")] = None,
    criterion: Annotated[
        list[str] | None, Opt("By what they decide; may be given again.", metavar="T")
    ] = None,
    obstacle: Annotated[
        list[str] | None, Opt("What stands in the way; may be given again.", metavar="T")
    ] = None,
    stage: Annotated[str | None, Opt("How far the decision is.", metavar="S")] = None,
    budget: Annotated[Decimal | None, Opt("Their budget.", metavar="N", read=amount)] = None,
    by: Annotated[str | None, Opt("When they want to decide.", metavar="D", read=future_day)] = None,
) -> int:
    """Add to a customer's needs; lists are added to."""
    from plaincrm.actions.voices import need as act

    facts = {
        "motive": motive,
        "preference": preference,
        "maker": maker,
        "criterion": criterion,
        "obstacle": obstacle,
        "stage": stage,
        "budget": budget,
        "by": by,
    }
    return session.wrote(act(session.book, session.who(who), session.how, **facts))
