"""``survey ask``, ``survey import``: questions out, answers in."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def survey_ask(
    session: Session,
    filters: Annotated[
        list[str] | None, Arg("Whom to ask: filters as in list; default: all.", many=True, complete="filter")
    ] = None,
    *,
    metric: Annotated[str, Opt("Which score to ask for.", choices=("nps", "csat", "ces"))] = "nps",
    question: Annotated[str | None, Opt("In your own words.", metavar="TEXT")] = None,
    out: Annotated[str | None, Opt("Write into this file.", metavar="FILE", complete="file")] = None,
) -> None:
    """Print the questions for chosen customers: to paste, or with --csv as a sheet to fill in."""
    from plaincrm import dates
    from plaincrm.actions.survey import letters, sheet

    index = session.index
    index.choose(filters or [], hide_archived=True)
    table = sheet(index, metric, dates.today(), question=question, lang=session.lang)
    if out:
        from plaincrm.cli.out_file import put_file
        from plaincrm.output import render

        put_file(out, [render(table, "csv").encode("utf-8")])
        session.say(
            f"{out}: {len(table.rows)} to ask; fill in the scores, then: plaincrm survey import {out}"
        )
    elif session.is_data:
        session.show(table)
    else:
        session.show_page(letters(table, lang=session.lang))


def survey_import(
    session: Session, file: Annotated[str, Arg("The sheet with the answers.", complete="file")]
) -> int:
    """Take the answers of a survey in, as feedback of the customers they are from."""
    from plaincrm.cli.import_ import import_

    return import_(session, [file], no_create=True, on_duplicate="new", yes=True)
