"""The command lines that are measured, plaincrm's own and those that it is compared with."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import sys
from pathlib import Path

from benchmarks.shelf import MADE, PLAINCRM, Shelf, git
from benchmarks.timing import Command, once

_READ = """
import sys, yaml
from pathlib import Path
for path in Path("customers").rglob("*.yaml"):
    yaml.load(path.read_bytes(), yaml.CBaseLoader)
"""
_STATUS = [
    *("git", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "status"),
    *("--porcelain=v2", "--branch", "--no-ahead-behind", "--no-renames", "-z", "-uall", "--", "customers"),
]
_number = itertools.count(1)


def plaincrm(book: Path, line: str) -> Command:
    """A command line in a book."""
    return Command([*PLAINCRM, *line.split()], book)


def edited(book: Path, line: str) -> Command:
    """The same after one file was edited by hand, so that the index must be brought up to date."""
    return plaincrm(book, line)._replace(before=lambda: edit(book, "customer-000007"))


def without_index(book: Path, line: str) -> Command:
    """The same where no index is there yet."""

    def discard() -> None:
        for file in (book / ".git" / "plaincrm").glob("index*"):
            file.unlink()

    return plaincrm(book, line)._replace(before=discard)


def edit(book: Path, customer: str) -> Path:
    """Write one more line into a customer's file."""
    path = book / "customers" / f"{customer}.yaml"
    with path.open("a", encoding="utf-8") as file:
        file.write(f"# edit {next(_number)}\n")
    return path


def python() -> Command:
    """``python -c pass``."""
    return Command([sys.executable, "-c", "pass"], Path.cwd())


def git_status(book: Path) -> Command:
    """``git status`` with the very arguments that a warm read gives it, as git itself wrote them down."""
    return Command(_status_of(book) or _STATUS, book)


def _status_of(book: Path) -> list[str] | None:
    trace, settings = book / ".git" / "trace", book / ".git" / "trace-settings"
    settings.write_text(f"[trace2]\n\teventTarget = {trace}\n", encoding="utf-8")
    before = os.environ["GIT_CONFIG_GLOBAL"]
    os.environ["GIT_CONFIG_GLOBAL"] = str(settings)
    try:
        once(plaincrm(book, "due --count"))
    finally:
        os.environ["GIT_CONFIG_GLOBAL"] = before
    events = [json.loads(line) for line in trace.read_text("utf-8").splitlines()] if trace.exists() else []
    trace.unlink(missing_ok=True)
    lines: list[list[str]] = [event["argv"] for event in events if event["event"] == "start"]
    return next((argv for argv in lines if "status" in argv), None)


def git_commit(book: Path) -> Command:
    """``git commit -- PATH`` of one edited file."""
    path = "customers/customer-000011.yaml"
    argv = ["git", "commit", "-q", "-m", "customer-000011: edit", "--", path]
    return Command(argv, book, before=lambda: edit(book, "customer-000011"))


def base_loader(book: Path) -> Command:
    """Reading every file with ``yaml.CBaseLoader``, in one process."""
    return Command([sys.executable, "-c", _READ], book)


def khard(shelf: Shelf, size: int) -> Command | None:
    """``khard list`` over the same customers; None where it is not installed."""
    if not shutil.which("khard"):
        return None
    settings = shelf.folder / "khard.conf"
    settings.write_text(f"[addressbooks]\n[[bench]]\npath = {shelf.cards(size)}\n", encoding="utf-8")
    return Command(["khard", "-c", str(settings), "list"], shelf.folder)


def task(shelf: Shelf, size: int) -> Command | None:
    """Taskwarrior's ``task list`` over as many tasks; None where it is not installed."""
    if not shutil.which("task"):
        return None
    folder = shelf.tasks(size)
    return Command(["task", f"rc.data.location={folder}", "rc.verbose=nothing", "list"], folder)


def hledger(shelf: Shelf, size: int) -> Command | None:
    """Hledger's monthly income over the same sales, like ``report sales``; None where it is not installed."""
    if not shutil.which("hledger"):
        return None
    journal = shelf.journal(size)
    return Command(["hledger", "-f", str(journal), "incomestatement", "--monthly"], journal.parent)


def put_back(book: Path) -> None:
    """Let a book that was written to be what it was when it was made, and its index know it."""
    git(book, "reset", "-q", "--hard", MADE)
    once(plaincrm(book, "due --count"))
