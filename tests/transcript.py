"""Shell transcripts: test and manual in one.

A line ``$ command`` is run in a fresh folder, lines ``> `` right below go on with it, and what follows is
what it prints: ``! `` in front of lines on standard error, ``? 3`` for an exit code that is not 0. ``# ``
lines after an empty one are prose. Commit ids read as c0ffee1. ``pytest --update-sessions`` writes down
what happens now.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import quiet_world, run

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = re.compile(r"plaincrm( |$)[^|><;&`$*]*$")
COMMIT_ID = re.compile(r'(?<!": )(?<![\w.-])[0-9a-f]{7}(?![\w-]|\.\d)')


class Step(NamedTuple):
    """One command and what the transcript says it gives."""

    line: int
    command: str
    expected: str


def read(text: str) -> list[Step | str]:
    """A transcript as steps and the prose between them."""
    parts: list[Step | str] = []
    before = ""
    for number, line in enumerate(text.splitlines(), 1):
        step = parts[-1] if parts and isinstance(parts[-1], Step) else None
        if line.startswith("$ "):
            parts.append(Step(number, line[2:], ""))
        elif step is None or (line.startswith("# ") and not before):
            parts.append(line)
        elif line.startswith("> ") and not step.expected:
            parts[-1] = step._replace(command=f"{step.command}\n{line[2:]}")
        else:
            parts[-1] = step._replace(expected=f"{step.expected}{line}\n")
        before = line
    return [piece for part in parts for piece in _without_empty_end(part)]


def _without_empty_end(part: Step | str) -> list[Step | str]:
    """The empty lines below a step stand between it and the next."""
    if isinstance(part, str):
        return [part]
    lines = part.expected.split("\n")[:-1]
    empty = 0
    while lines and not lines[-1]:
        lines.pop()
        empty += 1
    return [part._replace(expected="".join(f"{line}\n" for line in lines)), *[""] * empty]


def written(parts: list[Step | str]) -> str:
    """The text of a transcript."""
    return "".join(_written(part) if isinstance(part, Step) else f"{part}\n" for part in parts)


def _written(step: Step) -> str:
    return "$ " + step.command.replace("\n", "\n> ") + "\n" + step.expected


def masked(text: str) -> str:
    """The text with one and the same commit id everywhere."""
    return COMMIT_ID.sub("c0ffee1", text)


def replay(parts: list[Step | str], shell: Shell) -> list[Step | str]:
    """The same transcript with what its commands print now; what differs only in commit ids is kept."""
    found: list[Step | str] = []
    for part in parts:
        if isinstance(part, Step):
            now = shell.run(part.command)
            part = part if masked(part.expected) == masked(now) else part._replace(expected=now)
        found.append(part)
    return found


class Shell:
    """Runs the commands of one transcript, one after the other, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.start = folder
        self.folder = folder

    def run(self, command: str) -> str:
        """What a command prints, in the form of a transcript."""
        if command.startswith("cd "):
            self.folder = (self.folder / command[3:]).resolve()
            return ""
        inside = PLAIN.match(command) is not None
        code, out, err = self._inside(command) if inside else self._outside(command)
        lines = [*out.splitlines(), *(f"! {line}" for line in err.splitlines())]
        while lines and not lines[-1]:
            lines.pop()
        lines += [f"? {code}"] if code else []
        text = "".join(f"{line}\n" for line in lines)
        return text.replace(str(self.folder), "BOOK").replace(str(self.start), "FOLDER")

    def _inside(self, command: str) -> tuple[int, str, str]:
        return run(*shlex.split(command)[1:], cwd=self.folder)

    def _outside(self, command: str) -> tuple[int, str, str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=self.folder,
            env={**os.environ, "PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr


class SessionFile(pytest.File):
    """A transcript in tests/sessions."""

    def collect(self) -> Iterator[pytest.Item]:
        yield SessionItem.from_parent(self, name=self.path.stem)


class SessionItem(pytest.Item):
    """The run of one transcript."""

    def runtest(self) -> None:
        factory = self.config._tmp_path_factory  # type: ignore[attr-defined]
        with pytest.MonkeyPatch.context() as patch:
            quiet_world.__wrapped__(factory, patch)  # type: ignore[attr-defined]
            self._play(Shell(factory.mktemp("session")))

    def _play(self, shell: Shell) -> None:
        parts = read(self.path.read_text(encoding="utf-8"))
        found = replay(parts, shell)
        if self.config.getoption("--update-sessions"):
            self.path.write_text(masked(written(found)), encoding="utf-8")
            return
        for expected, actual in zip(parts, found, strict=True):
            if expected != actual:
                raise SessionError(expected, actual)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        if isinstance(excinfo.value, SessionError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.path, 0, self.name


class SessionError(Exception):
    """A command gave something else than the transcript says."""

    def __init__(self, expected: object, actual: object) -> None:
        assert isinstance(expected, Step)
        assert isinstance(actual, Step)
        super().__init__(
            f"line {expected.line}: $ {expected.command}\n"
            f"--- expected\n{expected.expected}--- actual\n{actual.expected}"
        )
