"""``merge-driver``: what git calls where both sides changed a customer file."""

import sys
from typing import Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg


def merge_driver(
    session: Session,  # noqa: ARG001  # it must work without a book
    base: Annotated[str, Arg("The common ancestor, empty where there is none (git's %O).")],
    ours: Annotated[str, Arg("Our version, which becomes the merged one (%A).")],
    theirs: Annotated[str, Arg("Their version (%B).")],
    path: Annotated[str, Arg("Where the file stands in the repository (%P).")],
) -> int:
    """Merge three versions of a customer file; git calls it where both sides changed one."""
    from pathlib import Path

    from plaincrm.book.merge.driver import drive

    try:
        outcome = drive(Path(base), Path(ours), Path(theirs), path)
    except OSError as error:
        from plaincrm.errors import NotFoundError, OutsideError

        kind = NotFoundError if isinstance(error, FileNotFoundError) else OutsideError
        raise kind(f"{error.filename}: {error.strerror}", hint="git calls this command") from error
    if outcome.report:
        from plaincrm.output.escape import escape

        print("\n".join(f"{escape(path)}: {escape(line)}" for line in outcome.report), file=sys.stderr)
    return 0 if outcome.clean else 1
