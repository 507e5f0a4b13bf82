"""save: commits what passes check, names the rest."""

from __future__ import annotations

import pytest

from tests.conftest import BookFolder
from tests.faults.standing_still import nothing_changes


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", "name: Acme\n")
    book.write("comet", "name: Comet\n")
    return book


def test_edits_new_files_and_deletions_are_one_commit(acme: BookFolder) -> None:
    acme.path("acme").write_text("name: Acme\nlevel: B\n")
    acme.path("comet").unlink()
    acme.write("dusk", "name: Dusk\n", commit=False)
    (acme.root / "rates.yaml").write_text("- {date: 2026-01-01, currency: USD, rate: 0.9}\n")
    count = len(acme.commits())

    acme.ok("save")

    assert len(acme.commits()) == count + 1
    assert acme.git("show", "--name-status", "--format=", "HEAD").splitlines() == [
        "M\tcustomers/acme.yaml",
        "D\tcustomers/comet.yaml",
        "A\tcustomers/dusk.yaml",
        "A\trates.yaml",
    ]
    assert acme.is_clean()


def test_one_file_is_named_in_the_message_and_own_words_win(acme: BookFolder) -> None:
    acme.path("acme").write_text("name: Acme\nlevel: B\n")
    acme.ok("save")
    acme.path("acme").write_text("name: Acme\nlevel: C\n")
    acme.ok("save", "-m", "as we agreed")

    assert acme.commits()[:2] == ["as we agreed", "acme: hand edits"]


def test_what_does_not_pass_is_named_and_left(acme: BookFolder) -> None:
    acme.path("acme").write_text("name: Acme\nlevel: B\n")
    acme.path("comet").write_text("name: Comet\nsales:\n- {date: 2026-02-30, amount: 1}\n")
    acme.write("dusk", "- not a map\n", commit=False)

    ran = acme.crm("save")

    assert ran.code == 1, ran
    assert "customers/comet.yaml:3: sales[0].date" in ran.err
    assert "customers/dusk.yaml:1" in ran.err
    assert acme.git("status", "--porcelain").splitlines() == [
        " M customers/comet.yaml",
        "?? customers/dusk.yaml",
    ]
    assert acme.git("show", "--name-only", "--format=", "HEAD").split() == ["customers/acme.yaml"]


def test_files_that_are_not_the_books_are_none_of_its_business(acme: BookFolder) -> None:
    acme.path("acme").write_text("name: Acme\nlevel: B\n")
    (acme.root / "letter.txt").write_text("Dear Sir\n")
    (acme.root / "staged.txt").write_text("mine\n")
    acme.git("add", "staged.txt")

    acme.ok("save")

    assert acme.git("status", "--porcelain").splitlines() == ["A  staged.txt", "?? letter.txt"]


def test_nothing_to_save_is_no_commit(acme: BookFolder) -> None:
    with nothing_changes(acme):
        ran = acme.ok("save")

    assert "nothing to save" in ran.err


def test_a_failing_hook_leaves_the_tree_as_it_was(acme: BookFolder) -> None:
    acme.path("acme").write_text("name: Acme\nlevel: B\n")
    acme.path("comet").unlink()
    acme.write("dusk", "name: Dusk\n", commit=False)
    script = acme.root / ".git" / "hooks" / "pre-commit"
    script.write_text("#!/bin/sh\necho no >&2\nexit 1\n")
    script.chmod(0o755)

    with nothing_changes(acme):
        ran = acme.crm("save")

    assert ran.code == 6, ran


def test_what_the_user_staged_stays_staged_after_a_failing_hook(acme: BookFolder) -> None:
    acme.write("dusk", "name: Dusk\n", commit=False)
    acme.git("add", "customers/dusk.yaml")
    script = acme.root / ".git" / "hooks" / "commit-msg"
    script.write_text("#!/bin/sh\nexit 1\n")
    script.chmod(0o755)

    with nothing_changes(acme):
        assert acme.crm("save").code == 6


def test_a_file_staged_in_another_version_is_named_and_left(acme: BookFolder) -> None:
    acme.path("comet").write_text("name: Comet\nlevel: A\n")
    acme.git("add", "customers/comet.yaml")
    acme.path("comet").write_text("name: Comet\nlevel: B\n")
    acme.path("acme").write_text("name: Acme\nlevel: B\n")

    ran = acme.crm("save")

    assert ran.code == 1, ran
    assert "customers/comet.yaml" in ran.err
    assert "staged" in ran.err
    assert acme.git("status", "--porcelain") == "MM customers/comet.yaml\n"


def test_two_files_with_one_id_are_not_both_saved(acme: BookFolder) -> None:
    folder = acme.root / "customers" / "west"
    folder.mkdir()
    (folder / "acme.yaml").write_text("name: Acme West\n")

    ran = acme.crm("save")

    assert ran.code == 1, ran
    assert "same ID" in ran.err


def test_broken_settings_are_named_and_other_files_are_not_judged_by_them(acme: BookFolder) -> None:
    (acme.root / "plaincrm.yaml").write_text("format: 1\ncurrency: nonsense\n")

    with nothing_changes(acme):
        ran = acme.crm("save")

    assert ran.code in (1, 4), ran
    assert "plaincrm.yaml" in ran.err


def test_a_dry_run_names_the_files_and_changes_nothing(acme: BookFolder) -> None:
    acme.path("acme").write_text("name: Acme\nlevel: B\n")

    with nothing_changes(acme):
        ran = acme.ok("save", "-n")

    assert ran.out == "customers/acme.yaml\n"


def test_a_name_with_spaces_umlauts_and_pattern_signs(acme: BookFolder) -> None:
    for name in ("Müller Söhne", "a[b]c", "星云科技", "it's"):
        acme.write(name, "name: Odd\n", commit=False)

    ran = acme.crm("save")

    assert ran.code in (0, 1), ran
    assert "星云科技" in acme.git("-c", "core.quotePath=false", "ls-files")
