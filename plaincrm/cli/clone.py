"""``clone``: a book from elsewhere."""

import sys
from pathlib import Path
from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg
from plaincrm.wording import counted


def clone(
    session: Session,
    url: Annotated[str, Arg("Where the book is: an address that git knows, or a folder.", complete="folder")],
    folder: Annotated[
        str | None, Arg("The new folder; default: named after the book.", complete="folder")
    ] = None,
) -> None:
    """Clone a book, ready to be synced."""
    from plaincrm.actions.clone import clone as act
    from plaincrm.actions.clone import folder_for
    from plaincrm.book.network import Line
    from plaincrm.output.progress import Progress

    root = Path(session.common["book"] or "") / (folder or folder_for(url))
    with Progress("cloning") as heard:
        cloned = act(url, root, Line(session.may_ask, heard if sys.stderr.isatty() else None))
    count = counted(cloned.customers, "customer")
    session.say(f"{cloned.folder}: a clone with {count} ({cloned.commit})")
    session.show_written(cloned.commit, folder=str(cloned.folder.resolve()))
