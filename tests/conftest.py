"""What every test stands on: a home of its own, a known identity, a fixed day, real git."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

TODAY = "2026-11-23"
NOON = f"{TODAY}T12:00:00+00:00"  # when every commit is made: pages and transcripts show the day
ROOT = Path(__file__).parent.parent

# A suite in the background of a shell ignores interrupts, and what it starts would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def quiet_world(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's shows through: home, git's configuration, language, terminal."""
    for name in list(os.environ):
        if name.startswith(("GIT_", "PLAINCRM_", "LC_", "LANG", "XDG_")):
            monkeypatch.delenv(name)
    home = tmp_path_factory.mktemp("home")
    for name, value in {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_NAME": "Ada",
        "GIT_AUTHOR_EMAIL": "ada@plaincrm.example",
        "GIT_COMMITTER_NAME": "Ada",
        "GIT_COMMITTER_EMAIL": "ada@plaincrm.example",
        "GIT_AUTHOR_DATE": NOON,
        "GIT_COMMITTER_DATE": NOON,
        "PLAINCRM_TODAY": TODAY,
        "NO_COLOR": "1",
        "TERM": "dumb",
    }.items():
        monkeypatch.setenv(name, value)


class Ran(NamedTuple):
    """What one command line gave."""

    code: int
    out: str
    err: str


def run(*argv: str, cwd: Path | None = None, stdin: str = "") -> Ran:
    """Run a command line in this process, as the entry point would."""
    from plaincrm.cli.main import run as run_line

    content, err, source = io.BytesIO(), io.StringIO(), io.StringIO(stdin)
    out = io.TextIOWrapper(content, "utf-8", newline="\n", write_through=True)
    before = Path.cwd()
    if cwd is not None:
        os.chdir(cwd)
    real = sys.stdin
    sys.stdin = source
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run_line(list(argv))
    finally:
        sys.stdin = real
        os.chdir(before)
    return Ran(code, content.getvalue().decode("utf-8", "replace"), err.getvalue())


def git(folder: Path, *args: str) -> str:
    """Run real git and give its output."""
    done = subprocess.run(["git", *args], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout


class BookFolder:
    """A real book in a temporary folder, and what tests do to it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def crm(self, *argv: str, stdin: str = "") -> Ran:
        """Run a command line in the book."""
        return run(*argv, cwd=self.root, stdin=stdin)

    def ok(self, *argv: str, stdin: str = "") -> Ran:
        """Run a command line that must succeed."""
        ran = self.crm(*argv, stdin=stdin)
        assert ran.code == 0, ran
        return ran

    def git(self, *args: str) -> str:
        """Run git in the book."""
        return git(self.root, *args)

    def path(self, customer: str) -> Path:
        """Where a customer's file lies."""
        return self.root / "customers" / f"{customer}.yaml"

    def text(self, customer: str) -> str:
        """A customer's file."""
        return self.path(customer).read_text(encoding="utf-8")

    def write(self, customer: str, text: str | bytes, *, commit: bool = True) -> None:
        """Put a customer's file there by hand, and commit it."""
        path = self.path(customer)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        if commit:
            self.git("add", "--", str(path))
            self.git("commit", "-q", "-m", f"{customer}: by hand")

    def commits(self) -> list[str]:
        """The subjects of the commits, newest first."""
        return self.git("log", "--format=%s").splitlines()

    def is_clean(self) -> bool:
        """Whether nothing differs from the last commit."""
        return self.git("status", "--porcelain") == ""


@pytest.fixture
def book(tmp_path: Path) -> BookFolder:
    """An empty book in euros."""
    root = tmp_path / "book"
    ran = run("init", str(root), "--name", "Test book", "--currency", "EUR")
    assert ran.code == 0, ran
    return BookFolder(root)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-sessions", action="store_true", help="rewrite tests/sessions/*.txt with what happens now"
    )


def pytest_collect_file(parent: pytest.Collector, file_path: Path) -> pytest.Collector | None:
    if file_path.suffix == ".txt" and file_path.parent.name == "sessions":
        from tests.transcript import SessionFile

        return SessionFile.from_parent(parent, path=file_path)
    return None
