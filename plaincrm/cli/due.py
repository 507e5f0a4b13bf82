"""``due``: whom to get in touch with."""

from typing import Annotated

from plaincrm.cli.params import Filters
from plaincrm.cli.readers import past_day
from plaincrm.cli.reminders import COUNT, EXIT_CODE, ICS
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Opt


def due(
    session: Session,
    filters: Filters = None,
    *,
    days: Annotated[str | None, Opt("How far to look ahead; default 7.", metavar="N")] = None,
    asof: Annotated[str | None, Opt("As of that day.", metavar="D", read=past_day)] = None,
    count: Annotated[bool, COUNT] = False,
    exit_code: Annotated[bool, EXIT_CODE] = False,
    ics: Annotated[str | None, ICS] = None,
) -> int:
    """List follow-ups: overdue, today, upcoming, and customers too long silent."""
    from plaincrm.cli.report import run_report
    from plaincrm.reports import catalogue

    values = {"days": days, "asof": asof, "count_due": count, "exit_code": exit_code, "ics": ics}
    return run_report(
        session, catalogue.find("follow-ups", session.book.own_reports()), filters or [], values
    )
