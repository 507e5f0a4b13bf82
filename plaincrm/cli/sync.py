"""``sync``: the book and its remote in step."""

import sys
from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Opt
from plaincrm.errors import InvalidDataError, UsageError

if TYPE_CHECKING:
    from plaincrm.actions.course import Synced


def sync(
    session: Session,
    *,
    pull: Annotated[bool, Opt("Only take what the remote has.")] = False,
    push: Annotated[bool, Opt("Only give what it has not.")] = False,
    continue_: Annotated[bool, Opt("Go on, now that a conflict is resolved.", "--continue")] = False,
    abort: Annotated[bool, Opt("Take back the merge that waits for you.")] = False,
) -> None:
    """Fetch, merge, check, push; says which customers came and went."""
    from plaincrm.actions.sync import take_back

    _refuse_contradictions(session, continue_=continue_, abort=abort)
    if abort:
        take_back(session.book)
        session.say("the merge is taken back; the book is as it was")
        if session.is_data:
            session.show_json([])
        return
    try:
        _tell(session, _synced(session, pull=pull, push=push, continue_=continue_))
    except InvalidDataError as error:
        if error.problems:  # they are printed in its place
            session.warn(error.message)
        raise


def _refuse_contradictions(session: Session, *, continue_: bool, abort: bool) -> None:
    if continue_ and abort:
        raise UsageError("--continue and --abort contradict each other", hint="choose one")
    if (continue_ or abort) and session.common["dry_run"]:
        raise UsageError("--dry-run does not go with --continue or --abort", hint="see: git status")


def _synced(session: Session, *, pull: bool, push: bool, continue_: bool) -> "Synced":
    from plaincrm.actions.sync import resume, sync
    from plaincrm.book.network import Line
    from plaincrm.output.progress import Progress

    with Progress("talking to the remote") as heard, Progress("checking") as checked:
        line = Line(session.may_ask, heard if sys.stderr.isatty() else None)
        if continue_:
            return resume(session.book, session.how, line, pull=pull, progress=checked, warn=session.warn)
        return sync(
            session.book, session.how, line, pull=pull, push=push, progress=checked, warn=session.warn
        )


def _tell(session: Session, synced: "Synced") -> None:
    from plaincrm.actions.moves import as_table, sentence

    for notice in synced.notices:
        session.say(notice)
    if session.is_data:
        session.show(as_table(synced.moves))
    for direction in ("came", "went"):
        moved = [move for move in synced.moves if move.direction == direction]
        if moved:
            session.say(f"{direction}: {sentence(moved)}")
    dry_run = session.common["dry_run"]
    if synced.remote is None:
        session.say(f"merged ({synced.commit})")
    elif synced.is_even:
        session.say(f"in step with {synced.remote} ({synced.commit})")
    elif not dry_run:
        session.say(f"not in step with {synced.remote} yet: plaincrm sync")
    if dry_run:
        session.say("dry run: nothing was changed")
