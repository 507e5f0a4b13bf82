"""``sell``: a sale."""

from decimal import Decimal
from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.readers import amount as read_amount
from plaincrm.cli.readers import currency as read_currency
from plaincrm.cli.readers import future_day, number, past_day
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def sell(
    session: Session,
    who: Who,
    product: Annotated[str, Arg("What was sold.")],
    amount: Annotated[Decimal, Arg("The line's total, net of tax.", read=read_amount)],
    *,
    currency: Annotated[str | None, Opt("Default: the book's.", metavar="CODE", read=read_currency)] = None,
    quantity: Annotated[Decimal | None, Opt("How many; information only.", metavar="N", read=number)] = None,
    invoice: Annotated[str | None, Opt("Invoice or order number.", metavar="I")] = None,
    due: Annotated[
        str | None, Opt("When payment is due; default: the settings' terms.", metavar="D", read=future_day)
    ] = None,
    tax_rate: Annotated[Decimal | None, Opt("As a fraction: 0.19.", metavar="R", read=number)] = None,
    paid: Annotated[
        str | None, Opt("Paid in full, today or on a day.", metavar="[D]", read=past_day, maybe="today")
    ] = None,
    payment_method: Annotated[str | None, Opt("How it is paid.", metavar="M")] = None,
    delivery: Annotated[
        str | None, Opt("State of delivery.", choices=("pending", "partial", "delivered"))
    ] = None,
) -> int:
    """Record a sale."""
    from plaincrm.actions.sales import sell as act

    details = {
        "currency": currency,
        "quantity": quantity,
        "invoice": invoice,
        "due": due,
        "tax_rate": tax_rate,
        "paid": paid,
        "payment_method": payment_method,
        "delivery": delivery,
    }
    return session.wrote(act(session.book, session.who(who), product, amount, session.how, **details))
