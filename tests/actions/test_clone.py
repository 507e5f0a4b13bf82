"""``clone``: a book from elsewhere, ready to be synced; or nothing at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plaincrm.actions.clone import folder_for
from tests.actions.clones import Clones
from tests.conftest import BookFolder, git, run


@pytest.fixture
def clones(tmp_path: Path) -> Clones:
    made = Clones(tmp_path)
    made.ada.ok("add", "Acme")
    made.ada.ok("sync")
    return made


def test_a_clone_is_a_book_with_its_merge_driver(clones: Clones, tmp_path: Path) -> None:
    ran = run("clone", str(clones.hub), "copy", cwd=tmp_path)

    copy = BookFolder(tmp_path / "copy")
    assert ran.code == 0
    assert ran.err.startswith("copy: a clone with 1 customer (")
    assert copy.text("acme") == clones.ada.text("acme")
    assert copy.is_clean()
    assert "merge-driver %O %A %B %P" in copy.git("config", "merge.plaincrm.driver")
    assert "in step with origin/main" in copy.ok("sync").err


def test_the_folder_is_named_after_the_repository(clones: Clones, tmp_path: Path) -> None:
    (tmp_path / "desk").mkdir()

    assert run("clone", "../hub.git", cwd=tmp_path / "desk").code == 0

    assert (tmp_path / "desk" / "hub" / "plaincrm.yaml").exists()


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("https://host.example/team/book.git", "book"),
        ("https://host.example/team/book/", "book"),
        ("git@host.example:book.git", "book"),
        ("git@host.example:team/客户.git", "客户"),
        ("/srv/books/book/.git", "book"),
        ("C:\\books\\book.git", "book"),
    ],
)
def test_any_address_gives_a_folder(url: str, folder: str) -> None:
    assert folder_for(url) == folder


def test_json_says_where_it_is(clones: Clones, tmp_path: Path) -> None:
    ran = run("clone", str(clones.hub), str(tmp_path / "copy"), "--json")

    (answer,) = json.loads(ran.out)
    assert answer["folder"] == str(tmp_path / "copy")
    assert git(tmp_path / "copy", "rev-parse", "HEAD").startswith(answer["commit"])


def test_a_repository_without_a_book_is_not_kept(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "other")
    git(tmp_path / "other", "commit", "-q", "--allow-empty", "-m", "no book")

    ran = run("clone", str(tmp_path / "other"), str(tmp_path / "copy"))

    assert ran.code == 3
    assert ran.err.startswith(f"{tmp_path}/other holds no book: there is no plaincrm.yaml in it\nhint: ")
    assert not (tmp_path / "copy").exists()


def test_what_the_hint_for_an_empty_repository_says_works(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "empty.git")
    (tmp_path / "copy").mkdir()

    ran = run("clone", str(tmp_path / "empty.git"), str(tmp_path / "copy"))

    assert ran.code == 3
    assert list((tmp_path / "copy").iterdir()) == []
    assert f"git remote add origin {tmp_path}/empty.git && plaincrm sync" in ran.err
    book = BookFolder(tmp_path / "copy")
    book.ok("init", ".", "--currency", "EUR")
    book.git("remote", "add", "origin", str(tmp_path / "empty.git"))
    book.ok("sync")


def test_a_book_below_the_top_is_found(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "work")
    run("init", str(tmp_path / "work" / "crm"), "--currency", "EUR")

    ran = run("clone", str(tmp_path / "work"), str(tmp_path / "copy"))

    assert ran.code == 0
    assert ran.err.startswith(f"{tmp_path}/copy/crm: a clone with 0 customers (")


def test_nothing_is_put_into_a_folder_that_has_something(clones: Clones, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")

    ran = run("clone", str(clones.hub), str(tmp_path / "full"))

    assert ran.code == 5
    assert f"{tmp_path}/full is there already and is not empty\n" in ran.err
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["note.txt"]


def test_an_address_out_of_reach_is_told_in_gits_words(tmp_path: Path) -> None:
    ran = run("clone", str(tmp_path / "nowhere"), str(tmp_path / "copy"))

    assert ran.code == 6
    assert f"cannot clone {tmp_path}/nowhere:\n" in ran.err
    assert "does not exist" in ran.err
    assert not (tmp_path / "copy").exists()


def test_an_address_cannot_pass_for_an_option(tmp_path: Path) -> None:
    ran = run("clone", "--", f"--upload-pack=touch {tmp_path}/owned", str(tmp_path / "copy"))

    assert ran.code == 6
    assert not (tmp_path / "owned").exists()


def test_the_only_branch_is_taken_where_head_names_none_that_is_there(clones: Clones, tmp_path: Path) -> None:
    git(clones.hub, "symbolic-ref", "HEAD", "refs/heads/master")

    ran = run("clone", str(clones.hub), "copy", cwd=tmp_path)

    assert ran.code == 0
    copy = BookFolder(tmp_path / "copy")
    assert copy.text("acme") == clones.ada.text("acme")
    assert "in step with origin/main" in copy.ok("sync").err


def test_of_several_branches_none_is_guessed(clones: Clones, tmp_path: Path) -> None:
    git(clones.hub, "branch", "other", "main")
    git(clones.hub, "symbolic-ref", "HEAD", "refs/heads/master")

    ran = run("clone", str(clones.hub), "copy", cwd=tmp_path)

    assert ran.code == 3
    assert "has no branch that its HEAD names; it has main, other" in ran.err
    assert not (tmp_path / "copy").exists()
