"""``export``: the book, or chosen customers, in the formats of other programs."""

import sys
from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.params import Filters
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from plaincrm.actions.exporting import Wishes


def export(
    session: Session,
    format_: Annotated[
        str,
        Arg(
            "csv, tsv, json, jsonl, xlsx, vcf, ics, md, html, sqlite, hledger or parquet.", complete="format"
        ),
    ],
    file: Annotated[
        str | None, Arg("The file to write, for parquet a folder; - is standard output.", complete="file")
    ] = None,
    filters: Filters = None,
    *,
    what: Annotated[str, Opt("For csv, tsv: which rows; default customers.", metavar="TOPIC")] = "customers",
    raw: Annotated[bool, Opt("Cells without the guard against formulas, for programs only.")] = False,
) -> None:
    """Write customers to standard output or a file, archived ones too, in the format of another program.

    Without a file it goes to standard output; so it does where the first word can only be a filter,
    such as level:A or +vip. A file that exists is replaced once the new one is whole.
    """
    from plaincrm.actions import exporting

    wishes = exporting.Wishes(_known(format_), session.lang, raw, _topic(what))
    target, wanted = _target_and_filters(session, file or "-", filters or [])
    session.index.choose(wanted)
    if wishes.format in exporting.FOLDERS:
        _into_folder(session, wishes, target)
    else:
        _into_file(session, wishes, target)


def _into_file(session: Session, wishes: "Wishes", file: str) -> None:
    from contextlib import closing

    from plaincrm.actions import exporting
    from plaincrm.cli.out_file import put_file

    if file == "-" and wishes.format in exporting.BINARY and sys.stdout.isatty():
        raise UsageError(
            f"{wishes.format} is not for a screen", hint=f"name a file: plaincrm export {wishes.format} FILE"
        )
    made = exporting.export(session.index, wishes)
    with closing(made.content):
        put_file(file, made.content)
    if file != "-":
        session.say(f"wrote {file}: {made.holds}")


def _into_folder(session: Session, wishes: "Wishes", folder: str) -> None:
    from pathlib import Path

    from plaincrm.actions.exporting import export_into

    if folder == "-":
        raise UsageError(
            f"{wishes.format} fills a folder", hint=f"name it: plaincrm export {wishes.format} FOLDER"
        )
    holds = export_into(session.index, wishes, Path(folder).expanduser())
    session.say(f"wrote {folder}: {holds}")


def _target_and_filters(session: Session, first: str, filters: list[str]) -> tuple[str, list[str]]:
    """Where to, and for which customers: the first word is a file unless it can only be a filter."""
    from plaincrm.index.filters import is_condition, must_be_no_slip

    if not is_condition(first):
        must_be_no_slip(session.index, first)
    return ("-", [first, *filters]) if is_condition(first) else (first, filters)


def _known(format: str) -> str:
    from plaincrm.actions.exporting import FORMATS

    if format not in FORMATS:
        raise UsageError(f'"{format}" is not a format to export', f"choose one of {', '.join(FORMATS)}")
    return format


def _topic(what: str) -> str:
    from plaincrm.actions.exporting.topics import TOPICS

    if what not in TOPICS:
        raise UsageError(f'"{what}" is not a topic', f"choose one of {', '.join(TOPICS)}")
    return what
