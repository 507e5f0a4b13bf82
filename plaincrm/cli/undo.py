"""``undo``: take back what plaincrm committed."""

from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.answers import show_patch
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from plaincrm.actions.undo import Reverted
    from plaincrm.book.log import Commit
    from plaincrm.table import Table


def undo(
    session: Session,
    which: Annotated[str | None, Arg("How many of the newest, or one commit; default 1.")] = None,
    *,
    list_: Annotated[bool, Opt("List what could be undone.", "--list")] = False,
) -> None:
    """Take back plaincrm's newest commits; hand edits and others' commits stay."""
    from plaincrm.actions import undo as act

    if list_:
        session.show(_listed(list(act.undoable(session.book))))
        return
    count, revision = _which(which)
    done = act.undo(session.book, session.how, count=count, revision=revision)
    for reverted in done:
        tell(session, reverted, "undo", "undone")
    show(session, done)


def tell(session: Session, reverted: "Reverted", verb: str, past: str) -> None:
    """Say what was taken back or brought again, or with ``-n`` would be."""
    if session.common["dry_run"]:
        if not session.is_json:
            show_patch(reverted.diff)
        session.say(f"dry run: would {verb} {reverted.subject} ({reverted.reverted})")
    else:
        session.say(f"{past}: {reverted.subject} ({reverted.commit})")


def show(session: Session, done: "list[Reverted]") -> None:
    """The data of ``--json``: one object per commit that was taken back."""
    if session.is_json:
        session.show_json(
            [
                {
                    "customer": None,
                    "ref": None,
                    "commit": one.commit,
                    "reverted": one.reverted,
                    "subject": one.subject,
                }
                for one in done
            ]
        )


def _which(text: str | None) -> tuple[int, str | None]:
    if text is None:
        return 1, None
    if text.isdigit() and len(text) < 4:
        if int(text) == 0:
            raise UsageError("there is nothing to undo in 0 steps", hint="plaincrm undo takes back one")
        return int(text), None
    return 1, text


def _listed(commits: "list[Commit]") -> "Table":
    from plaincrm.table import Column, Table

    columns = tuple(Column(name) for name in ("commit", "date", "author", "action", "subject"))
    rows = [
        (commit.short, commit.when[:10], commit.author, commit.verb, commit.subject) for commit in commits
    ]
    return Table(columns, rows, "Can be undone")
