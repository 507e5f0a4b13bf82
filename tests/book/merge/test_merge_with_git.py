"""Real repositories: git calls the driver wherever it merges, and is safe where it cannot."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.book.merge.merging import data
from tests.conftest import BookFolder, git

ACME = "name: Acme\nlevel: A\ncontact_log:\n  - date: 2026-01-01\n    summary: first\n"


def attempt(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run git, whatever comes of it."""
    env = {**os.environ, "GIT_EDITOR": "true"}
    return subprocess.run(["git", *args], cwd=folder, capture_output=True, text=True, env=env, check=False)


def add(book: BookFolder, summary: str, customer: str = "acme") -> None:
    """Append an entry by hand and commit it."""
    book.write(customer, book.text(customer) + f"  - date: 2026-02-01\n    summary: {summary}\n")


def summaries(book: BookFolder, customer: str = "acme") -> list[str]:
    return [entry["summary"] for entry in data(book.text(customer))["contact_log"]]


@pytest.fixture
def ada(book: BookFolder) -> BookFolder:
    book.write("acme", ACME)
    return book


@pytest.fixture
def bob(ada: BookFolder, tmp_path: Path) -> BookFolder:
    """A plain git clone, whose first write registers the driver."""
    git(tmp_path, "clone", "-q", str(ada.root), "bob")
    clone = BookFolder(tmp_path / "bob")
    clone.ok("add", "Bobs")
    return clone


def branches(ada: BookFolder) -> None:
    """Two branches, each with an entry more; *main* is checked out."""
    ada.git("switch", "-q", "-c", "side")
    add(ada, "side")
    ada.git("switch", "-q", "main")
    add(ada, "main")


def test_two_clones_append_for_twenty_rounds_and_every_merge_is_clean(
    ada: BookFolder, bob: BookFolder
) -> None:
    for number in range(20):
        add(ada, f"ada{number}")
        add(bob, f"bob{number}")
        bob.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
        ada.git("pull", "-q", "--no-rebase", str(bob.root), "main")

    assert ada.text("acme") == bob.text("acme")
    assert sorted(summaries(ada)) == sorted(
        ["first", *(f"{name}{number}" for name in ("ada", "bob") for number in range(20))]
    )
    assert ada.ok("check").code == 0


def test_a_merge_takes_both(ada: BookFolder) -> None:
    branches(ada)

    ada.git("merge", "-q", "--no-edit", "side")

    assert summaries(ada) == ["first", "main", "side"]


def test_a_rebase_takes_both(ada: BookFolder) -> None:
    branches(ada)

    ada.git("rebase", "-q", "side")

    assert summaries(ada) == ["first", "side", "main"]


def test_a_cherry_pick_takes_both(ada: BookFolder) -> None:
    branches(ada)

    ada.git("cherry-pick", "side")

    assert summaries(ada) == ["first", "main", "side"]


def test_a_stash_comes_back_on_top_of_new_work(ada: BookFolder) -> None:
    ada.write("acme", ACME + "  - date: 2026-03-01\n    summary: stashed\n", commit=False)
    ada.git("stash", "-q")
    add(ada, "main")

    ada.git("stash", "pop", "-q")

    assert summaries(ada) == ["first", "main", "stashed"]


def test_a_revert_below_later_work(ada: BookFolder) -> None:
    add(ada, "mistake")
    wrong = ada.git("rev-parse", "HEAD").strip()
    add(ada, "later")

    ada.git("revert", "--no-edit", wrong)

    assert summaries(ada) == ["first", "later"]


def test_files_of_windows_merge(ada: BookFolder) -> None:
    ada.write("acme", b"\xef\xbb\xbf" + ACME.replace("\n", "\r\n").encode())
    end = "  - date: 2026-02-01\r\n    summary: {}\r\n"
    ada.git("switch", "-q", "-c", "side")
    ada.write("acme", ada.path("acme").read_bytes() + end.format("side").encode())
    ada.git("switch", "-q", "main")
    before = ada.path("acme").read_bytes()
    ada.write("acme", before + end.format("main").encode())

    ada.git("merge", "-q", "--no-edit", "side")

    assert ada.path("acme").read_bytes() == before + (end.format("main") + end.format("side")).encode()


