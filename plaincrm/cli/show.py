"""``show``: everything about one customer."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def show(session: Session, who: Annotated[str, Arg("The customer.", complete="who")]) -> None:
    """Show a customer: the whole file, entries with their references."""
    from plaincrm.actions.pages import customer_page, document

    index = session.index
    customer = session.who(who, write=False)
    found = document(index, customer)
    if session.is_data:
        session.show_json({"customer": customer, "path": found.path, **found.data})
    else:
        session.show_page(customer_page(found, lang=session.lang))
