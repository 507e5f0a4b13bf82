"""``deal add``, ``deal move``, ``deal win``, ``deal lose``: what is not yet sold."""

from decimal import Decimal
from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.readers import amount as read_amount
from plaincrm.cli.readers import currency as read_currency
from plaincrm.cli.readers import future_day, number
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt

Which = Annotated[str, Arg("The deal's reference, or the customer.", complete="who")]
Reason = Annotated[str | None, Opt("Why.", metavar="R")]


def deal_add(
    session: Session,
    who: Who,
    title: Annotated[str, Arg("What it is about.")],
    amount: Annotated[Decimal | None, Arg("How much, net of tax.", read=read_amount)] = None,
    *,
    stage: Annotated[str | None, Opt("The stage of the settings it is in.", metavar="S")] = None,
    probability: Annotated[
        Decimal | None, Opt("From 0 to 1; default: the stage's.", metavar="P", read=number)
    ] = None,
    close_by: Annotated[str | None, Opt("When it should be decided.", metavar="D", read=future_day)] = None,
    currency: Annotated[str | None, Opt("Default: the book's.", metavar="CODE", read=read_currency)] = None,
) -> int:
    """Open a deal."""
    from plaincrm.actions.deals import add

    details = {"stage": stage, "probability": probability, "close_by": close_by, "currency": currency}
    return session.wrote(add(session.book, session.who(who), title, amount, session.how, **details))


def deal_move(session: Session, ref: Which, stage: Annotated[str, Arg("The new stage.")]) -> int:
    """Put a deal into another stage."""
    from plaincrm.actions.deals import move

    return session.wrote(move(session.book, session.target(ref), stage, session.how))


def deal_win(
    session: Session,
    ref: Which,
    *,
    reason: Reason = None,
    sell: Annotated[bool, Opt("Write the sale too.")] = False,
) -> int:
    """Close a deal as won."""
    from plaincrm.actions.deals import close

    return session.wrote(
        close(session.book, session.target(ref), "won", session.how, reason=reason, sell=sell)
    )


def deal_lose(session: Session, ref: Which, *, reason: Reason = None) -> int:
    """Close a deal as lost."""
    from plaincrm.actions.deals import close

    return session.wrote(close(session.book, session.target(ref), "lost", session.how, reason=reason))
