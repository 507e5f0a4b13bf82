"""``demo``: a believable book to try everything on."""

from pathlib import Path
from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.wording import counted


def demo(
    session: Session,
    folder: Annotated[
        str, Arg("Where to; it must not exist or be empty.", complete="folder")
    ] = "plaincrm-demo",
    *,
    which: Annotated[
        str, Opt("A bilingual agency, or a small bakery.", "--book-name", choices=("agency", "bakery"))
    ] = "agency",
) -> int:
    """Make a demo book with months of history and show its reports."""
    from plaincrm.actions.demo_book import make
    from plaincrm.output.progress import Progress

    root = Path(session.common["book"] or "") / folder
    with Progress("making the demo book"):
        made = make(root, which)
    session.say(f"{root}: {counted(made.customers, 'customer')}, {counted(made.commits, 'commit')}")
    session.common["book"] = str(root)
    _show_reports(session)
    session.say("")
    session.say("try next:")
    for line in TRY:
        session.say(f"  {line}")
    session.say(f"in that folder: cd {root}")
    return 0


TRY = (
    "plaincrm                      today's page",
    "plaincrm list level:A         the customers you rank highest",
    "plaincrm show nebula          one customer, whole",
    'plaincrm log nebula "called about the renewal" --follow-up friday',
    "plaincrm history nebula       what happened, commit by commit",
    "plaincrm undo                 take the last change back",
    "plaincrm report               all reports",
)


SHOWN: tuple[tuple[str, dict[str, str], slice], ...] = (
    ("summary", {}, slice(None)),
    ("follow-ups", {"days": "7"}, slice(12)),
    ("segments", {"by": "segment"}, slice(12)),
    ("sales", {"by": "quarter"}, slice(-12, None)),
)


def _show_reports(session: Session) -> None:
    from plaincrm.reports import catalogue

    for name, options, part in SHOWN:
        table = catalogue.find(name).run(session.index, options, lang=session.lang)
        session.say("")
        session.say(f"plaincrm report {name}")
        session.show(table._replace(rows=table.rows[part], notes=()))
