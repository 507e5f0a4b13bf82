"""Commands that are killed: nothing acknowledged is lost, nothing doubled, the next command just works.

``python -m tests.sweeps.kill --runs 500`` does the same for longer, ``tests.sweeps.disk_faults --what KILL``
at every single call that changes the disk.
"""

from __future__ import annotations

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.conftest import BookFolder
from tests.faults import trial
from tests.faults.commands import crm, finish, git, make_book, start
from tests.faults.killing import judge, log_and_kill
from tests.faults.preload import fault
from tests.faults.standing_still import nothing_changes
from tests.faults.trial import SCENARIOS, Expected, Scenario, expectation
from tests.faults.world import quiet


def test_at_random_moments(tmp_path: Path) -> None:
    customers = ["acme", "comet"]
    book = make_book(tmp_path / "book", customers)

    told = log_and_kill(book, customers, 10, random.Random(1))

    judge(book, customers, told)


@pytest.fixture(scope="module", params=["log", "add", "rename", "hand edits first", "save"])
def whole(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Scenario, Expected]:
    """A kind of change, and what it leaves when it is not disturbed."""
    scenario = next(scenario for scenario in SCENARIOS if scenario.name == request.param)
    with quiet():
        return scenario, expectation(tmp_path_factory.mktemp("whole"), scenario)


@pytest.mark.parametrize("where", ["-m plaincrm", " commit "])
def test_at_the_worst_moment(tmp_path: Path, whole: tuple[Scenario, Expected], where: str) -> None:
    # plaincrm's second rename puts the file in its place; git's second one lets the index follow HEAD
    scenario, expected = whole
    book = expected.copy(tmp_path / "book")

    ended = crm(book, *scenario.argv, **fault("rename", 2, "KILL", where=where))

    trial.judge(book, expected, ended)


def hook(book: Path, script: str) -> None:
    path = book / ".git" / "hooks" / "pre-commit"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


KILL_PLAINCRM = 'git_id=$PPID; kill -9 "$(ps -o ppid= -p "$git_id" | tr -d " ")"'


