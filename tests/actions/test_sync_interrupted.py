"""``sync`` killed at its worst moments: the next command finds the book whole, and nothing is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.actions.clones import Clones, standing
from tests.conftest import BookFolder
from tests.sweeps import sync_kill

# Ends plaincrm and every git that it started, as a power cut would; only once.
KILL = """#!/bin/sh
cat > /dev/null
[ -e {mark} ] && exit 0
touch {mark}
kill -9 0
"""


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    return Clones(tmp_path)


@pytest.fixture
def behind(clones: Clones) -> BookFolder:
    """A clone that must merge: others appended to Acme and added Bolt, and so did its own user."""
    clones.ada.write("acme", "name: Acme\ntags: [a]\n")
    clones.ada.ok("sync")
    bob = clones.clone("bob")
    clones.ada.write("acme", "name: Acme\ntags: [a, from-ada]\n")
    clones.ada.write("bolt", "name: Bolt\n")
    clones.ada.git("push", "-q")
    bob.write("acme", "name: Acme\ntags: [a, from-bob]\n")
    return bob


@pytest.mark.parametrize("hook", ["pre-commit", "post-commit", "pre-push"])
def test_killed_in_a_hook_the_next_sync_works(clones: Clones, behind: BookFolder, hook: str) -> None:
    _hook(behind, hook)

    assert _killed(behind, "sync")
    behind.ok("sync")

    _whole(clones, behind)


def test_killed_while_git_writes_the_files_the_next_sync_works(clones: Clones, behind: BookFolder) -> None:
    _filter(behind)

    assert _killed(behind, "sync")
    behind.ok("sync")

    _whole(clones, behind)


def test_killed_while_the_branch_moves_on_the_next_sync_works(clones: Clones, behind: BookFolder) -> None:
    behind.git("reset", "-q", "--hard", "HEAD~1")
    _filter(behind)

    assert _killed(behind, "sync")
    ran = behind.ok("sync")

    assert "took back the merge of an interrupted sync" in ran.err
    assert behind.text("acme") == "name: Acme\ntags: [a, from-ada]\n"
    assert behind.is_clean()


def test_killed_while_git_writes_the_files_the_next_command_takes_it_back(
    clones: Clones, behind: BookFolder
) -> None:
    _filter(behind)
    assert _killed(behind, "sync")

    ran = behind.ok("log", "acme", "called", "--via", "phone")

    assert "took back the merge of an interrupted sync" in ran.err
    assert behind.commits()[:2] == ["acme: log phone 2026-11-23", "acme: by hand"]
    assert behind.is_clean()
    behind.ok("sync")
    _whole(clones, behind)


def test_killed_in_the_merge_driver_the_next_sync_works(clones: Clones, behind: BookFolder) -> None:
    mark = behind.root / ".git" / "killed"
    behind.git("config", "merge.plaincrm.driver", f"[ -e {mark} ] || {{ touch {mark}; kill -9 0; }}; false")
    assert _killed(behind, "sync")
    behind.git("config", "--unset", "merge.plaincrm.driver")

    behind.ok("sync")

    _whole(clones, behind)


def test_killed_in_the_merge_abort_restores_what_was(behind: BookFolder) -> None:
    before = behind.text("acme")
    _hook(behind, "pre-commit")
    assert _killed(behind, "sync")

    behind.ok("sync", "--abort")

    assert behind.text("acme") == before
    assert behind.is_clean()
    assert behind.commits()[0] == "acme: by hand"


def test_where_only_git_is_killed_the_sync_takes_it_back_itself(behind: BookFolder) -> None:
    _filter(behind, victim="$PPID")
    before = standing(behind)

    ran = behind.crm("sync")

    assert ran.code == 6
    assert standing(behind) == before
    behind.ok("sync")


def test_an_edit_made_after_the_kill_is_kept_aside(clones: Clones, behind: BookFolder) -> None:
    _hook(behind, "pre-commit")
    assert _killed(behind, "sync")
    behind.write("acme", "name: Acme\nlevel: A\n", commit=False)

    ran = behind.ok("sync")

    shelf = behind.root / ".git" / "plaincrm" / "rescued"
    assert f"what stood in customers/acme.yaml is kept in {shelf}" in ran.err
    assert (shelf / "customers__acme.yaml").read_text() == "name: Acme\nlevel: A\n"
    _whole(clones, behind)


def test_hand_edits_elsewhere_survive_the_kill(clones: Clones, behind: BookFolder) -> None:
    behind.write("comet", "name: Comet\n")
    behind.write("comet", "name: Comet\nlevel: A\n", commit=False)
    (behind.root / "loose.txt").write_text("note")
    _hook(behind, "pre-commit")

    assert _killed(behind, "sync")
    behind.ok("sync")

    assert behind.text("comet") == "name: Comet\nlevel: A\n"
    assert behind.git("status", "--porcelain") == " M customers/comet.yaml\n?? loose.txt\n"


def test_locks_that_a_killed_fetch_left_do_not_stop_the_next(clones: Clones, behind: BookFolder) -> None:
    _hook(behind, "pre-push")
    assert _killed(behind, "sync")
    locks = ("index.lock", "config.lock", "refs/remotes/origin/main.lock", "packed-refs.lock")
    for name in locks:
        (behind.root / ".git" / name).touch()

    behind.ok("sync")

    assert not [name for name in locks if (behind.root / ".git" / name).exists()]
    _whole(clones, behind)


def test_locks_that_are_not_ours_are_left_alone(clones: Clones, behind: BookFolder) -> None:
    lock = behind.root / ".git" / "refs" / "remotes" / "origin" / "main.lock"
    lock.touch()

    ran = behind.crm("sync")

    assert ran.code == 6
    assert "main.lock" in ran.err
    assert lock.exists()


def test_killed_at_any_time_the_next_sync_works(tmp_path: Path) -> None:
    """``python -m tests.sweeps.sync_kill --runs 200`` does the same for longer."""
    faults = sync_kill.sweep(tmp_path, runs=6, seed=1)

    assert faults == []


def _whole(clones: Clones, book: BookFolder) -> None:
    """Both sides have all that was ever written, and nothing hangs over."""
    assert "from-ada" in book.text("acme")
    assert "from-bob" in book.text("acme")
    assert book.path("bolt").exists()
    assert book.is_clean()
    assert not (book.root / ".git" / "plaincrm" / "sync.json").exists()
    clones.ada.ok("sync")
    assert clones.ada.git("rev-parse", "HEAD") == book.git("rev-parse", "HEAD")
    assert book.git("fsck", "--connectivity-only", "--no-dangling") == ""


def _hook(book: BookFolder, name: str) -> None:
    path = book.root / ".git" / "hooks" / name
    path.write_text(KILL.format(mark=book.root / ".git" / "killed"))
    path.chmod(0o755)


def _filter(book: BookFolder, victim: str = "0") -> None:
    """Let the first file that git writes out be its last."""
    script = book.root / ".git" / "smudge"
    script.write_text(
        f"#!/bin/sh\n[ -e {script}.done ] || {{ touch {script}.done; kill -9 {victim}; }}\nexec cat\n"
    )
    script.chmod(0o755)
    book.git("config", "filter.once.smudge", str(script))
    book.git("config", "filter.once.clean", "cat")
    (book.root / ".git" / "info").mkdir(exist_ok=True)
    (book.root / ".git" / "info" / "attributes").write_text("customers/bolt.yaml filter=once\n")


def _started(book: BookFolder, *argv: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "plaincrm", *argv],
        cwd=book.root,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _killed(book: BookFolder, *argv: str) -> bool:
    return _started(book, *argv).wait(timeout=60) == -signal.SIGKILL
