"""Runs git: bare for what every read and every plain write asks of it, through GitPython for everything else.

GitPython is a runner of git commands only: its own index and commit code loses work, sweeps up what
the user staged and skips hooks, signing and filters. Its import takes longer than a commit.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import OutsideError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path
    from types import ModuleType
    from typing import IO

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
    "GIT_PYTHON_",
    "GIT_SSL_",
    "GIT_HTTP_",
    "GIT_PROXY_",
    "GIT_ALLOW_PROTOCOL",
)
_SET = {"LANGUAGE": "", "LC_MESSAGES": "C", "GIT_LITERAL_PATHSPECS": "1", "GIT_TERMINAL_PROMPT": "0"}


class Answer(NamedTuple):
    """What one git command said; a negative *code* is the signal that ended it."""

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

    def begin(self, *args: str) -> Callable[[], Answer]:
        """Let ``git ARGS`` begin to read while the caller goes on; the function given waits for its answer.

        Not by way of subprocess, whose import takes longer than git; where git fails, `bare` asks again
        for its words.
        """
        command = ["git", "-C", str(self.folder), "--no-optional-locks", *SAFE, *args]
        if not hasattr(os, "posix_spawnp"):
            return lambda: self.bare(*args)
        out, into = os.pipe()
        silent = (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)
        try:
            process = os.posix_spawnp(
                "git", command, environment(), file_actions=[(os.POSIX_SPAWN_DUP2, into, 1), silent]
            )
        except OSError as error:
            os.close(out)
            raise _missing(error, self.folder) from error
        finally:
            os.close(into)

        def answer() -> Answer:
            with open(out, "rb") as pipe:  # noqa: PTH123  no path
                said = pipe.read()
            code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
            return self.bare(*args) if code else Answer(0, said, "")

        return answer

    def bare(
        self,
        *args: str,
        stdin: bytes | Iterable[bytes] | None = None,
        allow_locks: bool = False,
        index: Path | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> Answer:
        """Run ``git ARGS`` with the standard library alone and give its answer, whatever the exit code.

        *stdin* may come in pieces. With *index* git reads and writes that instead of the work tree's own.
        *variables* are set in its environment.
        """
        command = ["git", *([] if allow_locks else ["--no-optional-locks"]), *SAFE, *args]
        env = environment() | ({"GIT_INDEX_FILE": str(index)} if index else {}) | dict(variables or {})
        with _as_file(stdin) as source:
            return _finished(command, self.folder, env, source)

    def run(
        self, *args: str, stdin: bytes | Iterable[bytes] | None = None, allow_locks: bool = True
    ) -> Answer:
        """Run ``git ARGS`` through GitPython and give its answer, whatever the exit code."""
        git = gitpython()
        command = ["git", *([] if allow_locks else ["--no-optional-locks"]), *SAFE, *args]
        with _as_file(stdin) as source, launching(self.folder) as env:
            code, out, err = git.Git(self.folder).execute(
                command,
                istream=source,
                env=env,
                with_extended_output=True,
                with_exceptions=False,
                stdout_as_string=False,
                strip_newline_in_stdout=False,
            )
        return Answer(int(code), bytes(out), str(err))

    def ask(self, *args: str, stdin: bytes | None = None) -> Answer:
        """Run a git command that reads and must succeed; OutsideError with git's own words if not."""
        answer = self.run(*args, stdin=stdin, allow_locks=False)
        if answer.code != 0:
            raise failed(args, answer)
        return answer


def _finished(command: list[str], folder: Path, env: dict[str, str], source: IO[bytes] | None) -> Answer:
    from subprocess import DEVNULL, PIPE, Popen

    try:
        process = Popen(
            command,
            cwd=folder,
            env=env,
            stdin=DEVNULL if source is None else source,
            stdout=PIPE,
            stderr=PIPE,
        )
    except OSError as error:
        raise _missing(error, folder) from error
    with (
        process
    ):  # not subprocess.run(): when we are interrupted it would kill git, and git's locks would stay
        out, err = process.communicate()
    return Answer(process.returncode, out, err.decode("utf-8", "replace"))


def gitpython() -> ModuleType:
    """GitPython, which without the variable would refuse to be imported where git is missing."""
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    import git

    return git


def names_no_commit(answer: Answer) -> bool:
    """Whether git failed because there is no such commit, as in a branch without any."""
    return "bad revision" in answer.err


def failed(args: tuple[str, ...], answer: Answer) -> OutsideError:
    """The error for a git command that went wrong, in git's own words."""
    said = answer.err.strip() or answer.text().strip() or f"exit code {answer.code}"
    verb = next((arg for arg in args if not arg.startswith("-")), "git")
    return OutsideError(
        f"git {verb} failed: {said}", hint=f"run `git {verb}` by hand in the book to see more"
    )


def environment() -> dict[str, str]:
    """The environment for git: no GIT_DIR and friends from a hook around us, no prompts, English messages."""
    return {name: value for name, value in os.environ.items() if not _points_elsewhere(name)} | _ours()


def _ours() -> dict[str, str]:
    # LC_ALL would override LC_MESSAGES, and GitPython sets it unless we do; its encoding must stay for hooks.
    everywhere = os.environ.get("LC_ALL")
    return {**_SET, "LC_ALL": "", **({"LANG": everywhere} if everywhere else {})}


def _points_elsewhere(name: str) -> bool:
    return name.startswith("GIT_") and not name.startswith(_KEPT)


@contextlib.contextmanager
def launching(folder: Path) -> Iterator[dict[str, str]]:
    """What to give GitPython as ``env`` for a git in *folder*; OutsideError where git cannot be run."""
    git = gitpython()
    with _nothing_pointing_elsewhere():
        try:
            yield _ours()
        except (git.exc.GitCommandNotFound, PermissionError) as error:
            raise _missing(error, folder) from error


@contextlib.contextmanager
def _nothing_pointing_elsewhere() -> Iterator[None]:
    # GitPython always hands the whole of os.environ on, whatever env it is given.
    hidden = {name: value for name, value in os.environ.items() if _points_elsewhere(name)}
    for name in hidden:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(hidden)


@contextlib.contextmanager
def _as_file(content: bytes | Iterable[bytes] | None) -> Iterator[IO[bytes] | None]:
    """*content*, whole or in pieces, as an open file for a child to read; None for nothing to say."""
    if content is None:
        yield None
        return
    import tempfile

    with tempfile.TemporaryFile() as file:
        file.writelines((content,) if isinstance(content, bytes) else content)
        file.seek(0)
        yield file


def _missing(error: Exception, folder: Path) -> OutsideError:
    if not folder.is_dir():
        return OutsideError(f"{folder} is not a folder")
    return OutsideError(
        f"git cannot be run: {str(error).splitlines()[0]}",
        hint="install git (2.30 or later) and see that it is on the PATH",
    )
