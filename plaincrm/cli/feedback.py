"""``feedback``: what the customer says of us."""

from decimal import Decimal
from typing import Annotated

from plaincrm.cli.params import Who
from plaincrm.cli.readers import number, whole, words_or_stdin
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def feedback(
    session: Session,
    who: Who,
    text: Annotated[list[str] | None, Arg("Their words; - reads standard input.", many=True)] = None,
    *,
    score: Annotated[Decimal | None, Opt("The score.", metavar="N", read=number)] = None,
    metric: Annotated[
        str | None, Opt("What the score measures; default csat.", choices=("nps", "csat", "ces"))
    ] = None,
    scale: Annotated[int | None, Opt("Of a csat score: 5 or 7.", metavar="S", read=whole)] = None,
    kind: Annotated[
        str | None,
        Opt(
            "What it is; default survey with a score, else praise.",
            choices=("survey", "praise", "suggestion", "complaint"),
        ),
    ] = None,
    product: Annotated[str | None, Opt("About what.", metavar="P")] = None,
) -> int:
    """Record feedback: a survey answer, praise, a suggestion, a complaint."""
    from plaincrm.actions.voices import feedback as act

    comment = words_or_stdin(" ".join(text)) if text else None
    details = {"score": score, "metric": metric, "scale": scale, "kind": kind, "product": product}
    return session.wrote(act(session.book, session.who(who), comment, session.how, **details))
