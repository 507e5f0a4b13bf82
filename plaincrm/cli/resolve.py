"""``resolve``: a complaint is dealt with."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def resolve(
    session: Session,
    ref: Annotated[str, Arg("The complaint's reference, or the customer.", complete="who")],
    text: Annotated[list[str] | None, Arg("How it was resolved.", many=True)] = None,
) -> int:
    """Resolve a complaint."""
    from plaincrm.actions.voices import resolve as act

    resolution = " ".join(text) if text else None
    return session.wrote(act(session.book, session.target(ref), session.how, resolution=resolution))
