"""``edit``: a customer's file in the editor, until it passes check."""

import os
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from plaincrm.cli.params import Who
from plaincrm.cli.session import Session
from plaincrm.errors import CrmError, OutsideError, UsageError

MARK = "#! "
MOST_WITHOUT_TERMINAL = 10


def edit(session: Session, who: Who) -> int:
    """Edit a customer in $VISUAL or $EDITOR; opens again with the message where something is wrong."""
    from plaincrm.actions.hand_edits import edit as act

    customer = session.who(who)
    _may_open_an_editor(session, customer)

    def ask_editor(content: bytes, wrong: str | None) -> bytes | None:
        if wrong is not None:
            print(wrong, file=sys.stderr)
        edited = _in_editor(customer, content, wrong)
        written[:] = [edited] if edited != content else []
        return edited

    written: list[bytes | None] = []
    try:
        return session.wrote(act(session.book, customer, session.how, ask_editor, most=_most(session)))
    except CrmError:
        for edited in written:
            session.warn(f"what you wrote is kept in {_kept(customer, edited or b'')}")
        raise


def _may_open_an_editor(session: Session, customer: str) -> None:
    """UsageError where nobody is to be asked, and no EDITOR that could be a script was chosen."""
    if session.common["no_input"] and not _chosen_editor():
        raise UsageError(
            "edit would open an editor for somebody to write in, which --no-input rules out",
            hint=f"plaincrm set {customer} FIELD=VALUE, or let EDITOR be a script",
        )


def _most(session: Session) -> int | None:
    """How often the editor opens: where nobody can answer, a script that never gets it right must end."""
    if session.may_ask:
        return None
    return 1 if session.common["no_input"] else MOST_WITHOUT_TERMINAL


def _kept(customer: str, edited: bytes) -> str:
    """Put aside what could not be written, readable for the user alone."""
    with tempfile.NamedTemporaryFile(prefix=f"{customer}-", suffix=".yaml", delete=False) as file:
        file.write(edited)
    return file.name


def _in_editor(customer: str, content: bytes, wrong: str | None) -> bytes | None:
    with tempfile.TemporaryDirectory(prefix="plaincrm-") as folder:
        draft = Path(folder) / f"{customer}.yaml"
        draft.write_bytes(_told(wrong) + content)
        command = [*shlex.split(_editor()), str(draft)]
        try:
            code = _wait_for(command)
        except OSError as error:
            raise OutsideError(
                f"the editor cannot be run: {error}", hint="set EDITOR to your editor"
            ) from error
        if code != 0:
            raise OutsideError(
                f"the editor ended with code {code}; nothing was changed",
                hint=f"try again: plaincrm edit {customer}",
            )
        return _untold(draft.read_bytes())


def _wait_for(command: list[str]) -> int:
    """Run the editor, to which Ctrl-C belongs meanwhile, and give its exit code."""
    import signal

    editor = subprocess.Popen(command)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return editor.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def _editor() -> str:
    return _chosen_editor() or ("notepad" if os.name == "nt" else "vi")


def _chosen_editor() -> str | None:
    return os.environ.get("VISUAL") or os.environ.get("EDITOR")


def _told(wrong: str | None) -> bytes:
    if wrong is None:
        return b""
    lines = [f"{MARK}{line}" for line in wrong.split("\n")]
    return "".join(
        f"{line}\n" for line in [*lines, f"{MARK}Mend it and save; these lines go by themselves."]
    ).encode()


def _untold(content: bytes) -> bytes:
    lines = content.splitlines(keepends=True)
    while lines and lines[0].startswith(MARK.encode()):
        lines.pop(0)
    return b"".join(lines)
