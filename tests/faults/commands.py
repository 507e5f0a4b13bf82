"""plaincrm as a program of its own, so that it can be run many times at once, killed and starved."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
MARKS_OF_A_BUG = ("Traceback", "this is a bug")


class Ended(NamedTuple):
    """How a program ended; *code* is negative where a signal ended it."""

    code: int
    out: str
    err: str


def command(*argv: str) -> list[str]:
    """The command line that runs plaincrm with this Python."""
    return [sys.executable, "-m", "plaincrm", *argv]


def start(folder: Path, *argv: str, **variables: str) -> subprocess.Popen[str]:
    """Start plaincrm in *folder*, in a process group of its own."""
    return subprocess.Popen(
        command(*argv),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def finish(process: subprocess.Popen[str]) -> Ended:
    """Wait for a program; a traceback or a confessed bug is an error of the test's."""
    out, err = process.communicate(timeout=120)
    ended = Ended(process.returncode, out, err)
    assert not any(mark in err for mark in MARKS_OF_A_BUG), ended
    return ended


def crm(folder: Path, *argv: str, **variables: str) -> Ended:
    """Run plaincrm in *folder* to its end."""
    return finish(start(folder, *argv, **variables))


def git(folder: Path, *args: str) -> str:
    """Run git and give its output."""
    return subprocess.run(["git", *args], cwd=folder, capture_output=True, text=True, check=True).stdout


def make_book(folder: Path, customers: list[str]) -> Path:
    """A book with these customers, committed."""
    ended = crm(folder.parent, "init", str(folder), "--currency", "EUR", "-q")
    assert ended.code == 0, ended
    for customer in customers:
        content = f"# {customer}, by hand\nname: Customer {customer}\nlevel:   A  # stays as it is\n"
        (folder / "customers" / f"{customer}.yaml").write_text(content)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Customers")
    return folder
