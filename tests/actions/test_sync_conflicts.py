"""``sync`` where a merge cannot be had without a human, or must not be: told, and taken back whole."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.actions.clones import Clones, standing
from tests.conftest import BookFolder, git


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    return Clones(tmp_path)


@pytest.fixture
def apart(clones: Clones) -> BookFolder:
    """Bob's clone: Ada's level A for Acme is shared, his own B is not yet; Bolt came meanwhile too."""
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    bob = clones.clone("bob")
    clones.ada.ok("set", "acme", "level=A")
    clones.ada.ok("add", "Bolt")
    clones.ada.ok("sync")
    bob.ok("set", "acme", "level=B")
    return bob


def test_one_field_changed_differently_is_told_with_both_values(apart: BookFolder) -> None:
    ran = apart.crm("sync")

    assert ran.code == 5
    assert ran.err == (
        "changed here and there, in the same place (here / there):\n"
        "customers/acme.yaml: level: B / A\n"
        "hint: put right what is marked, then: plaincrm sync --continue"
        " · or take it back: plaincrm sync --abort\n"
    )


def test_a_conflict_leaves_everything_else_merged(apart: BookFolder) -> None:
    apart.crm("sync")

    assert apart.git("ls-files", "--unmerged").count("customers/acme.yaml") == 3
    assert apart.git("status", "--porcelain") == "UU customers/acme.yaml\nA  customers/bolt.yaml\n"
    assert not (apart.root / ".git" / "plaincrm" / "sync.json").exists()


def test_other_commands_wait_until_the_conflict_is_resolved(apart: BookFolder) -> None:
    apart.crm("sync")

    for words in (("log", "bolt", "called", "--via", "phone"), ("sync",), ("sync", "-n")):
        ran = apart.crm(*words)

        assert ran.code == 5
        assert "hint: finish it first: plaincrm sync --continue, or plaincrm sync --abort" in ran.err


def test_continue_is_refused_while_marks_are_left(apart: BookFolder) -> None:
    apart.crm("sync")
    before = standing(apart)

    ran = apart.crm("sync", "--continue")

    assert ran.code == 5
    assert ran.err.startswith("conflict marks are left: customers/acme.yaml:3\n")
    assert standing(apart) == before


def test_continue_takes_what_was_resolved_and_pushes(clones: Clones, apart: BookFolder) -> None:
    apart.crm("sync")
    apart.path("acme").write_text("name: Acme\nlevel: C\n")

    ran = apart.ok("sync", "--continue")

    assert "came: acme (changed), bolt (new)\nwent: acme (changed)\nin step with origin/main" in ran.err
    assert apart.is_clean()
    assert clones.hub_commits()[0] == "sync: merge 2 customers"
    clones.ada.ok("sync")
    assert clones.ada.text("acme") == "name: Acme\nlevel: C\n"


def test_continue_with_pull_keeps_the_result_here(clones: Clones, apart: BookFolder) -> None:
    apart.crm("sync")
    apart.path("acme").write_text("name: Acme\nlevel: C\n")

    apart.ok("sync", "--continue", "--pull")

    assert apart.commits()[0] == "sync: merge 2 customers"
    assert clones.hub_commits()[0] == "bolt: add"


def test_continue_with_an_error_in_the_file_names_its_line(apart: BookFolder) -> None:
    apart.crm("sync")
    apart.path("acme").write_text("name: Acme\nlevel: C\nsince: soon\n")

    ran = apart.crm("sync", "--continue")

    assert ran.code == 4
    assert 'customers/acme.yaml:3: since: "soon" is not a date' in ran.err
    assert (apart.root / ".git" / "MERGE_HEAD").exists()
    apart.path("acme").write_text("name: Acme\nlevel: C\n")
    (apart.root / "loose.txt").write_text("note")
    apart.ok("sync", "--continue")
    assert apart.git("show", "HEAD:customers/acme.yaml") == "name: Acme\nlevel: C\n"
    assert apart.git("status", "--porcelain") == "?? loose.txt\n"


def test_continue_does_not_sweep_in_what_the_user_staged(apart: BookFolder) -> None:
    apart.crm("sync")
    apart.path("acme").write_text("name: Acme\nlevel: C\n")
    (apart.root / "offer.txt").write_text("draft")
    apart.git("add", "offer.txt")

    ran = apart.crm("sync", "--continue")

    assert ran.code == 5
    assert ran.err.endswith("hint: unstage it: git restore --staged offer.txt\n")


def test_abort_restores_everything_hand_edits_too(apart: BookFolder) -> None:
    apart.write("comet", "name: Comet\n")
    apart.write("comet", "name: Comet\nlevel: A\n", commit=False)
    (apart.root / "loose.txt").write_text("note")
    before = standing(apart)
    assert apart.crm("sync").code == 5

    apart.ok("sync", "--abort")

    assert standing(apart) == before
    assert apart.crm("sync").code == 5  # and the same question again


@pytest.mark.parametrize("option", ["--continue", "--abort"])
def test_without_a_merge_there_is_nothing_to_finish(clones: Clones, option: str) -> None:
    ran = clones.ada.crm("sync", option)

    assert ran.code == 5
    assert ran.err.startswith("no merge waits to be finished\n")


def test_options_that_contradict_each_other_are_refused(clones: Clones) -> None:
    assert clones.ada.crm("sync", "--continue", "--abort").code == 2
    assert clones.ada.crm("sync", "--abort", "-n").code == 2


def test_removed_here_and_changed_there_is_for_a_human(clones: Clones, apart: BookFolder) -> None:
    clones.ada.ok("log", "bolt", "called", "--via", "phone")
    apart.git("reset", "-q", "--hard", "HEAD~1")
    apart.ok("sync")
    clones.ada.ok("log", "bolt", "called again", "--via", "phone")
    clones.ada.ok("sync")
    apart.ok("remove", "bolt")

    ran = apart.crm("sync")

    assert ran.code == 5
    assert "customers/bolt.yaml: the file: removed / changed\n" in ran.err
    apart.git("rm", "-q", "--", "customers/bolt.yaml")
    apart.ok("sync", "--continue")
    clones.ada.ok("sync")
    assert not clones.ada.path("bolt").exists()


@pytest.mark.parametrize("diverged", [False, True])
def test_errors_that_came_are_not_merged(clones: Clones, diverged: bool) -> None:
    bob = clones.clone("bob")
    clones.ada.write("acme", "name: Acme\nsales:\n  - date: 2026-10-01\n    amount: 12,50\n")
    clones.ada.git("push", "-q")
    if diverged:
        bob.ok("add", "Bolt")
    before = standing(bob)

    ran = bob.crm("sync")

    assert ran.code == 4
    assert 'customers/acme.yaml:4: sales[0].amount: "12,50" is not an amount\n' in ran.err
    assert "what came from origin/main has errors; nothing was merged\n" in ran.err
    assert standing(bob) == before
    assert bob.crm("sync", "--abort").code == 5


def test_a_customer_that_would_stand_twice_is_not_merged(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    bob.write("ac/acme", "name: Acme\n")
    before = standing(bob)

    ran = bob.crm("sync")

    assert ran.code == 4
    assert "customers/acme.yaml: has the same ID as customers/ac/acme.yaml\n" in ran.err
    assert standing(bob) == before


def test_errors_of_ours_are_not_pushed(clones: Clones) -> None:
    clones.ada.write("acme", "nome: Acme\n")

    ran = clones.ada.crm("sync")

    assert ran.code == 4
    assert "customers/acme.yaml:1: name: name is missing\n" in ran.err
    assert clones.hub_commits() == ["Begin the book"]


def test_errors_that_both_sides_have_already_stop_nobody(clones: Clones) -> None:
    clones.ada.write("acme", "nome: Acme\n")
    clones.ada.git("push", "-q")
    bob = clones.clone("bob")
    clones.ada.ok("add", "Bolt")
    clones.ada.ok("sync")
    bob.ok("add", "Comet")

    bob.ok("sync")

    assert bob.path("bolt").exists()


def test_broken_settings_do_not_come_in(clones: Clones) -> None:
    bob = clones.clone("bob")
    (clones.ada.root / "plaincrm.yaml").write_text(
        "format: 1\nname: Shared\ncurrency: EUR\nterms_days: soon\n"
    )
    clones.ada.git("commit", "-q", "-a", "-m", "by hand")
    clones.ada.git("push", "-q")
    before = standing(bob)

    ran = bob.crm("sync")

    assert ran.code == 4
    assert "plaincrm.yaml:4: terms_days:" in ran.err
    assert standing(bob) == before


def test_a_hook_that_refuses_the_merge_leaves_nothing_behind(clones: Clones) -> None:
    bob = clones.clone("bob")
    clones.ada.ok("add", "Acme")
    clones.ada.ok("sync")
    bob.ok("add", "Bolt")
    hook = bob.root / ".git" / "hooks" / "pre-commit"
    hook.write_text("#!/bin/sh\necho 'not on a Monday' >&2\nexit 1\n")
    hook.chmod(0o755)
    before = standing(bob)

    ran = bob.crm("sync")

    assert ran.code == 6
    assert "not on a Monday\nhint: mend what it names, then: plaincrm sync\n" in ran.err
    assert standing(bob) == before


def test_two_repositories_without_common_history_are_not_joined(tmp_path: Path, clones: Clones) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "strange.git")
    clones.ada.git("switch", "-q", "--orphan", "strange")
    clones.ada.git("commit", "-q", "--allow-empty", "-m", "Initial commit")
    clones.ada.git("push", "-q", str(tmp_path / "strange.git"), "strange:main")
    clones.ada.git("switch", "-q", "main")
    clones.ada.git("remote", "set-url", "origin", str(tmp_path / "strange.git"))
    before = standing(clones.ada)

    ran = clones.ada.crm("sync")

    assert ran.code == 5
    assert ran.err.startswith("the two repositories have no history in common\n")
    assert standing(clones.ada) == before


def test_a_merge_that_git_began_is_finished_too_without_any_remote(book: BookFolder) -> None:
    book.write("acme", "name: Acme\n")
    book.git("switch", "-q", "-c", "trial")
    book.write("acme", "name: Acme\nlevel: A\n")
    book.git("switch", "-q", "-")
    book.write("acme", "name: Acme\nlevel: B\n")
    assert subprocess.run(["git", "merge", "-q", "trial"], cwd=book.root, check=False).returncode == 1
    book.path("acme").write_text("name: Acme\nlevel: A\n")

    ran = book.ok("sync", "--continue")

    assert ran.err.startswith("came: acme (changed)\nmerged (")
    assert book.commits()[0] == "Merge branch 'trial'"
    assert book.is_clean()


def test_what_git_remembers_of_a_resolution_needs_nobody(clones: Clones, apart: BookFolder) -> None:
    apart.git("config", "rerere.enabled", "true")
    apart.git("config", "rerere.autoUpdate", "true")
    apart.crm("sync")
    apart.path("acme").write_text("name: Acme\nlevel: C\n")
    apart.ok("sync", "--continue", "--pull")
    apart.git("reset", "-q", "--hard", "HEAD^1")

    apart.ok("sync")

    assert apart.text("acme") == "name: Acme\nlevel: C\n"
    assert clones.hub_commits()[0] == "sync: merge 2 customers"
