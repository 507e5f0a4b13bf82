"""``erase``: a customer goes from the whole history."""

from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.errors import NotFoundError

if TYPE_CHECKING:
    from plaincrm.actions.erasing import Erased
    from plaincrm.book.erasure.plan import Plan
    from plaincrm.output.progress import Progress


def erase(
    session: Session,
    who: Annotated[str, Arg("The customer, or the ID of one that was removed already.", complete="who")],
    *,
    yes: Annotated[bool, Opt("Do not ask.", "-y", "--yes")] = False,
    only_plan: Annotated[bool, Opt("Show the plan, change nothing.", "-n", "--dry-run")] = False,
    keep: Annotated[
        list[str] | None, Opt("Leave this word where it stands in other files.", metavar="WORD")
    ] = None,
    also: Annotated[list[str] | None, Opt("Erase this word too, a nickname say.", metavar="WORD")] = None,
) -> int:
    """Erase a customer from all files, messages and versions of the repository, for good.

    Shows a plan and asks. Needs the program git-filter-repo.
    """
    from plaincrm.actions import erasing
    from plaincrm.output.progress import Progress

    finished = None if only_plan else erasing.finish(session.book)
    if finished is not None:
        session.say("an erasure was interrupted; it is finished now")
        return _told(session, finished)
    with Progress("looking through the history") as report:
        planned = _planned(session, who, report, keep=keep or [], also=also or [])
    if only_plan or not session.is_data:
        session.show(erasing.plan_table(planned))
    if only_plan:
        return 0
    if planned.obstacles:
        raise planned.obstacles[0]
    if not session.confirm(f"erase {planned.customer} for good? This cannot be undone.", yes=yes):
        session.say("nothing was changed")
        return 0
    with Progress("looking for what is left") as report:
        erased = erasing.erase(session.book, planned, report)
    return _told(session, erased)


def _planned(session: Session, who: str, progress: "Progress", **words: list[str]) -> "Plan":
    """The plan for the ID itself, present or past; else for whom WHO means."""
    from plaincrm.actions import erasing
    from plaincrm.book.erasure.whose import RenamedError

    try:
        return erasing.plan(session.book, who, progress=progress, **words)
    except RenamedError:
        raise
    except NotFoundError:
        return erasing.plan(session.book, session.who(who), progress=progress, **words)


def _told(session: Session, erased: "Erased") -> int:
    session.show(erased.table)
    for line in erased.to_do:
        session.say(line)
    return 0 if erased.is_clean else 1
