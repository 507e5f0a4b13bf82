"""``schema``: the JSON Schemas of the files and the reference of the tables."""

import sys
from pathlib import Path
from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def schema(
    session: Session,
    name: Annotated[str, Arg("customer, settings, rates, their draft-07 forms, or tables.")] = "customer",
    *,
    to: Annotated[
        str | None, Opt("Write all of them into this folder instead.", metavar="DIR", complete="folder")
    ] = None,
    check: Annotated[
        bool, Opt("With --to: write nothing; exit with 1 when a file is missing or old.")
    ] = False,
) -> int:
    """Print the JSON Schema of a file (for editors and validators), or the reference of the tables."""
    from plaincrm.actions.schemas import document, every_document

    if to is None:
        sys.stdout.write(document(name))
        return 0
    folder = Path(to)
    stale = {folder / file: text for file, text in every_document().items() if _differs(folder / file, text)}
    for path, text in stale.items():
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        session.say(f"{path}: {'old or missing' if check else 'written'}")
    if not stale:
        session.say(f"{folder} is up to date")
    return 1 if check and stale else 0


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_text(encoding="utf-8") != text
