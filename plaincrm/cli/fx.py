"""``fx add``, ``fx list``: dated exchange rates."""

from decimal import Decimal
from typing import Annotated

from plaincrm.cli.readers import currency as read_currency
from plaincrm.cli.readers import number, past_day
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def fx_add(
    session: Session,
    currency: Annotated[str, Arg("The foreign currency.", read=read_currency)],
    rate: Annotated[Decimal, Arg("What one unit of it is worth in the book's currency.", read=number)],
    day: Annotated[str | None, Arg("From which day on; default today.", read=past_day)] = None,
) -> int:
    """Add an exchange rate; it holds until a later one."""
    from plaincrm.actions.rates import add

    return session.wrote(add(session.book, currency, rate, day or session.how.day, session.how))


def fx_list(session: Session) -> None:
    """List the exchange rates."""
    from plaincrm.actions.rates import listing

    session.show(listing(session.book))
