"""Shows a long text through the user's pager."""

from __future__ import annotations

import os
import sys


def page(text: str) -> None:
    """Show *text* in ``$PLAINCRM_PAGER``, else ``$PAGER``, else less; print it where none of them runs.

    A pager that is left early ends quietly. An empty variable, or ``cat``, means no pager.
    """
    command = _command()
    if not command or not _ran(command, text):
        sys.stdout.write(text)


def _command() -> list[str]:
    from shutil import which

    for variable in ("PLAINCRM_PAGER", "PAGER"):
        wish = os.environ.get(variable)
        if wish is not None:
            return [] if wish.strip() in ("", "cat") else _split(wish)
    return ["less"] if which("less") else []


def _split(wish: str) -> list[str]:
    import shlex

    try:
        return shlex.split(wish)
    except ValueError:  # a quotation mark without its twin
        return [wish]


def _ran(command: list[str], text: str) -> bool:
    """Whether the pager could be started; it has shown the text, or as much as the user wanted."""
    import subprocess
    from contextlib import suppress

    # short texts at once, colours as colours, the screen left as it was; a wish of the user's wins
    environment = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    try:
        pager = subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)
    except OSError:
        return False
    with suppress(BrokenPipeError, KeyboardInterrupt):
        pager.communicate(text.encode(errors="replace"))
    while pager.poll() is None:
        with suppress(KeyboardInterrupt):  # ^C belongs to the pager as long as it runs
            pager.wait()
    return True
