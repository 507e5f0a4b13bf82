"""``brief``: one page before a call."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def brief(session: Session, who: Annotated[str, Arg("The customer.", complete="who")]) -> None:
    """One page before a call: who they are, what is open, what was said last."""
    from plaincrm.actions.pages import brief_facts, brief_page, document

    index = session.index
    customer = session.who(who, write=False)
    found = document(index, customer)
    if session.is_data:
        session.show_json(brief_facts(index, found))
    else:
        session.show_page(brief_page(index, found, lang=session.lang))
