"""After ``erase`` nothing in the repository holds the customer, whatever the repository's shape."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.book.erasure.whole_repository import holders
from tests.conftest import BookFolder, git, run

WORDS = ("nebula", "zhang", "张伟", "138001", "138 001", "zw_neb", "Hauptstr", "星云")
FILE = """name: Nebula Ltd
aliases: [星云科技]
emails: [info@nebula.example]
addresses: [Hauptstr. 5]
people:
  - name: 张伟
    phones: ["+86 138 0013 8000"]
    emails: [zhangwei@nebula.example]
    social: {wechat: zw_nebula}
"""
OTHER = """name: Comet GmbH
source: nebula
contact_log:
  - date: 2026-11-01
    summary: introduced by NEBULA ltd; 张伟 has 13800138000 or 0138-0013-8000, zw_nebula
  - date: 2026-11-02
    summary: |
      talked of Nebula
      Ltd and zhangwei@nebula.example
# 星云科技 pays for it
"""


def needs_filter_repo() -> None:
    pytest.importorskip("git_filter_repo")


@pytest.fixture
def known(book: BookFolder) -> BookFolder:
    """A customer in two files of their own and in somebody else's, in messages and in a list."""
    needs_filter_repo()
    book.write("nebula", FILE)
    book.ok("log", "nebula", "called")
    book.write("comet", OTHER)
    (book.root / "list.md").write_text("- Nebula Ltd\n- Comet\n", encoding="utf-8")
    book.git("add", "list.md")
    book.git("commit", "-q", "-m", "List Nebula  Ltd and 张伟")
    return book


def test_nothing_holds_the_customer_any_more(known: BookFolder) -> None:
    ran = known.ok("erase", "nebula", "--yes")

    assert holders(known.root, *WORDS) == []
    assert known.is_clean()
    assert "objects that hold a word           0" in ran.out


def test_other_customers_keep_everything_else(known: BookFolder) -> None:
    known.ok("erase", "nebula", "--yes")

    assert known.text("comet") == OTHER.replace("source: nebula", "source: (erased)").replace(
        "NEBULA ltd; 张伟 has 13800138000 or 0138-0013-8000, zw_nebula",
        "(erased); (erased) has (erased) or (erased), (erased)",
    ).replace("Nebula\n      Ltd and zhangwei@nebula.example", "(erased) and (erased)").replace(
        "星云科技", "(erased)"
    )
    assert known.ok("check").out == ""
    assert known.commits()[:2] == ["List (erased) and (erased)", "comet: by hand"]


def test_branches_tags_stashes_and_reflogs_are_searched_too(known: BookFolder) -> None:
    known.git("tag", "-a", "v1", "-m", "before Nebula Ltd")
    known.git("checkout", "-q", "-b", "side")
    known.ok("log", "nebula", "on the side")
    known.git("commit", "-q", "--allow-empty", "-m", "asked 张伟")
    known.git("checkout", "-q", "main")
    known.git("branch", "-q", "gone", "side")
    known.git("branch", "-q", "-D", "gone")
    for words in ("Nebula Ltd called", "name of 张伟"):
        with known.path("comet").open("a", encoding="utf-8") as file:
            file.write(f"# {words}\n")
        known.git("stash", "-q")

    known.ok("erase", "nebula", "--yes")

    assert holders(known.root, *WORDS) == []
    assert known.git("branch", "--format=%(refname:short)").split() == ["main", "side"]
    assert known.git("tag", "-l", "--format=%(contents:subject)") == "before (erased)\n"
    assert "+# (erased) called\n" in known.git("stash", "show", "-p", "stash@{1}")
    assert "+# name of (erased)\n" in known.git("stash", "show", "-p", "stash@{0}")


def test_a_stash_of_their_file_alone_goes_and_others_stay_usable(known: BookFolder) -> None:
    with known.path("nebula").open("a", encoding="utf-8") as file:
        file.write("notes: secret\n")
    known.git("stash", "-q")
    (known.root / "new.txt").write_text("mine\n", encoding="utf-8")
    known.git("stash", "-q", "-u")

    known.ok("erase", "nebula", "--yes")
    known.git("stash", "pop", "-q", "--index")

    assert (known.root / "new.txt").read_text(encoding="utf-8") == "mine\n"
    assert known.git("stash", "list") == ""
    assert holders(known.root, *WORDS, "secret") == []


def test_earlier_names_of_their_file_are_found(known: BookFolder) -> None:
    known.ok("rename", "nebula", "zhang-co")
    known.git("mv", "customers/zhang-co.yaml", "customers/moved.yaml")
    with known.path("moved").open("a", encoding="utf-8") as file:
        file.write("level: A\n")
    known.git("commit", "-q", "-am", "Move the file")

    plan = known.ok("erase", "moved", "-n")
    known.ok("erase", "moved", "--yes")

    assert "customers/nebula.yaml, customers/zhang-co.yaml, customers/moved.yaml" in plan.out
    assert holders(known.root, *WORDS, "zhang-co") == []


