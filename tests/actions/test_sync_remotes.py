"""``sync`` and the other side: none, several, out of reach, over ssh, one that refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.actions.clones import Clones, standing
from tests.conftest import BookFolder, git

# Takes "HOST COMMAND" as ssh does and runs the command here.
FAKE_SSH = """#!/bin/sh
echo "$@" >> {log}
shift
exec sh -c "$*"
"""


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    return Clones(tmp_path)


def test_without_a_remote_the_command_to_add_one_is_told(book: BookFolder) -> None:
    ran = book.crm("sync")

    assert ran.code == 6
    assert ran.err == ("the book has no remote to sync with\nhint: add one: git remote add origin URL\n")


def test_of_several_remotes_one_must_be_chosen(book: BookFolder) -> None:
    book.git("remote", "add", "north", "/nowhere")
    book.git("remote", "add", "south", "/nowhere")

    ran = book.crm("sync")

    assert ran.code == 6
    assert "the book has several remotes (north, south) and none of them is the upstream\n" in ran.err
    assert "hint: choose one: git push --set-upstream north HEAD\n" in ran.err


def test_the_only_remote_need_not_be_called_origin(clones: Clones) -> None:
    clones.ada.git("remote", "rename", "origin", "team")
    clones.ada.git("branch", "--unset-upstream")
    clones.ada.ok("add", "Acme")

    ran = clones.ada.ok("sync")

    assert "in step with team/main" in ran.err


def test_a_detached_head_has_nothing_to_sync(clones: Clones) -> None:
    clones.ada.git("switch", "-q", "--detach")

    ran = clones.ada.crm("sync")

    assert ran.code == 5
    assert ran.err == "HEAD is detached: there is no branch to sync\nhint: run: git switch BRANCH\n"


def test_a_remote_out_of_reach_is_told_in_gits_words(book: BookFolder, tmp_path: Path) -> None:
    book.git("remote", "add", "origin", str(tmp_path / "nowhere"))
    before = standing(book)

    for words in (("sync",), ("sync", "-n"), ("sync", "--push")):
        ran = book.crm(*words)

        assert ran.code == 6
        assert f"'{tmp_path}/nowhere' does not appear to be a git repository" in ran.err
        assert "hint: see its address: git remote -v · change it: git remote set-url origin URL\n" in ran.err
    assert standing(book) == before


def test_a_book_without_a_commit_is_to_be_saved_first(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "book")
    (tmp_path / "book" / "plaincrm.yaml").write_text("format: 1\nname: Book\ncurrency: EUR\n")
    book = BookFolder(tmp_path / "book")
    book.git("remote", "add", "origin", "/nowhere")

    ran = book.crm("sync")

    assert ran.code == 5
    assert ran.err.endswith("hint: commit the book: plaincrm save\n")


def test_a_remote_over_ssh_is_fetched_from_and_pushed_to(
    clones: Clones, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ssh, log = tmp_path / "fake-ssh", tmp_path / "ssh.log"
    ssh.write_text(FAKE_SSH.format(log=log))
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH_COMMAND", str(ssh))
    monkeypatch.setenv("GIT_SSH_VARIANT", "simple")
    bob = clones.clone("bob")
    bob.ok("add", "Bolt")
    bob.ok("sync")
    clones.ada.git("remote", "set-url", "origin", f"ssh://crm.example{clones.hub}")
    clones.ada.ok("add", "Acme")

    ran = clones.ada.ok("sync")

    assert "came: bolt (new)\nwent: acme (new)\n" in ran.err
    assert "acme: add" in clones.hub_commits()
    assert "git-upload-pack" in log.read_text()
    assert "git-receive-pack" in log.read_text()


def test_a_hook_that_refuses_the_push_is_told_and_nothing_lost(clones: Clones) -> None:
    hook = clones.hub / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\necho 'closed on Mondays' >&2\nexit 1\n")
    hook.chmod(0o755)
    clones.ada.ok("add", "Acme")

    ran = clones.ada.crm("sync")

    assert ran.code == 6
    assert "origin refused the push (pre-receive hook declined)" in ran.err
    assert "closed on Mondays" in ran.err
    assert "hint: mend what it names, then: plaincrm sync\n" in ran.err
    hook.unlink()
    clones.ada.ok("sync")
    assert "acme: add" in clones.hub_commits()


def test_a_hook_of_ours_that_refuses_the_push_is_told(clones: Clones) -> None:
    hook = clones.ada.root / ".git" / "hooks" / "pre-push"
    hook.write_text("#!/bin/sh\necho 'not from here' >&2\nexit 1\n")
    hook.chmod(0o755)
    clones.ada.ok("add", "Acme")

    ran = clones.ada.crm("sync")

    assert ran.code == 6
    assert "not from here" in ran.err


def test_a_branch_that_is_gone_over_there_is_not_brought_back_unasked(clones: Clones) -> None:
    git(clones.hub, "branch", "-m", "main", "trunk")

    ran = clones.ada.crm("sync")

    assert ran.code == 6
    assert ran.err.startswith("origin has the branch main no more\nhint: choose another: git branch ")
    clones.ada.git("fetch", "-q")
    clones.ada.git("branch", "-q", "--set-upstream-to=origin/trunk")
    clones.ada.ok("sync")


def test_a_clone_of_an_empty_remote_fills_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "hub.git")
    git(tmp_path, "clone", "-q", "hub.git", "book")
    book = BookFolder(tmp_path / "book")
    book.ok("init", ".", "--currency", "EUR")

    book.ok("sync")

    assert git(tmp_path / "hub.git", "log", "--format=%s", "main") == "Begin the book\n"


def test_a_remote_that_is_no_bare_repository_refuses_and_says_why(clones: Clones, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", str(clones.hub), "desk")
    clones.ada.git("remote", "set-url", "origin", str(tmp_path / "desk"))
    clones.ada.ok("add", "Acme")

    ran = clones.ada.crm("sync")

    assert ran.code == 6
    assert "branch is currently checked out" in ran.err


@pytest.mark.parametrize("fetched_before", [False, True])
def test_what_was_taken_out_of_the_history_is_not_brought_back(clones: Clones, fetched_before: bool) -> None:
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    bob = clones.clone("bob")
    bob.ok("add", "Bolt")
    clones.ada.git("reset", "-q", "--hard", "HEAD~1")
    clones.ada.ok("add", "Comet")
    clones.ada.git("push", "-q", "--force")
    if fetched_before:  # as editors do, behind one's back
        bob.git("fetch", "-q")
    before = standing(bob)

    ran = bob.crm("sync")

    assert ran.code == 5
    assert ran.err == (
        "the history of origin/main was rewritten; a merge would bring back what was taken out of it\n"
        "hint: take the new one over, with your own commits on top: git rebase --fork-point origin/main\n"
    )
    assert standing(bob) == before
    bob.git("rebase", "-q", "--fork-point", "origin/main")
    bob.ok("sync")
    assert clones.hub_commits() == ["bolt: add", "comet: add", "Begin the book"]


def test_a_shallow_clone_is_synced_while_it_reaches_back_far_enough(clones: Clones, tmp_path: Path) -> None:
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{clones.hub}", "shallow")
    shallow = BookFolder(tmp_path / "shallow")
    shallow.ok("add", "Bolt")
    clones.ada.ok("add", "Comet")
    clones.ada.ok("sync")

    ran = shallow.ok("sync")

    assert "came: comet (new)\nwent: bolt (new)\n" in ran.err
