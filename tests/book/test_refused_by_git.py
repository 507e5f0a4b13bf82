"""Where git refuses, so do we: with its own words, and with nothing changed."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from plaincrm.book import patience
from tests.conftest import BookFolder
from tests.faults.standing_still import nothing_changes

WRITES = [
    ("log", "acme", "called"),
    ("add", "New", "--id", "new"),
    ("rename", "acme", "new"),
    ("remove", "acme"),
]


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", "name: Acme\nlevel: A\n")
    return book


def hook(book: BookFolder, name: str, script: str) -> Path:
    path = book.root / ".git" / "hooks" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize("argv", WRITES)
@pytest.mark.parametrize("name", ["pre-commit", "commit-msg"])
def test_a_failing_hook_refuses_and_is_quoted(acme: BookFolder, name: str, argv: tuple[str, ...]) -> None:
    hook(acme, name, "echo 'no commits on Mondays' >&2; exit 1")

    with nothing_changes(acme):
        ran = acme.crm(*argv)

    assert ran.code == 6, ran
    assert "no commits on Mondays" in ran.err


def test_what_a_hook_refused_is_not_in_the_next_commit(acme: BookFolder) -> None:
    path = hook(acme, "pre-commit", "exit 1")
    acme.crm("log", "acme", "refused")
    path.unlink()

    acme.ok("log", "acme", "accepted")

    assert "refused" not in acme.text("acme")
    assert len(acme.git("show", "--format=", "--name-only", "HEAD").split()) == 1


def test_what_a_failing_hook_did_to_the_file_goes_with_it(acme: BookFolder) -> None:
    hook(acme, "pre-commit", "echo '# tidied' >> customers/acme.yaml; exit 1")

    with nothing_changes(acme):
        ran = acme.crm("log", "acme", "called")

    assert ran.code == 6


def test_what_a_passing_hook_did_to_the_file_is_committed(acme: BookFolder) -> None:
    hook(acme, "pre-commit", "echo '# tidied' >> customers/acme.yaml; git add customers/acme.yaml")

    acme.ok("log", "acme", "called")

    assert acme.git("show", "HEAD:customers/acme.yaml").endswith("# tidied\n")
    assert acme.is_clean()


def test_hooks_speak_their_own_encoding(acme: BookFolder) -> None:
    hook(acme, "pre-commit", "echo '不行' >&2; exit 1")

    ran = acme.crm("log", "acme", "called")

    assert "不行" in ran.err


def test_a_failing_post_commit_hook_does_not_undo_the_commit(acme: BookFolder) -> None:
    hook(acme, "post-commit", "exit 1")

    acme.ok("log", "acme", "called")

    assert acme.is_clean()


@pytest.mark.parametrize("argv", WRITES)
def test_without_an_identity_nothing_is_written(
    acme: BookFolder, argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")

    with nothing_changes(acme):
        ran = acme.crm(*argv)

    assert ran.code == 6, ran
    assert "git config --global user.name" in ran.err
    assert "git config --global user.email" in ran.err


def test_an_unknown_author_beside_a_known_committer_is_refused_too(
    acme: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GIT_AUTHOR_NAME")
    monkeypatch.delenv("GIT_AUTHOR_EMAIL")

    with nothing_changes(acme):
        ran = acme.crm("log", "acme", "called")

    assert ran.code == 6, ran
    assert "git config --global user.name" in ran.err


def test_signing_that_fails_makes_no_unsigned_commit(acme: BookFolder, tmp_path: Path) -> None:
    program = tmp_path / "gpg"
    program.write_text("#!/bin/sh\necho 'no secret key' >&2\nexit 2\n")
    program.chmod(0o755)
    acme.git("config", "commit.gpgsign", "true")
    acme.git("config", "gpg.program", str(program))

    with nothing_changes(acme):
        ran = acme.crm("log", "acme", "called")

    assert ran.code == 6, ran
    assert "sign" in ran.err


def test_an_ignored_customer_is_refused(book: BookFolder) -> None:
    (book.root / ".gitignore").write_text("customers/secret*\n")
    book.write("secret-one", "name: Secret\n", commit=False)

    with nothing_changes(book):
        added = book.crm("add", "Secret two", "--id", "secret-two")
        logged = book.crm("log", "secret-one", "called")

    assert (added.code, logged.code) == (5, 5), (added, logged)
    assert added.err.startswith(
        "customers/secret-two.yaml is ignored by git, nothing was changed\nhint: take "
    )
    assert logged.err.startswith(
        "customers/secret-one.yaml is ignored by git, nothing was changed\nhint: take "
    )
    assert "Use -f" not in added.err


def test_a_customer_in_an_ignored_folder_is_refused(book: BookFolder) -> None:
    (book.root / ".gitignore").write_text("customers/private/\n")
    folder = book.root / "customers" / "private"
    folder.mkdir()
    (folder / "acme.yaml").write_text("name: Acme\n")

    with nothing_changes(book):
        ran = book.crm("log", "acme", "called")

    assert ran.code == 5, ran


SKIPPED = (
    "customers/acme.yaml: marked skip-worktree, git does not commit what changes there; nothing was changed\n"
    "hint: take the mark away: git update-index --no-skip-worktree customers/acme.yaml\n"
)


@pytest.mark.parametrize("argv", [("set", "acme", "level=C"), ("remove", "acme"), ("rename", "acme", "bolt")])
def test_a_file_that_git_is_told_to_look_past_is_named_with_the_way_on(
    acme: BookFolder, argv: tuple[str, ...]
) -> None:
    acme.git("update-index", "--skip-worktree", "customers/acme.yaml")

    with nothing_changes(acme):
        ran = acme.crm(*argv)

    assert ran.code == 5
    assert ran.err == SKIPPED
    acme.git("update-index", "--no-skip-worktree", "customers/acme.yaml")
    acme.ok(*argv)


def test_among_others_it_is_not_left_out_of_the_commit_in_silence(acme: BookFolder) -> None:
    acme.ok("add", "Bolt")
    acme.git("update-index", "--skip-worktree", "customers/acme.yaml")

    with nothing_changes(acme):
        ran = acme.crm("set", "--where", "kind:organisation", "level=C", "-q", "--yes")

    assert ran.code == 5
    assert ran.err == SKIPPED


def test_git_s_index_lock_is_waited_for(acme: BookFolder) -> None:
    lock = acme.root / ".git" / "index.lock"
    lock.touch()
    threading.Timer(0.7, lock.unlink).start()

    acme.ok("log", "acme", "called")

    assert acme.is_clean()


@pytest.mark.parametrize("name", ["index.lock", "refs/heads/main.lock", "HEAD.lock"])
@pytest.mark.parametrize("argv", WRITES[:2])
def test_a_stale_lock_is_named_after_a_while_and_never_deleted(
    acme: BookFolder, name: str, argv: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "PATIENCE_SECONDS", 0.3)
    lock = acme.root / ".git" / name
    lock.touch()

    begin = time.monotonic()
    with nothing_changes(acme):
        ran = acme.crm(*argv)

    assert time.monotonic() - begin < 5
    assert ran.code == 5, ran
    assert f"rm {lock}" in ran.err
    assert lock.exists()
    lock.unlink()
    acme.ok(*argv)
    assert acme.is_clean()


def test_the_patience_with_a_stale_lock_is_five_seconds() -> None:
    assert patience.PATIENCE_SECONDS == 5.0