def test_a_file_that_both_added_is_merged_without_an_ancestor(ada: BookFolder) -> None:
    ada.git("switch", "-q", "-c", "side")
    ada.write("bolt", "name: Bolt\ntags: [a]\nsales:\n  - {date: 2026-01-01, amount: 1}\n")
    ada.git("switch", "-q", "main")
    ada.write("bolt", "name: Bolt\ntags: [b]\nsales:\n  - {date: 2026-01-02, amount: 2}\n")

    ada.git("merge", "-q", "--no-edit", "side")

    assert data(ada.text("bolt")) == {
        "name": "Bolt",
        "tags": ["b", "a"],
        "sales": [{"date": "2026-01-01", "amount": "1"}, {"date": "2026-01-02", "amount": "2"}],
    }


def test_a_clash_stops_the_merge_and_says_where(ada: BookFolder) -> None:
    branches(ada)
    ada.write("acme", ada.text("acme").replace("level: A", "level: B"))
    ada.git("switch", "-q", "side")
    ada.write("acme", ada.text("acme").replace("level: A", "level: C"))
    ada.git("switch", "-q", "main")

    ran = attempt(ada.root, "merge", "side")

    assert ran.returncode == 1
    assert "customers/acme.yaml: level: B / C" in ran.stderr
    assert ada.git("status", "--porcelain") == "UU customers/acme.yaml\n"
    assert ada.text("acme").count("<<<<<<< ours\nlevel: B\n||||||| base\nlevel: A\n=======\nlevel: C\n") == 1
    assert "main" in ada.text("acme")
    assert "side" in ada.text("acme")


def test_each_commit_of_a_rebase_that_clashes_can_be_settled(ada: BookFolder) -> None:
    ada.git("switch", "-q", "-c", "side")
    ada.write("acme", ACME.replace("level: A", "level: C"))
    add(ada, "side")
    ada.git("switch", "-q", "main")
    ada.write("acme", ACME.replace("level: A", "level: B"))
    add(ada, "main")

    stopped = attempt(ada.root, "rebase", "side")
    ada.write(
        "acme", ACME.replace("level: A", "level: B") + "  - {date: 2026-02-01, summary: side}\n", commit=False
    )
    ada.git("add", "customers/acme.yaml")
    going = attempt(ada.root, "rebase", "--continue")

    assert stopped.returncode == 1
    assert going.returncode == 0, going
    assert summaries(ada) == ["first", "side", "main"]
    assert data(ada.text("acme"))["level"] == "B"


def test_histories_that_cross_merge(ada: BookFolder, bob: BookFolder) -> None:
    add(ada, "ada")
    add(bob, "bob")
    bob.git("branch", "before")
    bob.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")
    ada.git("pull", "-q", "--no-rebase", "--no-edit", str(bob.root), "before")
    add(ada, "ada2")
    add(bob, "bob2")

    bob.git("pull", "-q", "--no-rebase", "--no-edit", "origin", "main")

    assert sorted(summaries(bob)) == ["ada", "ada2", "bob", "bob2", "first"]


def test_histories_that_cross_and_clash_have_an_ancestor_to_go_by(ada: BookFolder, bob: BookFolder) -> None:
    bob.write("acme", ACME.replace("level: A", "level: B"))
    add(bob, "bob")
    bob.git("branch", "before")
    ada.write("acme", ACME.replace("level: A", "level: C"))
    add(ada, "ada")
    ada.git("branch", "before")
    for book, other in ((ada, bob), (bob, ada)):
        stopped = attempt(book.root, "pull", "-q", "--no-rebase", str(other.root), "before")
        assert stopped.returncode == 1
        text = book.text("acme")
        level = text[: text.index("<<<")] + "level: D\n" + text[text.index(">>>>>>> theirs\n") + 15 :]
        book.write("acme", level, commit=False)
        book.git("commit", "-q", "-a", "--no-edit")
        add(book, f"{book.root.name} again")

    bob.git("pull", "-q", "--no-rebase", "--no-edit", str(ada.root), "main")

    assert data(bob.text("acme"))["level"] == "D"
    assert sorted(summaries(bob)) == ["ada", "bob", "bob again", "book again", "first"]


