"""``save``: hand edits become a commit."""

import sys

from plaincrm.cli.session import Session
from plaincrm.errors import InvalidDataError


def save(session: Session) -> int:
    """Commit your hand edits that pass check, and name the rest."""
    from plaincrm.actions.hand_edits import save as act
    from plaincrm.cli.main import tell

    saved = act(session.book, session.how)
    for notice in saved.notices:
        session.warn(notice)
    if saved.commit:
        session.say(
            f"saved {', '.join(saved.paths[:5])}{' …' if len(saved.paths) > 5 else ''} ({saved.commit})"
        )
    elif session.common["dry_run"] and saved.paths:
        sys.stdout.write("".join(f"{path}\n" for path in saved.paths))
        session.say("dry run: nothing was changed")
    elif not saved.left_out:
        session.say("nothing to save")
    session.show_written(saved.commit, paths=list(saved.paths))
    if saved.left_out:
        tell(InvalidDataError("left out", problems=list(saved.left_out)))
        return 1
    return 0
