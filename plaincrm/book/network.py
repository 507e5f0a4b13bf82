"""Runs the git commands that talk with another machine: they may ask, take long and say how far they are."""

from __future__ import annotations

import re
import threading
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.git import SAFE, Answer, Git, gitpython, launching

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO

# As in "Receiving objects:  45% (9/20), 1.20 MiB | 2.00 MiB/s".
_PROGRESS = re.compile(r"\d+% \((\d+)/(\d+)\)")
_PIECE = 65_536


class Line(NamedTuple):
    """How to talk: whether somebody can be asked for a password, and who hears how far it is."""

    asks: bool = False
    heard: Callable[[int, int], None] | None = None


def talk(git: Git, line: Line, verb: str, *args: str) -> Answer:
    """Run ``git VERB ARGS`` and give its answer, whatever the exit code; its progress goes to *line*."""
    command = ["git", *SAFE, verb, *(["--progress"] if line.heard else []), *args]
    with launching(git.folder) as env:
        env["GIT_TERMINAL_PROMPT"] = "1" if line.asks else "0"
        process = gitpython().Git(git.folder).execute(command, as_process=True, env=env)
    try:
        out, err = _listened(process.proc, line)
        return Answer(process.proc.wait(), out, err)
    except BaseException:
        process.proc.terminate()
        process.proc.wait()
        raise


def _listened(process: object, line: Line) -> tuple[bytes, str]:
    """All that the process says, on both streams at once lest one of them fill up."""
    out: list[bytes] = []
    reader = threading.Thread(target=lambda: out.append(process.stdout.read()), daemon=True)  # type: ignore[attr-defined]
    reader.start()
    err = _without_progress(process.stderr, line)  # type: ignore[attr-defined]
    reader.join()
    return b"".join(out), err


def _without_progress(stream: IO[bytes], line: Line) -> str:
    """The lines of git's standard error but for those that say how far it is, which *line* hears."""
    said, rest = [], b""
    while piece := stream.read1(_PIECE):  # type: ignore[attr-defined]
        *whole, rest = re.split(rb"[\r\n]", rest + piece)
        said += [words for words in whole if not _is_progress(words, line)]
    if not _is_progress(rest, line):
        said.append(rest)
    return "\n".join(words.decode("utf-8", "replace").rstrip() for words in said).strip("\n")


def _is_progress(words: bytes, line: Line) -> bool:
    found = _PROGRESS.search(words.decode("utf-8", "replace"))
    if found and line.heard:
        line.heard(int(found[1]), int(found[2]))
    return found is not None