@pytest.mark.parametrize("rounds", ["ab bc ca", "ca ab bc", "ba cb ac"])
def test_three_clones_come_to_the_same_in_any_order_of_pulls(
    ada: BookFolder, bob: BookFolder, tmp_path: Path, rounds: str
) -> None:
    git(tmp_path, "clone", "-q", str(ada.root), "cyd")
    clones = {"a": ada, "b": bob, "c": BookFolder(tmp_path / "cyd")}
    clones["c"].ok("add", "Cyds")
    for name, clone in clones.items():
        add(clone, name)

    def pull(to: str, source: str) -> None:
        clones[to].git("pull", "-q", "--no-rebase", "--no-edit", str(clones[source].root), "main")

    for to, source in [*rounds.split(), *rounds.split()]:
        pull(to, source)
    met = {tuple(sorted(summaries(clone))) for clone in clones.values()}
    for to, source in ["ab", "ac", "ba", "ca"]:
        pull(to, source)

    assert met == {("a", "b", "c", "first")}
    assert len({clone.text("acme") for clone in clones.values()}) == 1
    assert sorted(summaries(ada)) == ["a", "b", "c", "first"]


def test_names_with_spaces_and_other_scripts(ada: BookFolder) -> None:
    for name in ("星云 科技", "it's $HOME"):
        ada.write(name, ACME)
    ada.git("switch", "-q", "-c", "side")
    for name in ("星云 科技", "it's $HOME"):
        add(ada, "side", name)
    ada.git("switch", "-q", "main")
    for name in ("星云 科技", "it's $HOME"):
        add(ada, "main", name)

    ada.git("merge", "-q", "--no-edit", "side")

    assert summaries(ada, "星云 科技") == summaries(ada, "it's $HOME") == ["first", "main", "side"]


def test_a_book_below_the_top_of_a_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "-b", "main", "work")
    book = BookFolder(tmp_path / "work" / "sub dir" / "crm")
    BookFolder(tmp_path).ok("init", str(book.root), "--name", "Inner")
    book.write("acme", ACME)
    branches(book)

    book.git("merge", "-q", "--no-edit", "side")

    assert summaries(book) == ["first", "main", "side"]


def test_nothing_in_the_repository_is_run(ada: BookFolder) -> None:
    (ada.root / "plaincrm").mkdir()
    for name in ("plaincrm/__init__.py", "plaincrm/__main__.py", "yaml.py", "tempfile.py"):
        (ada.root / name).write_text("raise SystemExit(open('ran', 'w').write('x'))\n")
    ada.git("add", ".")
    ada.git("commit", "-q", "-m", "a trap")
    branches(ada)

    ada.git("merge", "-q", "--no-edit", "side")

    assert summaries(ada) == ["first", "main", "side"]
    assert not (ada.root / "ran").exists()


def test_without_the_program_git_merges_lines_and_both_sides_stand_in_the_file(
    ada: BookFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.environ["PATH"]
    program = tmp_path / "bin" / "plaincrm"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m plaincrm "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{before}")
    ada.git("config", "--remove-section", "merge.plaincrm")
    ada.ok("set", "acme", "level=B")
    branches(ada)
    ada.git("branch", "again")

    with_program = attempt(ada.root, "merge", "--no-edit", "side")
    program.unlink()
    ada.git("switch", "-q", "again")
    without = attempt(ada.root, "merge", "--no-edit", "side")

    assert (with_program.returncode, without.returncode) == (0, 1)
    assert ada.git("status", "--porcelain") == "UU customers/acme.yaml\n"
    assert ada.text("acme").endswith(
        "<<<<<<< ours\n  - date: 2026-02-01\n    summary: main\n||||||| base\n"
        "=======\n  - date: 2026-02-01\n    summary: side\n>>>>>>> theirs\n"
    )


def test_without_the_registration_git_merges_lines(ada: BookFolder) -> None:
    ada.git("config", "--remove-section", "merge.plaincrm")
    branches(ada)

    ran = attempt(ada.root, "merge", "side")

    assert ran.returncode == 1
    assert "<<<<<<< HEAD" in ada.text("acme")


def test_one_side_deletes_the_file_that_the_other_edits(ada: BookFolder) -> None:
    ada.git("switch", "-q", "-c", "side")
    add(ada, "side")
    ada.git("switch", "-q", "main")
    ada.git("rm", "-q", "customers/acme.yaml")
    ada.git("commit", "-q", "-m", "gone")

    ran = attempt(ada.root, "merge", "side")

    assert ran.returncode == 1
    assert "deleted" in ran.stdout
    assert summaries(ada) == ["first", "side"]
