"""Kills commands of plaincrm, with their git, at random moments, and judges what is left."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

from tests.faults.commands import Ended, crm, finish, git, start

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_SECONDS = 1.0


class Told(NamedTuple):
    """The entries that were acknowledged, and those whose command was killed."""

    acknowledged: list[str]
    killed: list[str]


def kill_group(process: subprocess.Popen[str]) -> Ended:
    """End a command and all it started, at once."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    out, err = process.communicate()
    return Ended(process.returncode, out, err)


def log_and_kill(book: Path, customers: list[str], runs: int, dice: random.Random) -> Told:
    """Log an entry *runs* times, each killed at a random moment; every third time with a rival beside it.

    After each kill a command must work without any repair.
    """
    told = Told([], [])
    span = _usual_seconds(book)
    for number in range(runs):
        who = dice.choice(customers)
        process = start(book, "log", who, f"entry {number}")
        rival = start(book, "log", customers[0], f"entry {runs + number}") if number % 3 == 0 else None
        time.sleep(dice.uniform(0, min(span * 1.2, LONGEST_SECONDS)))
        ended = kill_group(process)
        _note(told, ended, f"entry {number}")
        if rival is not None:
            assert finish(rival).code == 0
            told.acknowledged.append(f"entry {runs + number}")
        after = crm(book, "log", who, f"entry {2 * runs + number}")
        assert after.code == 0, after
        told.acknowledged.append(f"entry {2 * runs + number}")
    return told


def judge(book: Path, customers: list[str], told: Told) -> int:
    """How many killed entries were finished later; fails where anything was lost, doubled or left."""
    files = [book / "customers" / f"{customer}.yaml" for customer in customers]
    found = [
        line.split("summary: ")[1]
        for file in files
        for line in file.read_text().splitlines()
        if "summary: " in line
    ]
    assert len(found) == len(set(found)), "an entry is there twice"
    assert set(told.acknowledged) <= set(found), "an acknowledged entry is lost"
    assert set(found) <= {*told.acknowledged, *told.killed}, "an entry that nobody wrote"
    assert git(book, "status", "--porcelain", "-uall") == "", "the tree is not clean"
    assert git(book, "fsck", "--no-dangling", "--no-progress") == ""
    assert crm(book, "check").code == 0
    _each_commit_adds_one_entry(book)
    return len(set(found) & set(told.killed))


def _each_commit_adds_one_entry(book: Path) -> None:
    added = git(book, "log", "--format=%x00%s", "-p", "-U0", "--", "customers").split("\0")[1:]
    for commit in added:
        if ": log" in commit.splitlines()[0]:
            assert commit.count("\n+    summary: ") == 1, commit


def _note(told: Told, ended: Ended, entry: str) -> None:
    if ended.code == 0:
        told.acknowledged.append(entry)
    else:
        assert ended.code < 0, ended
        told.killed.append(entry)


def _usual_seconds(book: Path) -> float:
    begin = time.monotonic()
    assert crm(book, "list").code == 0
    return 2 * (time.monotonic() - begin)
