"""A book works wherever git does: work trees, submodules, sub-folders, shallow clones, odd HEADs."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import BookFolder, git, run
from tests.faults.commands import crm

FILE = "name: Acme\n"


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", FILE)
    return book


def log_and_undo(book: BookFolder) -> None:
    """A write, its undo, and a new customer: each one commit, and a clean tree."""
    before = len(book.commits())
    book.ok("log", "acme", "called")
    book.ok("undo")
    book.ok("add", "New", "--id", "new")
    assert len(book.commits()) == before + 3
    assert book.text("acme") == FILE
    assert book.git("status", "--porcelain", "--", ".") == ""


def test_a_linked_work_tree(acme: BookFolder, tmp_path: Path) -> None:
    acme.git("worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))

    log_and_undo(BookFolder(tmp_path / "side"))

    assert len(acme.commits()) == 2


def test_a_submodule(acme: BookFolder, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    git(tmp_path, "init", "-q", str(outer))
    git(outer, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(acme.root), "crm")

    log_and_undo(BookFolder(outer / "crm"))


def test_a_shallow_clone(acme: BookFolder, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", acme.root.as_uri(), "shallow")

    log_and_undo(BookFolder(tmp_path / "shallow"))


def test_a_detached_head_works_and_is_pointed_out(acme: BookFolder) -> None:
    acme.git("checkout", "-q", "--detach")

    ran = acme.ok("log", "acme", "called")

    assert "HEAD is detached" in ran.err
    assert acme.commits()[0].startswith("acme: log")


def test_a_branch_without_a_commit(tmp_path: Path) -> None:
    root = tmp_path / "young"
    git(tmp_path, "init", "-q", "-b", "main", str(root))
    (root / "plaincrm.yaml").write_text("format: 1\nname: Young\ncurrency: EUR\n")
    book = BookFolder(root)

    book.ok("add", "Acme", "--id", "acme")
    book.ok("log", "acme", "called")

    assert book.commits() == ["acme: log contact 2026-11-23", "acme: add"]
    assert book.git("status", "--porcelain") == "?? plaincrm.yaml\n"


def test_a_commit_that_claims_to_be_of_the_future(acme: BookFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as dated:
        dated.setenv("GIT_COMMITTER_DATE", "2099-01-01T00:00:00Z")
        acme.git("commit", "-q", "--allow-empty", "-m", "from the future")

    log_and_undo(acme)


def test_a_book_in_a_folder_of_a_larger_repository(tmp_path: Path) -> None:
    outer = tmp_path / "company"
    git(tmp_path, "init", "-q", str(outer))
    (outer / "readme.txt").write_text("ours\n")
    ran = run("init", str(outer / "sales" / "crm"), "--currency", "EUR")
    assert ran.code == 0, ran
    book = BookFolder(outer / "sales" / "crm")
    book.write("acme", FILE)

    log_and_undo(book)

    assert git(outer, "status", "--porcelain") == "?? readme.txt\n"
    assert git(outer, "show", "--name-only", "--format=", "HEAD").split() == ["sales/crm/customers/new.yaml"]


def test_two_books_in_one_repository(tmp_path: Path) -> None:
    books = []
    git(tmp_path, "init", "-q", str(tmp_path / "both"))
    for name in ("east", "west"):
        ran = run("init", str(tmp_path / "both" / name), "--currency", "EUR")
        assert ran.code == 0, ran
        books.append(BookFolder(tmp_path / "both" / name))
    for book in books:
        book.write("acme", FILE)

    books[0].ok("log", "acme", "from the east")
    books[1].ok("log", "acme", "from the west")
    books[0].ok("undo")

    assert books[0].text("acme") == FILE
    assert "from the west" in books[1].text("acme")
    assert git(tmp_path / "both", "status", "--porcelain") == ""


def test_a_separate_git_directory(acme: BookFolder, tmp_path: Path) -> None:
    acme.git("init", "-q", "--separate-git-dir", str(tmp_path / "elsewhere.git"))

    log_and_undo(acme)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "elsewhere/.git"),
        ("GIT_INDEX_FILE", "elsewhere/.git/index"),
        ("GIT_WORK_TREE", "elsewhere"),
        ("GIT_OBJECT_DIRECTORY", "elsewhere/.git/objects"),
        ("GIT_PREFIX", "somewhere/"),
        ("GIT_LITERAL_PATHSPECS", "0"),
    ],
)
def test_what_a_hook_around_us_sets_is_not_obeyed(
    acme: BookFolder, tmp_path: Path, name: str, value: str
) -> None:
    git(tmp_path, "init", "-q", "elsewhere")
    before = {path: path.read_bytes() for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()}

    ended = crm(acme.root, "log", "acme", "called", **{name: str(tmp_path / value)})

    assert ended.code == 0, ended
    assert acme.commits()[0].startswith("acme: log")
    assert acme.is_clean()
    after = {path: path.read_bytes() for path in (tmp_path / "elsewhere").rglob("*") if path.is_file()}
    assert after == before


def test_a_write_from_a_post_commit_hook(acme: BookFolder) -> None:
    script = acme.root / ".git" / "hooks" / "post-commit"
    code = Path(__file__).parents[2]
    script.write_text(
        "#!/bin/sh\n"
        "test -e .git/once && exit 0\n"
        "touch .git/once\n"
        f'PYTHONPATH="{code}" "{sys.executable}" -m plaincrm log acme "from a hook"\n'
    )
    script.chmod(0o755)

    acme.git("commit", "-q", "--allow-empty", "-m", "something of mine")

    assert acme.commits()[0] == "acme: log contact 2026-11-23"
    assert acme.is_clean()


def test_without_git_on_the_path_one_line_says_so(acme: BookFolder, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    path = acme.path("acme").read_bytes()

    logged = crm(acme.root, "log", "acme", "called", PATH=str(tmp_path / "empty"))
    listed = crm(acme.root, "list", PATH=str(tmp_path / "empty"))

    assert (logged.code, listed.code) == (6, 6), (logged, listed)
    assert "install git" in logged.err
    assert acme.path("acme").read_bytes() == path


@pytest.mark.parametrize("command", ["list", "log acme called", "undo", "history"])
def test_a_repository_that_git_cannot_read_is_not_taken_for_an_empty_one(
    acme: BookFolder, command: str
) -> None:
    (acme.root / ".git" / "HEAD").write_text("nonsense\n", encoding="ascii")

    ran = acme.crm(*command.split())

    assert ran.code == 6
    assert "not a git repository" in ran.err


@pytest.mark.parametrize("command", ["undo", "history", "sync"])
def test_without_git_no_command_line_of_git_is_shown(acme: BookFolder, tmp_path: Path, command: str) -> None:
    (tmp_path / "empty").mkdir()

    ran = crm(acme.root, command, PATH=str(tmp_path / "empty"))

    assert ran.code == 6
    assert ran.err.startswith("git cannot be run: ")
    assert len(ran.err.splitlines()) == 2


def test_outside_a_repository_the_way_in_is_told(tmp_path: Path) -> None:
    (tmp_path / "customers").mkdir()
    (tmp_path / "plaincrm.yaml").write_text("format: 1\nname: Lost\ncurrency: EUR\n")
    (tmp_path / "customers" / "acme.yaml").write_text(FILE)

    ran = run("log", "acme", "called", cwd=tmp_path)

    assert ran.code == 6, ran
    assert "git init" in ran.err
    assert (tmp_path / "customers" / "acme.yaml").read_text() == FILE


def test_a_bare_repository_has_no_work_tree(acme: BookFolder) -> None:
    acme.git("config", "core.bare", "true")

    ran = acme.crm("log", "acme", "called")

    assert ran.code == 6, ran
    assert acme.text("acme") == FILE
