"""``dedupe``: customers who stand in the book twice."""

import sys
from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.session import YES, Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.errors import UsageError
from plaincrm.wording import counted

if TYPE_CHECKING:
    from plaincrm.actions.duplicates import Pair


def dedupe(
    session: Session,
    filters: Annotated[
        list[str] | None, Arg("Only among these customers: filters as in list.", many=True, complete="filter")
    ] = None,
    *,
    apply: Annotated[bool, Opt("Merge the certain ones, in one commit; asks first.")] = False,
    interactive: Annotated[bool, Opt("Ask for each pair, likely ones too.", "-i", "--interactive")] = False,
    yes: Annotated[bool, Opt("Do not ask.", "-y", "--yes")] = False,
) -> int:
    """List customers who may be one, and why. Certain: the name and an e-mail or phone fit."""
    from plaincrm.actions import duplicates

    session.index.choose(filters or [])
    found = duplicates.pairs(session.index)
    if interactive:
        chosen = _asked(session, found)
    else:
        chosen = [pair for pair in found if pair.certain]
        session.show(duplicates.table(chosen if apply else found))
    if not apply and not interactive:
        if found:
            session.say(
                f"{counted(len(found), 'pair')}, {len(chosen)} certain: plaincrm dedupe --apply merges "
                "the certain ones, plaincrm merge KEEP OTHER any"
            )
        return 0
    if not chosen:
        session.say("nothing to merge")
        return 0
    if not (
        interactive
        or session.how.dry_run
        or session.confirm(f"merge {counted(len(chosen), 'pair')}?", yes=yes)
    ):
        session.say("nothing was changed")
        return 0
    return session.wrote(duplicates.apply(session.book, chosen, session.how))


def _asked(session: Session, found: "list[Pair]") -> "list[Pair]":
    """The pairs that the user wants to be one; what was chosen before ``q`` counts."""
    from plaincrm.output.escape import escape

    if not session.may_ask:
        raise UsageError("there is no terminal to ask in", hint="plaincrm dedupe --apply --yes, or merge")
    chosen = []
    for pair in found:
        said = f"{pair.keep} ({pair.name}) and {pair.other} ({pair.other_name}): {pair.evidence}"
        print(escape(said), file=sys.stderr)
        answer = session.ask("merge them? [y/N/q]").lower()
        if answer == "q":
            break
        if answer in YES:
            chosen.append(pair)
    return chosen
