"""``redo``: bring back what the newest undo took away."""

from plaincrm.cli.session import Session


def redo(session: Session) -> None:
    """Bring back what the newest undo took away."""
    from plaincrm.actions.undo import redo as act
    from plaincrm.cli.undo import show, tell

    again = act(session.book, session.how)
    tell(session, again, "redo", "redone")
    show(session, [again])
