"""``maintain``: what keeps the repository of a large book quick."""

from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Opt

if TYPE_CHECKING:
    from plaincrm.table import Table


def maintain(
    session: Session,
    *,
    dry_run: Annotated[bool, Opt("Show what would be done, do nothing.", "-n", "--dry-run")] = False,
) -> None:
    """Keep the repository of a large book quick: pack its objects, let git know which commit changed what.

    No file and no commit of the book changes. What is done, and what it saves, is shown.
    """
    from plaincrm.actions import maintain as act
    from plaincrm.output.progress import Progress

    with Progress("maintaining", patience=0) as report:
        table = act.maintain(session.book, dry_run=dry_run, progress=report)
    session.show(table)
    session.say(_summary(table, dry_run=dry_run))


def _summary(table: "Table", *, dry_run: bool) -> str:
    from plaincrm.actions.maintain import NOTHING

    tasks = ", ".join(str(row["task"]) for row in table.records() if row["state"] != NOTHING)
    if not tasks:
        return "nothing to do"
    return f"dry run: nothing was changed, to do: {tasks}" if dry_run else f"maintained: {tasks}"