def test_a_removed_customer_is_erased_by_the_id(known: BookFolder) -> None:
    known.ok("remove", "nebula")

    known.ok("erase", "nebula", "--yes")

    assert holders(known.root, *WORDS) == []


def test_words_of_older_versions_count(known: BookFolder) -> None:
    known.ok("set", "nebula", "emails=", "name=Nova Inc")
    known.ok("unset", "nebula", "people", "aliases")

    known.ok("erase", "nebula", "--yes")

    assert holders(known.root, *WORDS, "nova inc") == []


def test_a_book_in_a_sub_directory(tmp_path: Path) -> None:
    needs_filter_repo()
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "readme.md").write_text("Nebula Ltd is a customer\n", encoding="utf-8")
    git(tmp_path, "add", "readme.md")
    git(tmp_path, "commit", "-q", "-m", "Begin")
    book = BookFolder(tmp_path / "sub" / "crm")
    run("init", str(book.root), "--name", "Sub", "--currency", "EUR")
    book.ok("add", "Nebula Ltd", "--id", "nebula", "--email", "info@nebula.example")
    book.ok("add", "Comet")

    book.ok("erase", "nebula", "--yes")

    assert holders(tmp_path, "nebula") == []
    assert (tmp_path / "readme.md").read_text(encoding="utf-8") == "(erased) is a customer\n"
    assert [path.name for path in (book.root / "customers").iterdir()] == ["comet.yaml"]


def test_remotes_are_kept_and_never_pushed_to(known: BookFolder, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "hub.git")
    known.git("remote", "add", "hub", str(tmp_path / "hub.git"))
    known.git("push", "-q", "-u", "hub", "main")
    before = git(tmp_path / "hub.git", "rev-parse", "main")
    config = (known.root / ".git" / "config").read_bytes()

    ran = known.ok("erase", "nebula", "--yes")

    assert (known.root / ".git" / "config").read_bytes() == config
    assert git(tmp_path / "hub.git", "rev-parse", "main") == before
    assert known.git("rev-parse", "hub/main") == known.git("rev-parse", "main")
    assert f"git push --force-with-lease=main:{before.strip()} --all hub" in ran.err
    assert holders(known.root, *WORDS) == []


def test_what_merged_into_them_goes_too(known: BookFolder) -> None:
    known.write("zhang-office", "name: Zhang Office\nnotes: in Hauptstr\n")
    known.ok("merge", "nebula", "zhang-office")

    known.ok("erase", "nebula", "--yes")

    assert holders(known.root, *WORDS, "zhang-office") == []


def test_undo_and_redo_still_find_their_commits(known: BookFolder) -> None:
    known.ok("set", "comet", "level=A")
    known.ok("undo")

    known.ok("erase", "nebula", "--yes")
    known.ok("redo")

    assert "level: A" in known.text("comet")
    assert known.commits()[0] == "Redo: comet: set level"


def test_a_detached_head_stays_detached_and_clean(known: BookFolder) -> None:
    known.git("checkout", "-q", "--detach")

    known.ok("erase", "nebula", "--yes")

    assert known.git("rev-parse", "--abbrev-ref", "HEAD") == "HEAD\n"
    assert known.is_clean()
    assert holders(known.root, *WORDS) == []


def test_the_repository_is_sound_and_goes_on(known: BookFolder) -> None:
    known.ok("erase", "nebula", "--yes")

    known.ok("log", "comet", "going on")
    sound = subprocess.run(
        ["git", "fsck", "--strict"], cwd=known.root, capture_output=True, text=True, check=False
    )

    assert sound.returncode == 0, sound
    assert known.ok("list", "--csv").out.count("\n") == 2
    assert known.is_clean()


def test_what_is_interrupted_after_the_switch_is_finished(
    known: BookFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrapper = tmp_path / "bin" / "git"
    wrapper.parent.mkdir()
    real = subprocess.run(["which", "git"], capture_output=True, text=True, check=True).stdout.strip()
    wrapper.write_text(
        f'#!/bin/sh\ncase " $* " in *gc.bigPackThreshold*) exit 9;; esac\nexec {real} "$@"\n',
        encoding="utf-8",
    )
    wrapper.chmod(0o755)

    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{wrapper.parent}:/usr/bin:/bin")
        failed = known.crm("erase", "nebula", "--yes")
    waiting = known.crm("log", "comet", "called")
    known.git("commit", "-q", "--allow-empty", "-m", "by hand, meanwhile")
    again = known.ok("erase", "nebula", "--yes")

    assert failed.code == 6
    assert waiting.code == 5
    assert waiting.err == "an erasure was interrupted\nhint: finish it first: plaincrm doctor --fix\n"
    assert "an erasure was interrupted; it is finished now" in again.err
    assert holders(known.root, *WORDS) == []
    assert known.is_clean()
