"""``layout``: where the customer files lie."""

from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg
from plaincrm.errors import UsageError
from plaincrm.wording import counted


def _layout(text: str) -> str:
    if text not in ("flat", "letters"):
        raise UsageError(
            f'"{text}" is not a layout', hint="flat (customers/acme.yaml) or letters (customers/ac/acme.yaml)"
        )
    return text


def layout(session: Session, kind: Annotated[str, Arg("flat or letters.", read=_layout)]) -> None:
    """Move the customer files into one folder, or into two-letter folders for large books."""
    from plaincrm.actions.layout import lay_out

    moved = lay_out(session.book, kind, session.how)
    if session.common["dry_run"]:
        session.say(f"dry run: {counted(moved.files, 'file')} would move")
    elif moved.commit is None:
        session.say("nothing to do")
    else:
        session.say(f"layout {kind}: {counted(moved.files, 'file')} moved ({moved.commit})")
    session.show_written(moved.commit, layout=kind, files=moved.files)
