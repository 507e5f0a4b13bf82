"""``find``: a text, anywhere."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def find(session: Session, text: Annotated[list[str], Arg("What to look for.", many=True)]) -> None:
    """Find a text in everything that is known of every customer."""
    index = session.index
    from plaincrm.index.find import find as search

    session.show(search(index, " ".join(text)))
