"""How a command that wrote answers: one line for people, one object for programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plaincrm.actions.written import Written
    from plaincrm.cli.session import Session


def answer(session: Session, written: Written) -> int:
    """Print what was written; gives the exit code."""
    subject = f"{written.customer}: " if written.customer else ""
    for notice in written.notices:
        session.warn(notice)
    if session.common["dry_run"]:
        if not session.is_json:
            show_patch(written.diff)
        session.say("dry run: nothing was changed")
    elif not written.changed:
        session.say(f"{subject}nothing to do")
    else:
        session.say(f"{subject}{written.sentence} ({written.commit})")
    if written.hint:
        session.say(f"hint: {written.hint}")
    if session.is_json:
        session.show_json([_object(session, written)])
    return 0


def show_patch(text: str) -> None:
    """Print what a dry run would change, as a patch."""
    from plaincrm.output.escape import escape_patch

    sys.stdout.write(escape_patch(text))


def _object(session: Session, written: Written) -> dict[str, Any]:
    from plaincrm.actions.written import as_text

    ref = _ref(session, written) if written.hash and written.commit else None
    return {
        "customer": written.customer or None,
        "ref": ref,
        "commit": written.commit,
        **as_text(written.entry),
    }


def _ref(session: Session, written: Written) -> str | None:
    """The short reference of the entry that was written, as listings will show it."""
    session.close()  # what was read before the change is old
    found = session.index.rows(
        "SELECT r.ref FROM tree t JOIN entry e ON e.doc = t.doc JOIN entry_ref r "
        "ON r.doc = e.doc AND r.list = e.list AND r.position = e.position "
        "WHERE t.customer = ? AND e.hash = ? ORDER BY e.twin DESC LIMIT 1",
        (written.customer, written.hash),
    )
    return str(found[0][0]) if found else None
