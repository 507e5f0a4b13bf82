"""How a command that wrote answers: one line for people, one object for programs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from plaincrm.actions.written import Written
    from plaincrm.cli.session import Session


def answer(session: Session, written: Written) -> int:
    """Print what was written; gives the exit code."""
    for notice in written.notices:
        session.warn(notice)
    if session.common["dry_run"]:
        if session.format not in ("json", "jsonl"):
            sys.stdout.write(written.diff)
        session.say("dry run: nothing was changed")
    elif not written.changed:
        session.say(f"{written.customer}: nothing to do")
    else:
        subject = f"{written.customer}: " if written.customer else ""
        session.say(f"{subject}{written.sentence} ({written.commit})")
    if session.format in ("json", "jsonl"):
        session.show_json([_object(session, written)])
    return 0


def _object(session: Session, written: Written) -> dict[str, Any]:
    from plaincrm.actions.written import as_text

    ref = session.index.short_ref(written.hash) if written.hash and written.commit else None
    return {"customer": written.customer, "ref": ref, "commit": written.commit, **as_text(written.entry)}