def test_a_git_that_outlives_its_plaincrm_is_waited_for(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    hook(book.root, f"test -e .git/once && exit 0; touch .git/once; {KILL_PLAINCRM}; sleep 1")

    killed = crm(book.root, "log", "acme", "first")
    after = crm(book.root, "log", "acme", "second")

    assert killed.code == -signal.SIGKILL
    assert after.code == 0, after
    assert book.text("acme").count("first") == 1
    assert book.commits()[:2] == ["acme: log contact 2026-11-23"] * 2
    assert book.is_clean()


def test_a_slow_git_that_outlives_its_plaincrm_is_not_disturbed(
    book: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plaincrm.book import orphans, patience

    monkeypatch.setattr(orphans, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.2)
    book.write("acme", "name: Acme\n")
    hook(book.root, f"test -e .git/once && exit 0; touch .git/once; {KILL_PLAINCRM}; sleep 3")
    crm(book.root, "log", "acme", "first")

    early = book.crm("log", "acme", "too early")
    time.sleep(3.5)
    late = book.crm("log", "acme", "second")

    assert early.code == 5, early
    assert late.code == 0, late
    assert [book.text("acme").count(word) for word in ("first", "too early", "second")] == [1, 0, 1]
    assert book.is_clean()


def killed_before_the_commit(book: BookFolder, *argv: str) -> None:
    """Run a command that dies, with its git, when all files are written and git has taken its locks."""
    hook(book.root, f"kill -9 $PPID; {KILL_PLAINCRM}")
    process = start(book.root, *argv)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL
    (book.root / ".git" / "hooks" / "pre-commit").unlink()
    assert (book.root / ".git" / "index.lock").exists()


def test_what_was_written_is_finished_under_its_own_message(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.write("comet", "name: Comet\n")
    killed_before_the_commit(book, "log", "acme", "called", "-m", "my own words")

    ran = book.ok("log", "comet", "called too")

    assert "finished what an interrupted command had begun" in ran.err
    assert book.commits()[:2] == ["comet: log contact 2026-11-23", "my own words"]
    assert "called" in book.text("acme")
    assert book.is_clean()


def test_what_was_finished_can_be_undone(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    killed_before_the_commit(book, "log", "acme", "called")

    book.ok("undo", "--list")
    book.ok("save")
    book.ok("undo")

    assert book.text("acme") == "name: Acme\n"


def test_a_half_renamed_customer_goes_back(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.write("comet", "name: Comet\n")
    # the second rename puts the new file in its place; the old one is gone by then
    ended = crm(book.root, "rename", "acme", "zenith", **fault("rename", 2, "KILL", where="-m plaincrm"))
    assert ended.code == -signal.SIGKILL
    assert not book.path("acme").exists()
    assert not book.path("zenith").exists()

    ran = book.ok("log", "comet", "called")

    assert "took back" in ran.err
    assert book.text("acme") == "name: Acme\n"
    assert book.is_clean()


def test_a_file_that_was_edited_since_is_left_as_it_is(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.write("comet", "name: Comet\n")
    killed_before_the_commit(book, "log", "acme", "called")
    edited = book.text("acme") + "notes: By hand, after the crash.\n"
    book.path("acme").write_text(edited)

    ran = book.ok("log", "comet", "called")

    assert "left as they are" in ran.err
    assert book.text("acme") == edited
    assert book.git("status", "--porcelain") == " M customers/acme.yaml\n"
    book.ok("log", "acme", "again")
    assert book.commits()[1] == "acme: hand edits"


def test_a_new_file_that_was_never_committed_is_finished(book: BookFolder) -> None:
    killed_before_the_commit(book, "add", "Acme", "--id", "acme")

    book.ok("add", "Comet", "--id", "comet")

    assert book.commits()[:2] == ["comet: add", "acme: add"]
    assert book.is_clean()


def test_hand_edits_that_were_being_saved_are_finished(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.path("acme").write_text("name: Acme\nlevel: B\n")
    book.write("comet", "name: Comet\n", commit=False)
    killed_before_the_commit(book, "save")

    ran = book.ok("save")

    assert "finished" in ran.err
    assert book.commits()[0] == "hand edits of 2 files"
    assert book.is_clean()


def test_another_commit_of_the_users_in_between_changes_nothing_about_it(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    killed_before_the_commit(book, "log", "acme", "called")
    (book.root / ".git" / "index.lock").unlink()
    book.git("commit", "-q", "--allow-empty", "-m", "mine")

    book.ok("set", "acme", "level=A")

    assert book.commits()[:3] == ["acme: set level", "acme: log contact 2026-11-23", "mine"]
    assert book.is_clean()


def test_a_user_who_committed_it_by_hand_is_not_contradicted(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    killed_before_the_commit(book, "log", "acme", "called")
    (book.root / ".git" / "index.lock").unlink()
    book.git("commit", "-q", "-a", "-m", "mine")

    book.ok("set", "acme", "level=A")

    assert book.commits()[:2] == ["acme: set level", "mine"]
    assert book.is_clean()


def test_a_repository_that_was_moved_is_mended_too(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    killed_before_the_commit(book, "log", "acme", "called")
    moved = BookFolder(book.root.rename(book.root.with_name("moved")))

    moved.ok("set", "acme", "level=A")

    assert moved.commits()[1] == "acme: log contact 2026-11-23"
    assert moved.is_clean()


def test_a_damaged_note_does_not_block(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    (book.root / ".git" / "plaincrm").mkdir(exist_ok=True)
    (book.root / ".git" / "plaincrm" / "journal.json").write_text('{"head": ')

    book.ok("log", "acme", "called")

    assert not (book.root / ".git" / "plaincrm" / "journal.json").exists()


def test_the_other_book_of_a_repository_finishes_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "both")
    for name in ("east", "west"):
        assert crm(tmp_path, "init", f"both/{name}", "--currency", "EUR").code == 0
        (tmp_path / "both" / name / "customers" / "acme.yaml").write_text("name: Acme\n")
        assert crm(tmp_path / "both" / name, "save").code == 0
    east = tmp_path / "both" / "east"
    hook(tmp_path / "both", f"kill -9 $PPID; {KILL_PLAINCRM}")
    assert crm(east, "log", "acme", "from the east").code == -signal.SIGKILL
    (tmp_path / "both" / ".git" / "hooks" / "pre-commit").unlink()

    after = crm(tmp_path / "both" / "west", "log", "acme", "from the west")

    assert after.code == 0, after
    assert git(tmp_path / "both", "status", "--porcelain") == ""
    assert "from the east" in git(east, "show", "HEAD~1:./customers/acme.yaml")


def test_an_interrupt_from_the_keyboard_takes_everything_back(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    hook(book.root, "touch .git/reached; sleep 30")

    with nothing_changes(book):
        process = start(book.root, "log", "acme", "called")
        while not (book.root / ".git" / "reached").exists():
            time.sleep(0.02)
        os.killpg(process.pid, signal.SIGINT)
        ended = finish(process)

    assert ended.code == 130, ended
    (book.root / ".git" / "hooks" / "pre-commit").unlink()
    book.ok("log", "acme", "called")


def test_what_a_hook_refuses_now_goes_back_and_blocks_nothing(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.write("comet", "name: Comet\n")
    killed_before_the_commit(book, "log", "acme", "called")
    hook(book.root, "git diff --cached --name-only | grep -q acme && exit 1; exit 0")

    ran = book.ok("log", "comet", "called")

    assert "took back" in ran.err
    assert book.text("acme") == "name: Acme\n"
    assert book.is_clean()
