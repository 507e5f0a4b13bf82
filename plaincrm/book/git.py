"""Runs git: one bare call for the freshness question of every read, GitPython for everything else.

GitPython is a runner of git commands only: its own index and commit code loses work, sweeps up what
the user staged and skips hooks, signing and filters.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import OutsideError

if TYPE_CHECKING:
    from pathlib import Path

# What a hostile or unlucky configuration could make a read run, switched off.
SAFE = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
_KEPT = (
    "GIT_AUTHOR_",
    "GIT_COMMITTER_",
    "GIT_CONFIG",
    "GIT_SSH",
    "GIT_ASKPASS",
    "GIT_EDITOR",
    "GIT_EXEC_PATH",
)


class Answer(NamedTuple):
    """What one git command said."""

    code: int
    out: bytes
    err: str

    def text(self) -> str:
        """Standard output as text, without the last line end."""
        return self.out.decode("utf-8", "surrogateescape").removesuffix("\n")


class Git:
    """Runs git commands in one folder, in an environment that cannot point elsewhere."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def bare(self, *args: str) -> Answer:
        """Run ``git ARGS`` with nothing but the standard library, for reads that must be quick."""
        import subprocess

        command = ["git", "--no-optional-locks", *SAFE, *args]
        try:
            done = subprocess.run(
                command, cwd=self.folder, env=environment(), capture_output=True, check=False
            )
        except FileNotFoundError as error:
            raise _missing(error, self.folder) from error
        return Answer(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))

    def run(self, *args: str, stdin: bytes | None = None, allow_locks: bool = True) -> Answer:
        """Run ``git ARGS`` through GitPython and give its answer, whatever the exit code."""
        import tempfile

        os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
        import git

        command = ["git", *([] if allow_locks else ["--no-optional-locks"]), *SAFE, *args]
        with tempfile.TemporaryFile() as source:
            source.write(stdin or b"")
            source.seek(0)
            try:
                code, out, err = git.Git(self.folder).execute(
                    command,
                    istream=source,
                    env=environment(),
                    with_extended_output=True,
                    with_exceptions=False,
                    stdout_as_string=False,
                    strip_newline_in_stdout=False,
                )
            except git.exc.GitCommandNotFound as error:
                raise _missing(error, self.folder) from error
        return Answer(int(code), bytes(out), str(err))

    def ask(self, *args: str, stdin: bytes | None = None) -> Answer:
        """Run a git command that reads and must succeed; OutsideError with git's own words if not."""
        answer = self.run(*args, stdin=stdin, allow_locks=False)
        if answer.code != 0:
            raise failed(args, answer)
        return answer


def failed(args: tuple[str, ...], answer: Answer) -> OutsideError:
    """The error for a git command that went wrong, in git's own words."""
    said = answer.err.strip() or answer.text().strip() or f"exit code {answer.code}"
    verb = next((arg for arg in args if not arg.startswith("-")), "git")
    return OutsideError(
        f"git {verb} failed: {said}", hint=f"run `git {verb}` by hand in the book to see more"
    )


def environment() -> dict[str, str]:
    """The environment for git: no GIT_DIR and friends from a hook around us, no prompts, English messages."""
    env = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name.startswith(_KEPT)
    }
    if "LC_ALL" in env:  # it would override LC_MESSAGES; its encoding must stay for hooks
        env["LANG"] = env.pop("LC_ALL")
    env.pop("LANGUAGE", None)
    env.update(LC_MESSAGES="C", GIT_LITERAL_PATHSPECS="1", GIT_TERMINAL_PROMPT="0")
    return env


def _missing(error: Exception, folder: Path) -> OutsideError:
    if not folder.is_dir():
        return OutsideError(f"{folder} is not a folder")
    return OutsideError(
        f"git cannot be run: {error}", hint="install git (2.30 or later) and see that it is on the PATH"
    )
