"""``find``: a text, anywhere."""

from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg

if TYPE_CHECKING:
    from plaincrm.index import Index
    from plaincrm.table import Table


def find(session: Session, text: Annotated[list[str], Arg("What to look for.", many=True)]) -> None:
    """Find a text in everything that is known of every customer."""

    def search(index: "Index") -> "Table":
        from plaincrm.index.find import find as search_in

        return search_in(index, " ".join(text))

    session.show(session.answer(search))
