"""What the user has staged, edited or not shown to git stays theirs; hand edits get a commit of their own."""

from __future__ import annotations

import pytest

from tests.conftest import BookFolder

ACME = "name: Acme\nlevel: A\n"


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", ACME)
    book.write("comet", "name: Comet\n")
    return book


def paths_of_head(book: BookFolder) -> list[str]:
    return book.git("show", "--name-only", "--format=", "HEAD").split()


def test_staged_files_are_not_swept_in_and_stay_staged(acme: BookFolder) -> None:
    (acme.root / "plan.txt").write_text("a new file\n")
    acme.path("comet").write_text("name: Comet\nindustry: rockets\n")
    acme.git("add", "plan.txt", "customers/comet.yaml")

    acme.ok("log", "acme", "called")

    assert paths_of_head(acme) == ["customers/acme.yaml"]
    assert acme.git("status", "--porcelain").splitlines() == ["M  customers/comet.yaml", "A  plan.txt"]


def test_a_partly_staged_other_file_keeps_both_versions(acme: BookFolder) -> None:
    acme.path("comet").write_text("name: Comet\nindustry: rockets\n")
    acme.git("add", "customers/comet.yaml")
    acme.path("comet").write_text("name: Comet\nindustry: rockets\nnotes: unstaged\n")
    staged = acme.git("show", ":customers/comet.yaml")

    acme.ok("log", "acme", "called")

    assert acme.git("show", ":customers/comet.yaml") == staged
    assert acme.git("status", "--porcelain") == "MM customers/comet.yaml\n"


def test_unstaged_and_untracked_files_stay_as_they_are(acme: BookFolder) -> None:
    acme.path("comet").write_text("name: Comet\nnotes: not yet\n")
    (acme.root / "todo.txt").write_text("mine\n")

    acme.ok("add", "New", "--id", "new")

    assert paths_of_head(acme) == ["customers/new.yaml"]
    assert acme.git("status", "--porcelain").splitlines() == [" M customers/comet.yaml", "?? todo.txt"]


def test_hand_edits_of_the_same_file_come_first_in_their_own_commit(acme: BookFolder) -> None:
    acme.path("acme").write_text("name: Acme\nlevel: B  # by hand\n")

    ran = acme.ok("log", "acme", "called")

    assert acme.commits()[:2] == ["acme: log contact 2026-11-23", "acme: hand edits"]
    assert acme.git("show", "HEAD~1:customers/acme.yaml") == "name: Acme\nlevel: B  # by hand\n"
    assert acme.git("log", "-1", "--format=%(trailers)", "HEAD~1").strip() == ""
    assert "hand edits" in ran.err
    assert acme.is_clean()


def test_a_staged_hand_edit_is_a_hand_edit(acme: BookFolder) -> None:
    acme.path("acme").write_text("name: Acme\nlevel: B\n")
    acme.git("add", "customers/acme.yaml")

    acme.ok("log", "acme", "called")

    assert acme.commits()[1] == "acme: hand edits"
    assert acme.is_clean()


def test_a_new_file_that_git_has_never_seen_is_a_hand_edit(acme: BookFolder) -> None:
    acme.write("dusk", "name: Dusk\n", commit=False)

    acme.ok("log", "dusk", "called")

    assert acme.commits()[1] == "dusk: hand edits"
    assert acme.is_clean()


def test_an_intent_to_add_is_a_hand_edit(acme: BookFolder) -> None:
    acme.write("dusk", "name: Dusk\n", commit=False)
    acme.git("add", "--intent-to-add", "customers/dusk.yaml")

    acme.ok("log", "dusk", "called")

    assert acme.is_clean()


def test_a_broken_hand_edit_is_refused_untouched(acme: BookFolder) -> None:
    broken = 'name: Acme\nsince: "never"\nlevel: [\n'
    acme.path("acme").write_text(broken)
    head = acme.git("rev-parse", "HEAD")

    ran = acme.crm("log", "acme", "called")

    assert ran.code == 4
    assert "customers/acme.yaml:" in ran.err
    assert acme.text("acme") == broken
    assert acme.git("rev-parse", "HEAD") == head


def test_a_broken_hand_edit_elsewhere_blocks_nothing(acme: BookFolder) -> None:
    acme.path("comet").write_text("name: [\n")

    acme.ok("log", "acme", "called")

    assert acme.git("status", "--porcelain") == " M customers/comet.yaml\n"


@pytest.mark.parametrize("argv", [("log", "acme", "called"), ("remove", "acme"), ("rename", "acme", "new")])
def test_a_staged_version_that_differs_from_both_is_refused(acme: BookFolder, argv: tuple[str, ...]) -> None:
    acme.path("acme").write_text("name: Acme\nlevel: B\n")
    acme.git("add", "customers/acme.yaml")
    acme.path("acme").write_text("name: Acme\nlevel: C\n")
    before = acme.git("status", "--porcelain"), acme.git("rev-parse", "HEAD")

    ran = acme.crm(*argv)

    assert ran.code == 5, ran
    assert "git restore --staged customers/acme.yaml" in ran.err
    assert acme.text("acme") == "name: Acme\nlevel: C\n"
    assert (acme.git("status", "--porcelain"), acme.git("rev-parse", "HEAD")) == before


def test_a_staged_removal_of_a_file_that_is_there_is_refused(acme: BookFolder) -> None:
    acme.git("rm", "-q", "--cached", "customers/acme.yaml")
    before = acme.git("status", "--porcelain")

    ran = acme.crm("log", "acme", "called")

    assert ran.code == 5, ran
    assert acme.git("status", "--porcelain") == before


def test_a_file_deleted_by_hand_is_not_written_over(acme: BookFolder) -> None:
    acme.path("acme").unlink()

    ran = acme.crm("add", "Acme again", "--id", "acme")

    assert ran.code == 5, ran
    assert "git restore customers/acme.yaml" in ran.err
    assert not acme.path("acme").exists()


def test_undo_takes_its_own_commit_and_leaves_the_hand_edits(acme: BookFolder) -> None:
    acme.path("acme").write_text("name: Acme\nlevel: B  # by hand\n")
    acme.ok("log", "acme", "called")

    acme.ok("undo")

    assert acme.text("acme") == "name: Acme\nlevel: B  # by hand\n"
