"""``schema``: the JSON Schemas and the references, as files."""

from pathlib import Path
from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt


def schema(
    session: Session,
    folder: Annotated[str | None, Arg("Where to; default: the book's .plaincrm folder.")] = None,
    *,
    check: Annotated[bool, Opt("Write nothing; exit with 1 when a file is missing or old.")] = False,
) -> int:
    """Write the JSON Schemas (for editors) and the references of file and tables."""
    from plaincrm.actions.schemas import every_document

    target = Path(folder) if folder else session.book.root / ".plaincrm"
    stale = []
    for name, text in every_document().items():
        path = target / name
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(path)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    for path in stale:
        session.say(f"{path}: {'old or missing' if check else 'written'}")
    if not stale:
        session.say(f"{target} is up to date")
    return 1 if check and stale else 0
