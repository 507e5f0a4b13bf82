"""``stage``: the lifecycle stage by hand."""

from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.errors import UsageError

STAGES = ("acquire", "nurture", "retain", "winback", "auto")


def _stage(text: str) -> str:
    if text not in STAGES:
        raise UsageError(f'"{text}" is not a lifecycle stage', hint=f"one of {', '.join(STAGES)}")
    return text


def stage(
    session: Session,
    who: Who,
    value: Annotated[str, Arg("acquire, nurture, retain, winback, or auto: by the rules.", read=_stage)],
    *,
    reason: Annotated[str | None, Opt("Why.", metavar="R")] = None,
) -> int:
    """Set a customer's lifecycle stage by hand."""
    from plaincrm.actions.voices import stage as act

    return session.wrote(act(session.book, session.who(who), value, session.how, reason=reason))
