"""``sql``: a question of one's own."""

from typing import Annotated

from plaincrm.cli.readers import words_or_stdin
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def sql(
    session: Session,
    query: Annotated[
        list[str], Arg("One SELECT over the documented views; - reads standard input.", many=True)
    ],
) -> None:
    """Ask the book in SQL, read-only; plaincrm schema tables names the views."""
    session.show(session.index.query(words_or_stdin(" ".join(query))))
