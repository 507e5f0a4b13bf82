"""Shell transcripts: test and manual in one.

A line ``$ command`` is run in a fresh book folder; the lines below it are what it prints, ``! `` in front
of those on standard error, and ``? 3`` for an exit code that is not 0. ``# `` lines are prose. Commit ids
read as COMMIT. ``pytest --update-sessions`` writes down what happens now.
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

from tests.conftest import run

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAIN = re.compile(r"plaincrm( |$)[^|><;&`$*]*$")


class Step(NamedTuple):
    """One command and what the transcript says it gives."""

    line: int
    command: str
    expected: str


def read(text: str) -> list[Step | str]:
    """A transcript as steps and the prose between them."""
    parts: list[Step | str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("$ "):
            parts.append(Step(number, line[2:], ""))
        elif parts and isinstance(parts[-1], Step) and line and not line.startswith("# "):
            parts[-1] = parts[-1]._replace(expected=parts[-1].expected + line + "\n")
        else:
            parts.append(line)
    return parts


class Shell:
    """Runs the commands of one transcript, one after the other, in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, command: str) -> str:
        """What a command prints, in the form of a transcript."""
        if command.startswith("cd "):
            self.folder = (self.folder / command[3:]).resolve()
            return ""
        plain = PLAIN.match(command)
        code, out, err = self._inside(command) if plain else self._outside(command)
        lines = [*out.splitlines(), *(f"! {line}" for line in err.splitlines())]
        lines += [f"? {code}"] if code else []
        return _steady("".join(f"{line}\n" for line in lines), self.folder)

    def _inside(self, command: str) -> tuple[int, str, str]:
        return run(*shlex.split(command)[1:], cwd=self.folder)

    def _outside(self, command: str) -> tuple[int, str, str]:
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout, done.stderr


def _steady(text: str, folder: Path) -> str:
    text = text.replace(str(folder), "BOOK")
    return re.sub(r"(?m)(?<![\w-])[0-9a-f]{7}(?![\w-])", "COMMIT", text)


class SessionFile(pytest.File):
    """A transcript in tests/sessions."""

    def collect(self) -> Iterator[pytest.Item]:
        yield SessionItem.from_parent(self, name=self.path.stem)


class SessionItem(pytest.Item):
    """The run of one transcript."""

    def runtest(self) -> None:
        factory = self.config._tmp_path_factory  # type: ignore[attr-defined]
        with pytest.MonkeyPatch.context() as patch:
            from tests.conftest import quiet_world

            quiet_world.__wrapped__(factory, patch)  # type: ignore[attr-defined]
            self._play(Shell(factory.mktemp("session")))

    def _play(self, shell: Shell) -> None:
        parts = read(self.path.read_text(encoding="utf-8"))
        found = [part._replace(expected=shell.run(part.command)) if isinstance(part, Step) else part for part in parts]
        if self.config.getoption("--update-sessions"):
            self.path.write_text(written(found), encoding="utf-8")
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
            f"line {expected.line}: $ {expected.command}\n--- expected\n{expected.expected}--- actual\n{actual.expected}"
        )


def written(parts: list[Step | str]) -> str:
    """The text of a transcript."""
    lines = [f"$ {part.command}\n{part.expected}" if isinstance(part, Step) else f"{part}\n" for part in parts]
    return "".join(lines)
