"""``report``: the reports, built-in and the book's own; each is a command with options of its own."""

from typing import TYPE_CHECKING, Annotated, Any

from plaincrm.cli import charts, reminders
from plaincrm.cli.params import THESE
from plaincrm.cli.spec import Arg, Command, Opt, Param

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.chart import Chart
    from plaincrm.cli.session import Session
    from plaincrm.index import Index
    from plaincrm.reports.param import Param as ReportParam
    from plaincrm.reports.report import Report
    from plaincrm.table import Table


def report(session: "Session") -> None:
    """List the reports; report NAME runs one."""
    from plaincrm.labels import about, title
    from plaincrm.table import Column, Table

    own = _own_folder(session.common["book"])
    lang = "en" if session.is_data else session.lang  # what programs read is the same in every language
    found = _sound(session, own)
    columns = (Column("report"), Column("title"), Column("about"))
    rows = [
        (
            one.name,
            one.title_zh if lang == "zh" and one.title_zh else one.title,
            about(one.name, one.about, lang),
        )
        for one in found
    ]
    session.show(Table(columns, rows, title("reports", lang)))


def _sound(session: "Session", own: "Path | None") -> "list[Report]":
    """All reports; one of the book's own whose head cannot be read is named on standard error."""
    from plaincrm.errors import InvalidDataError
    from plaincrm.reports import catalogue

    found = []
    for name in catalogue.names(own):
        try:
            found.append(catalogue.find(name, own))
        except InvalidDataError as error:
            for problem in error.problems or (error,):
                session.warn(f"left out: {problem}")
    return found


def report_new(
    session: "Session", name: Annotated[str, Arg("What it is called: letters, digits and dashes.")]
) -> None:
    """Begin a report of your own: reports/NAME.sql in the book."""
    from plaincrm.actions.own_reports import begin

    written = begin(session.book, name, session.how)
    session.wrote(written)


def report_command(argv: list[str]) -> Command:
    """The command of ``report …``: a report by its name, ``report new``, or the list of reports."""
    from plaincrm.cli import commands
    from plaincrm.cli.parse import first_words
    from plaincrm.reports import catalogue

    line = first_words(argv)
    words = line.words[1:]
    if not words:
        return commands.load("report")
    if words[0] == "new":
        return commands.load("report new")
    own = _own_folder(dict(line.options).get("-C") or dict(line.options).get("--book"))
    known = catalogue.names(own)
    # A word before the name may be the value of an option of that report.
    name = next((word for word in words if word in known), words[0])
    return as_command(catalogue.find(name, own))


def as_command(found: "Report") -> Command:
    """A report as a command: its options are the report's, its words are filters."""
    from plaincrm.reports.ask import COMMON

    def run(session: "Session", filters: list[str] | None, **values: Any) -> int:
        return run_report(session, found, filters or [], values)

    run.__doc__ = f"{found.title}: {found.about}"
    options = [_option(param) for param in (*found.params, *COMMON)]
    options += [*_HISTORY, _CHART]
    options += reminders.OPTIONS if found.name == "follow-ups" else ()
    words = Param("filters", THESE, "many", required=False, default=None)
    return Command(
        f"report {found.name}",
        run,
        (words, *options),
        writes=False,
        group="Insight",
        more_formats=charts.FORMATS,
    )


def run_report(session: "Session", found: "Report", filters: list[str], values: dict[str, Any]) -> int:
    """Run a report over the customers that fit *filters* and print it; gives the exit code."""
    given = {name.removesuffix("_"): value for name, value in values.items()}
    wishes = reminders.take_wishes(given)
    at, compare = given.pop("at", None), given.pop("compare", None)
    if given.pop("chart", False) or session.format == "vega":
        charts.refuse_beside_table(session, {"--compare": compare, "--ics": wishes.ics})
        charts.show(session, _chart(session, found, filters, given, at))
        return 0
    table = _table(session, found, filters, given, at)
    if compare is None:
        return reminders.show(session, table, given, wishes)
    session.show(_compared(session, found, filters, given, table, compare))
    return 0


def _table(
    session: "Session", found: "Report", filters: list[str], given: dict[str, Any], at: str | None
) -> "Table":
    index = session.index_at(at)
    return found.run(index, _stand(index, filters, given), lang=session.lang)


def _chart(
    session: "Session", found: "Report", filters: list[str], given: dict[str, Any], at: str | None
) -> "Chart":
    from plaincrm.errors import UsageError

    if found.picture is None:
        from plaincrm.reports import catalogue

        hint = "these have one: " + ", ".join(catalogue.with_picture())
        raise UsageError(f"report {found.name} has no picture", hint=hint)
    index = session.index_at(at)
    return found.chart(index, _stand(index, filters, given), lang=session.lang)


def _stand(index: "Index", filters: list[str], given: dict[str, Any]) -> dict[str, Any]:
    """Put the index at the moment asked for, narrow it to the customers that fit; the report's options."""
    from plaincrm import dates

    asof = dates.parse_day(given["asof"]) if given.get("asof") else index.asof
    index.set_moment(asof)  # so that ages in filters count from the same day
    if filters:
        index.choose(filters)
    return {**given, "asof": asof}


def _compared(
    session: "Session", found: "Report", filters: list[str], given: dict[str, Any], table: "Table", at: str
) -> "Table":
    """Beside *table* the report of the book *at* a revision, as of that day; never of one after asof."""
    from plaincrm import dates
    from plaincrm.actions.comparison import side_by_side

    session.close()
    asof = dates.parse_day(given["asof"]) if given.get("asof") else dates.today()
    day = min(asof, session.index_at(at).asof).isoformat()
    then = found.run(session.index, _stand(session.index, filters, {**given, "asof": day}), lang=session.lang)
    return side_by_side(table, then, day)


_CHART = Param("chart_", Opt("Draw its picture instead.", "--chart"), "flag", required=False, default=False)
_HISTORY = (
    Param("at", Opt("The book as it was then.", metavar="REV|DATE"), "text", False, None),
    Param("compare", Opt("Beside the book as it was then.", metavar="REV|DATE"), "text", False, None),
)


def _option(param: "ReportParam") -> Param:
    about = param.about[:1].upper() + param.about[1:]
    if param.default not in (None, ""):
        about += f" (default {param.default})"
    if param.kind == "boolean":
        spec = Opt(about + ".", f"--{param.name.replace('_', '-')}")
        return Param(f"{param.name}_", spec, "flag", required=False, default=False)
    spec = Opt(
        about + ".", f"--{param.name.replace('_', '-')}", metavar=param.kind.upper(), choices=param.choices
    )
    # the underscore keeps ``from`` and the like out of Python's own words
    return Param(f"{param.name}_", spec, "text", required=False, default=None)


def _own_folder(named: str | None) -> "Path | None":
    from pathlib import Path

    from plaincrm.book import Book
    from plaincrm.errors import NotFoundError

    try:
        return Book.find(Path(named) if named else None).own_reports()
    except NotFoundError:
        return None
