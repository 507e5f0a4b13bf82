"""``due``: whom to get in touch with."""

from typing import Annotated

from plaincrm.cli.readers import past_day
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def due(
    session: Session,
    filters: Annotated[list[str] | None, Arg("Only these customers, as in list.", many=True)] = None,
    *,
    days: Annotated[str | None, Opt("How far to look ahead; default 7.", metavar="N")] = None,
    asof: Annotated[str | None, Opt("As of that day.", metavar="D", read=past_day)] = None,
    count: Annotated[bool, Opt("Print only how many are overdue or due, for a prompt.")] = False,
    exit_code: Annotated[bool, Opt("Exit with 1 when anything is overdue or due.")] = False,
) -> int:
    """List follow-ups: overdue, today, upcoming, and customers too long silent."""
    from plaincrm.cli.report import run_report
    from plaincrm.reports import catalogue

    values = {"days": days, "asof": asof, "count_due": count, "exit_code": exit_code}
    return run_report(
        session, catalogue.find("follow-ups", session.book.own_reports()), filters or [], values
    )
