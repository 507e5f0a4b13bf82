"""``import``: customers, contacts and sales from files of other programs."""

import contextlib
import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.rejects import put_rejects, refuse_place
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.errors import InvalidDataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.actions.importing.options import Options
    from plaincrm.actions.importing.plan import Plan

_SHOWN = 30


def import_(
    session: Session,
    files: Annotated[list[str], Arg("The files, of any kind that is known.", many=True, complete="file")],
    *,
    map: Annotated[
        list[str] | None,
        Opt("What columns mean: target=column, several by commas; or a file of such lines.",
            metavar="MAP", complete="file"),
    ] = None,
    save_map: Annotated[
        str | None, Opt("Keep what --map says in a file.", metavar="FILE", complete="file")
    ] = None,
    encoding: Annotated[
        str | None, Opt("The encoding of text files, where it is guessed wrong.", metavar="E")
    ] = None,
    on_duplicate: Annotated[
        str, Opt("What to do with likely duplicates; default: ask in a terminal, else new.",
                 choices=("ask", "merge", "skip", "new"))
    ] = "ask",
    no_create: Annotated[bool, Opt("Reject rows whose customer is not in the book.")] = False,
    create: Annotated[bool, Opt("Make customers that are not in the book; this is so anyhow.")] = False,
    paid: Annotated[bool, Opt("Mark all sales as paid on their day.")] = False,
    rejects: Annotated[
        str | None,
        Opt("Where rejected rows go; default: a.rejects.csv beside a.xlsx.", metavar="FILE", complete="file"),
    ] = None,
    strict: Annotated[bool, Opt("Exit 4 and change nothing where any row is rejected.")] = False,
    yes: Annotated[bool, Opt("Do not ask.", "-y", "--yes")] = False,
) -> int:  # fmt: skip
    """Import files of other programs: tables of customers, contacts and sales. Shows a plan and asks.

    Each is known by its headings; what it gives is matched with the book, and one commit holds it all.
    """
    from plaincrm.actions.importing import plan as plans
    from plaincrm.actions.importing import shown

    refuse_place(session, rejects)
    mapping = _mapping(map or [])
    if save_map:
        _save_map(save_map, mapping)
    options = _options(session, mapping, encoding, create=create or not no_create, paid=paid)
    with _little_garbage():
        plan = _planned(session, files, options, on_duplicate)
    for line in shown.warnings(plan, day_given=bool(session.common["date"])):
        session.warn(line)
    for line in shown.outcome(plan):
        session.say(line)
    for line in shown.rejected(plan) if session.quiet else ():
        session.warn(line)
    if not plans.holds_something(plan):
        if yes and not session.common["dry_run"]:
            put_rejects(session, plan, rejects)
        raise plans.nothing_taken(plan)
    return _carried_out(session, plan, rejects=rejects, strict=strict, yes=yes)


@contextlib.contextmanager
def _little_garbage() -> "Iterator[None]":
    """Have garbage looked for rarely: rows by the ten thousand stay, and going through them costs."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _options(
    session: Session, mapping: dict[str, str], encoding: str | None, *, create: bool, paid: bool
) -> "Options":
    from plaincrm.actions.importing.options import Options

    settings = session.book.settings
    return Options(
        today=session.how.day,
        currency=settings.currency,
        region=settings.region or ("CN" if settings.language == "zh" else None),
        levels=tuple(settings.levels),
        custom=tuple(settings.fields),
        mapping=mapping,
        encoding=encoding,
        create=create,
        paid=paid,
    )


def _mapping(given: list[str]) -> dict[str, str]:
    from plaincrm.actions.importing.columns import read_mapping

    pairs: list[str] = []
    for each in given:
        if "=" in each:
            pairs += _split(each)
            continue
        try:
            lines = Path(each).expanduser().read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(
                f"there is no mapping in {each}", hint="write --map target=column, or name a file"
            ) from error
        pairs += [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return read_mapping(pairs)


def _split(text: str) -> list[str]:
    """``name=Kunde,phones=Telefon`` as pairs; a comma inside a heading stays."""
    pairs: list[str] = []
    for part in text.split(","):
        if "=" in part or not pairs:
            pairs.append(part)
        else:
            pairs[-1] += f",{part}"
    return pairs


def _save_map(name: str, mapping: dict[str, str]) -> None:
    from plaincrm.cli.out_file import put_file

    if not mapping:
        raise UsageError("there is no mapping to save", hint="give one with --map target=column")
    put_file(name, [f"{target}={heading}\n".encode() for heading, target in mapping.items()])


def _planned(session: Session, files: list[str], options: "Options", on_duplicate: str) -> "Plan":
    from plaincrm.actions.importing import shown
    from plaincrm.actions.importing.files import read_file
    from plaincrm.actions.importing.plan import decider, make_plan
    from plaincrm.output.progress import Progress

    index = session.index
    with Progress("reading rows") as report:
        batches = [read_file(file, options._replace(progress=report)) for file in files]
    for line in [line for batch in batches for line in shown.facts(batch)]:
        session.say(line)  # before the first question
    ask = session.ask if session.may_ask else None
    with Progress("comparing rows") as report:
        return make_plan(session.book, index, batches, decider(on_duplicate, ask), report.step)


def _carried_out(session: Session, plan: "Plan", *, rejects: str | None, strict: bool, yes: bool) -> int:
    from plaincrm.actions.importing import shown
    from plaincrm.actions.importing.carry_out import carry_out
    from plaincrm.output.progress import Progress

    rejected = sum(len(batch.rejected) for batch in plan.batches)
    dry_run = session.common["dry_run"]
    if dry_run and session.is_data:
        session.show(shown.plan_table(plan))
    elif plan.changes and not session.is_data and not (session.quiet and yes):
        session.show(shown.plan_table(plan, _SHOWN))
    if strict and rejected:
        raise InvalidDataError(
            f"{rejected} {'row is' if rejected == 1 else 'rows are'} rejected, and nothing was changed",
            hint="mend them, or leave out --strict",
        )
    if dry_run:
        session.say(f"dry run: nothing was changed; it would be {_summary(plan)}")
        return 0
    if plan.changes and not session.confirm(f"import this: {_summary(plan)}?", yes=yes):
        session.say("nothing was changed")
        return 0
    put_rejects(session, plan, rejects)
    with _little_garbage(), Progress("writing") as report:
        written = carry_out(session.book, plan, session.how, report.step)
    for notice in written.notices:
        session.warn(notice)
    session.say(f"{written.sentence} ({written.commit})" if written.commit else "0 changes")
    if session.is_json:
        session.show_json([shown.counts(plan, written.commit)])
    return 0


def _summary(plan: "Plan") -> str:
    from plaincrm.actions.importing.carry_out import summary

    return summary(plan)
