"""``refund``: money goes back."""

from decimal import Decimal
from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.readers import amount as read_amount
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def refund(
    session: Session,
    who: Who,
    amount: Annotated[Decimal, Arg("How much, net of tax, above zero.", read=read_amount)],
    *,
    against: Annotated[str | None, Opt("The invoice it reduces.", metavar="I")] = None,
) -> int:
    """Record a refund or credit."""
    from plaincrm.actions.sales import refund as act

    return session.wrote(act(session.book, session.who(who), amount, session.how, against=against))
