"""``pay``: money came in."""

from decimal import Decimal
from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.readers import amount as read_amount
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def pay(
    session: Session,
    who: Who,
    amount: Annotated[Decimal, Arg("How much, in the sale's currency.", read=read_amount)],
    *,
    invoice: Annotated[
        str | None, Opt("For which invoice; default: the only unpaid sale.", metavar="I")
    ] = None,
    method: Annotated[str | None, Opt("How it was paid.", metavar="M")] = None,
) -> int:
    """Record a payment."""
    from plaincrm.actions.sales import pay as act

    return session.wrote(
        act(session.book, session.who(who), amount, session.how, invoice=invoice, method=method)
    )
