"""Git's configuration is honoured where it is an intent, and not obeyed where it could harm a read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import BookFolder
from tests.faults.standing_still import nothing_changes

FILE = "name: Acme\nlevel: A\n"


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", FILE)
    return book


def program(path: Path, script: str) -> str:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def rot13(book: BookFolder) -> None:
    """A clean filter as git-crypt has one: what git stores is not what stands in the work tree."""
    attributes = book.root / ".gitattributes"
    attributes.write_text(attributes.read_text() + "customers/*.yaml filter=rot13\n")
    for direction in ("clean", "smudge"):
        book.git("config", f"filter.rot13.{direction}", "tr A-Za-z N-ZA-Mn-za-m")
    book.git("add", "--renormalize", ".")
    book.git("commit", "-q", "-m", "encrypt")


def test_a_clean_filter_is_honoured(acme: BookFolder) -> None:
    rot13(acme)

    acme.ok("log", "acme", "called")

    assert "pnyyrq" in acme.git("show", "HEAD:customers/acme.yaml")
    assert "called" in acme.text("acme")
    assert acme.is_clean()


def test_undo_and_redo_work_through_a_filter(acme: BookFolder) -> None:
    rot13(acme)
    acme.ok("log", "acme", "called")
    logged = acme.text("acme")

    acme.ok("undo")
    undone = acme.text("acme")
    acme.ok("redo")

    assert undone == FILE
    assert acme.text("acme") == logged
    acme.ok("remove", "acme")
    acme.ok("undo")
    assert acme.text("acme") == logged
    assert acme.is_clean()


def test_a_filter_that_fails_refuses_the_commit(acme: BookFolder) -> None:
    rot13(acme)
    acme.git("config", "filter.rot13.clean", "false")
    acme.git("config", "filter.rot13.required", "true")
    before = acme.text("acme")

    ran = acme.crm("log", "acme", "called")

    assert ran.code == 6, ran
    assert acme.text("acme") == before


@pytest.mark.parametrize("autocrlf", ["true", "input"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_line_ends_of_the_work_tree_stay(book: BookFolder, autocrlf: str, ending: str) -> None:
    book.git("config", "core.autocrlf", autocrlf)
    book.git("config", "core.safecrlf", "false")
    book.write("acme", FILE.replace("\n", ending).encode())

    book.ok("log", "acme", "called")

    raw = book.path("acme").read_bytes()
    assert raw.count(ending.encode()) == raw.count(b"\n")
    assert (b"\r" in raw) == (ending == "\r\n")
    assert book.is_clean()


def test_undo_works_where_git_converts_line_ends(book: BookFolder) -> None:
    book.git("config", "core.autocrlf", "true")
    book.git("config", "core.safecrlf", "false")
    content = FILE.replace("\n", "\r\n").encode()
    book.write("acme", content)
    book.ok("log", "acme", "called")

    book.ok("undo")

    assert book.path("acme").read_bytes() == content
    assert book.is_clean()


def test_a_read_runs_no_program_of_the_configuration(acme: BookFolder, tmp_path: Path) -> None:
    mark = tmp_path / "was-run"
    evil = program(tmp_path / "evil", f"touch {mark}")
    for key in ("core.fsmonitor", "diff.external", "core.pager", "core.sshCommand", "core.editor"):
        acme.git("config", key, evil)
    acme.git("config", "core.hooksPath", str(tmp_path))

    for line in ("list", "show acme", "history", "status", "check", "undo --list", "find Acme"):
        acme.ok(*line.split())

    assert not mark.exists()


def test_a_hooks_path_is_the_users_intent_and_runs_on_a_commit(acme: BookFolder, tmp_path: Path) -> None:
    mark = tmp_path / "was-run"
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    program(hooks / "pre-commit", f"touch {mark}")
    acme.git("config", "core.hooksPath", str(hooks))

    acme.ok("log", "acme", "called")

    assert mark.exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("color.ui", "always"),
        ("log.showSignature", "true"),
        ("log.decorate", "full"),
        ("log.abbrevCommit", "true"),
        ("i18n.logOutputEncoding", "gbk"),
        ("i18n.commitEncoding", "gbk"),
        ("format.pretty", "fuller"),
        ("status.relativePaths", "false"),
        ("status.short", "true"),
        ("status.showUntrackedFiles", "no"),
        ("diff.noprefix", "true"),
        ("diff.renames", "copies"),
        ("core.abbrev", "40"),
        ("core.quotePath", "true"),
        ("commit.cleanup", "scissors"),
        ("commit.verbose", "true"),
        ("commit.template", "/dev/null"),
        ("core.untrackedCache", "true"),
        ("core.splitIndex", "true"),
        ("index.version", "4"),
        ("feature.manyFiles", "true"),
    ],
)
def test_a_taste_of_the_users_disturbs_nothing(book: BookFolder, key: str, value: str) -> None:
    book.write("星云", "name: 星云\n")
    book.git("config", key, value)

    book.ok("log", "星云", "谈续费", "-m", "谈续费")
    listed = book.ok("undo", "--list", "--json")
    book.ok("undo")

    assert '"谈续费"' in listed.out
    subject = book.git("-c", "i18n.logOutputEncoding=UTF-8", "log", "-1", "--format=%s", "HEAD~1")
    assert subject.strip() == "谈续费"
    assert book.text("星云") == "name: 星云\n"
    assert book.is_clean()


def test_a_required_author_is_git_s_own_matter(acme: BookFolder) -> None:
    acme.git("config", "user.name", "Somebody Else")
    acme.git("config", "user.email", "else@plaincrm.example")

    acme.ok("log", "acme", "called")

    assert acme.git("log", "-1", "--format=%an %cn").strip() == "Ada Ada"  # the environment wins, as with git


def test_the_sandbox_of_a_pathspec_is_not_a_pattern(book: BookFolder) -> None:
    book.write("a-b", "name: A\n")
    (book.root / "customers" / "[a]-b.yaml").write_text("name: trap\n")

    with nothing_changes(book):
        dry = book.ok("log", "a-b", "called", "-n")
    book.ok("log", "a-b", "called")

    assert "called" in dry.out
    assert book.git("status", "--porcelain") == "?? customers/[a]-b.yaml\n"
