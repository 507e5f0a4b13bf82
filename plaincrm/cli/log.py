"""``log``: what was said, and the promised next step."""

from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.readers import future_day, words_or_stdin
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.errors import UsageError

if TYPE_CHECKING:
    from plaincrm.actions.mail import Correspondence


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
    from_mail: Annotated[
        bool, Opt("Read a mail on standard input; WHO may be - for whoever its addresses belong to.")
    ] = False,
) -> int:
    """Log a contact; it closes the follow-ups that were due."""
    from plaincrm.actions.contacts import log as act

    how = session.how
    if from_mail:
        mail = _mail(session, who, text)
        who, summary = mail.customer, mail.summary
        via, person, direction = via or "email", person or mail.person, direction or mail.direction
        how = how if session.common["date"] or not mail.when else how._replace(when=mail.when)
    else:
        summary = words_or_stdin(" ".join(text))
    details = {
        "channel": via,
        "person": person,
        "direction": direction,
        "by": by,
        "follow_up": follow_up,
        "plan": plan,
    }
    return session.wrote(act(session.book, session.who(who), summary, how, keep=keep, **details))


def _mail(session: Session, who: str, text: list[str]) -> "Correspondence":
    import sys

    from plaincrm.actions.mail import ANYBODY, correspondence
    from plaincrm.formats import mail

    if text != ["-"]:
        raise UsageError("--from-mail reads the mail on standard input", hint="write - in place of TEXT")
    message = mail.read(sys.stdin.buffer.read())
    found = correspondence(session.index, None if who == ANYBODY else session.who(who), message)
    if found.stranger:
        session.warn(f"{found.customer} is not known to have an address of this mail ({found.stranger})")
    return found
