"""``show``: everything about one customer."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def show(session: Session, who: Annotated[str, Arg("The customer.", complete="who")]) -> None:
    """Show a customer: the whole file, entries with their references."""
    from plaincrm.actions.pages import customer_page

    index = session.index
    customer = index.who(who, write=False)
    document = index.document(customer)
    if session.is_data:
        session.show_json({"customer": customer, "path": document.path, **document.data})
    else:
        session.show_page(customer_page(index, customer, document, lang=session.lang))
