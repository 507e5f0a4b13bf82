"""``check``: what is wrong with the files."""

from typing import TYPE_CHECKING, Annotated

from plaincrm.cli.session import Session
from plaincrm.cli.spec import Arg, Opt
from plaincrm.wording import counted

if TYPE_CHECKING:
    from plaincrm.errors import Problem


def check(
    session: Session,
    files: Annotated[
        list[str] | None, Arg("Only these files; default: the whole book.", many=True, complete="file")
    ] = None,
    *,
    strict: Annotated[bool, Opt("Warnings count as errors.")] = False,
) -> int:
    """Check the files: everything that is wrong, with file and line."""
    from plaincrm import checks
    from plaincrm.output.progress import Progress

    with Progress("checking") as report:
        problems = checks.run(session.book, files or [], progress=report)
    if session.is_data:
        session.show(checks.as_table(problems))
    else:
        _print(problems)
    errors = sum(1 for problem in problems if problem.severity == "error")
    warnings = len(problems) - errors
    if problems:
        session.say(f"{counted(errors, 'error')}, {counted(warnings, 'warning')}")
    return 1 if errors or (strict and warnings) else 0


def _print(problems: "list[Problem]") -> None:
    from plaincrm.cli.screen import put
    from plaincrm.output.escape import escape

    lines = []
    for problem in problems:
        mark = "" if problem.severity == "error" else "warning: "
        lines.append(mark + escape(str(problem)))
        if problem.hint:
            lines.append(f"hint: {escape(problem.hint)}")
    if lines:
        put("\n".join(lines) + "\n")
