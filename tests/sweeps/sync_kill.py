# ruff: noqa: T201  # it is a command
"""Kills ``sync`` and every git that it started, at random moments; the next sync must set all right.

Run ``python -m tests.sweeps.sync_kill --runs 200`` (``--seed`` to repeat a run). It exits 1 where work was
lost, half-merged or in the way of the next sync.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.faults.world import quiet

SOURCE = Path(__file__).parents[2]
EVERY = ("from-ada", "from-bob")


def sweep(folder: Path, *, runs: int, seed: int) -> list[str]:
    """Kill *runs* syncs, half of which would merge and half move on; what was wrong afterwards."""
    draw = random.Random(seed)
    template = _prepared(folder / "template")
    usual = _timed(shutil.copytree(template, folder / "usual"))
    faults = []
    for number in range(runs):
        there = shutil.copytree(template, folder / str(number))
        if number % 2:
            _git(there / "bob", "reset", "-q", "--hard", "HEAD~1")
        delay = draw.uniform(0, 1.1 * usual)
        was_killed = _kill(there / "bob", delay)
        found = _faults(there, merges=not number % 2)
        faults += [
            f"run {number}, {'killed' if was_killed else 'done'} by {delay:.3f} s: {one}" for one in found
        ]
        shutil.rmtree(there)
    return faults


def _prepared(folder: Path) -> Path:
    """A hub, a book that went on there, and another that has a commit of its own."""
    folder.mkdir(parents=True)
    _git(folder, "init", "-q", "--bare", "-b", "main", "hub.git")
    _crm(folder, "init", "ada", "--currency", "EUR", "-q")
    _git(folder / "ada", "remote", "add", "origin", "../hub.git")
    _write(folder / "ada", "acme", "name: Acme\ntags: [a]\n")
    for number in range(20):
        _write(folder / "ada", f"c{number}", f"name: Customer {number}\n")
    _crm(folder / "ada", "sync", "-q")
    _crm(folder, "clone", "hub.git", "bob", "-q")
    _git(folder / "bob", "remote", "set-url", "origin", "../hub.git")
    _write(folder / "ada", "acme", "name: Acme\ntags: [a, from-ada]\n")
    for number in range(20):
        _write(folder / "ada", f"c{number}", f"name: Customer {number}\nlevel: A\n")
    _git(folder / "ada", "push", "-q")
    _write(folder / "bob", "acme", "name: Acme\ntags: [a, from-bob]\n")
    (folder / "bob" / "customers" / "hand.yaml").write_text("name: By hand\n")
    return folder


def _faults(there: Path, *, merges: bool) -> list[str]:
    ran = _crm(there / "bob", "sync")
    if ran.returncode != 0:
        return [f"the next sync: {ran.returncode}, {ran.stderr}"]
    book = there / "bob"
    text = (book / "customers" / "acme.yaml").read_text(encoding="utf-8")
    faults = [f"{word} is lost" for word in EVERY[: 1 + merges] if word not in text]
    state = _git(book, "status", "--porcelain", "-uall")
    faults += [] if state == "?? customers/hand.yaml\n" else [f"status: {state!r}"]
    faults += (
        []
        if _git(book, "rev-parse", "HEAD") == _git(there / "hub.git", "rev-parse", "main")
        else ["not even"]
    )
    left = [name for name in ("MERGE_HEAD", "plaincrm/sync.json") if (book / ".git" / name).exists()]
    fsck = _git(book, "fsck", "--connectivity-only", "--no-dangling")
    return [*faults, *(f"{name} is left" for name in left), *([fsck] if fsck else [])]


def _kill(book: Path, delay: float) -> bool:
    process = _started(book, "sync")
    try:
        process.wait(timeout=delay)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


def _timed(there: Path) -> float:
    begun = time.monotonic()
    _started(there / "bob", "sync").wait()
    return time.monotonic() - begun


def _started(book: Path, *argv: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "plaincrm", *argv],
        cwd=book,
        env=_env(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _crm(folder: Path, *argv: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "plaincrm", *argv]
    return subprocess.run(command, cwd=folder, env=_env(), capture_output=True, text=True, check=False)


def _git(folder: Path, *args: str) -> str:
    return subprocess.run(["git", *args], cwd=folder, capture_output=True, text=True, check=True).stdout


def _write(book: Path, customer: str, text: str) -> None:
    (book / "customers" / f"{customer}.yaml").write_text(text, encoding="utf-8")
    _git(book, "add", "customers")
    _git(book, "commit", "-q", "-m", f"{customer}: by hand")


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(SOURCE)}


def main() -> int:
    """Run the sweep and print what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with quiet(), tempfile.TemporaryDirectory(prefix="plaincrm-") as folder:
        faults = sweep(Path(folder), runs=options.runs, seed=options.seed)
    for fault in faults:
        print(fault)
    print(f"{options.runs} kills, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
