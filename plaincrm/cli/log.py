"""``log``: what was said, and the promised next step."""

from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.readers import future_day, words_or_stdin
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def log(
    session: Session,
    who: Who,
    text: Annotated[list[str], Arg("What was said; - reads standard input.", many=True)],
    *,
    via: Annotated[
        str | None,
        Opt(
            "phone, email, meeting, visit, chat, mail, event, note or any word.",
            metavar="CHANNEL",
            complete="channel",
        ),
    ] = None,
    person: Annotated[str | None, Opt("With whom.", metavar="P")] = None,
    direction: Annotated[str | None, Opt("Who began.", choices=("in", "out"))] = None,
    by: Annotated[str | None, Opt("Who of us.")] = None,
    follow_up: Annotated[str | None, Opt("The day of the next step.", metavar="D", read=future_day)] = None,
    plan: Annotated[str | None, Opt("The next step.", metavar="TEXT")] = None,
    keep: Annotated[bool, Opt("Leave open follow-ups open.")] = False,
) -> int:
    """Log a contact; it closes the follow-ups that were due."""
    from plaincrm.actions.contacts import log as act

    summary = words_or_stdin(" ".join(text))
    details = {
        "channel": via,
        "person": person,
        "direction": direction,
        "by": by,
        "follow_up": follow_up,
        "plan": plan,
    }
    return session.wrote(act(session.book, session.who(who), summary, session.how, keep=keep, **details))
