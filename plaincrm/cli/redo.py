"""``redo``: bring back what the newest undo took away."""

import sys

from plaincrm.cli.session import Session


def redo(session: Session) -> None:
    """Bring back what the newest undo took away."""
    from plaincrm.actions.undo import redo as act

    again = act(session.book, session.how)
    if session.common["dry_run"]:
        sys.stdout.write(again.diff)
        session.say(f"dry run: would redo {again.subject}")
    else:
        session.say(f"redone: {again.subject}, commit {again.commit}")
