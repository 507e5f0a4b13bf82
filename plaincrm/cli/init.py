"""``init``: a folder becomes a book."""

from pathlib import Path
from typing import Annotated

from plaincrm.cli.readers import currency as read_currency
from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def init(
    session: Session,
    folder: Annotated[str, Arg("The folder; default: this one.", complete="folder")] = ".",
    *,
    name: Annotated[str | None, Opt("What the book is called.")] = None,
    currency: Annotated[str | None, Opt("The book's currency.", metavar="CODE", read=read_currency)] = None,
    region: Annotated[str | None, Opt("Default country of phone numbers.", metavar="CC")] = None,
    language: Annotated[str | None, Opt("Language of the book.", choices=("en", "zh"))] = None,
    layout: Annotated[str | None, Opt("Where files go.", choices=("flat", "letters"))] = None,
) -> int:
    """Make a folder a book: git repository, settings, one commit."""
    from plaincrm.actions.start import init as act

    root = Path(session.common["book"] or "") / folder
    region = region.upper() if region else None
    if currency is None and region == "CN":
        currency = "CNY"
    started = act(
        root, session.how, name=name, currency=currency, region=region, language=language, layout=layout
    )
    if started.commit is None:
        session.say("dry run: nothing was changed")
        session.show_written(None, folder=str(root.resolve()))
        return 0
    session.say(f"{root}: a new book in {started.book.settings.currency} ({started.commit})")
    session.show_written(started.commit, folder=str(root.resolve()))
    session.say(
        f'next: cd {root} && plaincrm add "Customer Name"'
        if str(root) != "."
        else 'next: plaincrm add "Customer Name"'
    )
    return 0
