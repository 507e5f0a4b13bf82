"""How `due` and `report follow-ups` answer: a table, a number for a prompt, a calendar, a digest to mail."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.cli.spec import Opt, Param
from plaincrm.wording import counted

if TYPE_CHECKING:
    from plaincrm.cli.session import Session
    from plaincrm.table import Table

COUNT = Opt("Print only how many are overdue or due today, for a shell prompt.", "--count")
EXIT_CODE = Opt("Exit with 1 when anything is overdue or due today, else with 0.", "--exit-code")
ICS = Opt(
    "Write a calendar with an alarm for each of them; - is standard output.",
    "--ics",
    metavar="FILE",
    complete="file",
)
OPTIONS = (
    Param("count_due", COUNT, "flag", required=False, default=False),
    Param("exit_code", EXIT_CODE, "flag", required=False, default=False),
    Param("ics", ICS, "text", required=False, default=None),
)


class Wishes(NamedTuple):
    """What of this is asked for."""

    number: bool
    exit_code: bool
    ics: str | None


def take_wishes(given: dict[str, Any]) -> Wishes:
    """The wishes among the values of a command line, taken out of them."""
    return Wishes(given.pop("count_due", False), given.pop("exit_code", False), given.pop("ics", None))


def show(session: Session, table: Table, given: dict[str, Any], wishes: Wishes) -> int:
    """Print reminders as wished; *given* are the report's own options. Gives the exit code."""
    pressing = _pressing(table) if wishes.number or wishes.exit_code else 0
    if wishes.ics is not None:
        _write_calendar(session, given, wishes.ics)
    if wishes.number:
        print(pressing)
    elif wishes.ics is None and not _show_digest(session, table):
        session.show(table)
    return 1 if wishes.exit_code and pressing else 0


def _pressing(table: Table) -> int:
    """How many reminders are overdue or due today; none in a book's own report without states."""
    states = [place for place, column in enumerate(table.columns) if column.name == "state"]
    return sum(1 for row in table.rows if any(row[place] in ("overdue", "today") for place in states))


def _show_digest(session: Session, table: Table) -> bool:
    """Print the page to mail where Markdown or HTML is asked for, and say whether that was so."""
    if session.format not in ("md", "html"):
        return False
    from plaincrm.actions.digest import due_digest, is_digestible

    if not is_digestible(table):
        return False
    session.show_page(due_digest(table, session.index.asof, lang=session.lang))
    return True


def _write_calendar(session: Session, given: dict[str, Any], file: str) -> None:
    from plaincrm.actions.calendar import due_calendar
    from plaincrm.cli.out_file import put_file

    window = {name: given.get(name) for name in ("days", "from", "to")}
    asof = session.index.asof.isoformat()
    calendar = due_calendar(session.index, {**window, "asof": asof}, lang=session.lang)
    put_file(file, [calendar.content])
    if file != "-":
        session.say(f"wrote {file}: {counted(calendar.events, 'event')}")
