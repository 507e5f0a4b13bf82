"""undo and redo: byte for byte, all or nothing, and only what plaincrm did."""

from __future__ import annotations

import json
import subprocess

import pytest

from tests.conftest import BookFolder
from tests.faults.standing_still import nothing_changes

ACME = '# our oldest\r\nname:   "Acme"   # of course\r\ntags: [ vip ]\r\n\r\n\r\n'


@pytest.fixture
def acme(book: BookFolder) -> BookFolder:
    book.write("acme", ACME.encode())
    book.write("comet", "name: Comet\n")
    return book


def everything(book: BookFolder) -> dict[str, bytes]:
    folder = book.root / "customers"
    files = {
        path.relative_to(book.root).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    return files | {"plaincrm.yaml": (book.root / "plaincrm.yaml").read_bytes()}


@pytest.mark.parametrize(
    "argv",
    [
        ("log", "acme", "called", "--follow-up", "+3d"),
        ("set", "acme", "level=A", "+new", "-vip"),
        ("sell", "acme", "Support", "100"),
        ("add", "New", "--id", "new"),
        ("remove", "acme"),
        ("rename", "acme", "zenith"),
        ("archive", "acme"),
        ("layout", "letters"),
        ("set", "--where", "name~c", "level=B", "--yes"),
    ],
)
def test_undo_gives_back_every_byte_and_redo_brings_it_again(acme: BookFolder, argv: tuple[str, ...]) -> None:
    before = everything(acme)
    acme.ok(*argv)
    after = everything(acme)
    assert after != before

    acme.ok("undo")
    undone = everything(acme)
    acme.ok("redo")

    assert undone == before
    assert everything(acme) == after
    assert acme.is_clean()


def test_each_undo_and_redo_is_one_commit_that_says_what_it_takes_back(acme: BookFolder) -> None:
    acme.ok("log", "acme", "called")
    logged = acme.git("rev-parse", "HEAD").strip()

    acme.ok("undo")

    message = acme.git("log", "-1", "--format=%B").strip()
    assert message == f"Undo: acme: log contact 2026-11-23\n\nPlaincrm: undo\nUndoes: {logged}"
    acme.ok("redo")
    assert acme.commits()[0] == "Redo: acme: log contact 2026-11-23"


def test_undo_again_and_again_walks_back(acme: BookFolder) -> None:
    texts = [acme.text("comet")]
    for word in ("one", "two", "three"):
        acme.ok("log", "comet", word)
        texts.append(acme.text("comet"))

    for text in reversed(texts[:-1]):
        acme.ok("undo")
        assert acme.text("comet") == text

    assert acme.crm("undo").code == 3


def test_redo_walks_forward_again(acme: BookFolder) -> None:
    acme.ok("log", "comet", "one")
    acme.ok("log", "comet", "two")
    whole = acme.text("comet")
    acme.ok("undo")
    acme.ok("undo")

    acme.ok("redo")
    acme.ok("redo")

    assert acme.text("comet") == whole
    assert acme.crm("redo").code == 3


def test_undo_redo_undo_takes_it_back_once_more(acme: BookFolder) -> None:
    before = acme.text("comet")
    acme.ok("log", "comet", "one")

    for verb in ("undo", "redo", "undo"):
        acme.ok(verb)

    assert acme.text("comet") == before
    acme.ok("redo")
    assert "one" in acme.text("comet")


def test_several_are_taken_back_in_one_commit_and_brought_back_in_one(acme: BookFolder) -> None:
    before = everything(acme)
    acme.ok("log", "comet", "one")
    acme.ok("log", "comet", "two")
    acme.ok("add", "New", "--id", "new")
    after, count = everything(acme), len(acme.commits())

    ran = acme.ok("undo", "3", "--json")

    assert everything(acme) == before
    assert len(acme.commits()) == count + 1
    assert acme.commits()[0] == "Undo: 3 changes"
    assert len(json.loads(ran.out)) == 3
    acme.ok("redo")
    assert everything(acme) == after


def test_several_of_which_one_cannot_are_all_left(acme: BookFolder) -> None:
    acme.ok("set", "acme", "industry=food")
    acme.ok("log", "comet", "one")
    acme.path("acme").write_bytes(acme.path("acme").read_bytes().replace(b"food", b"rockets"))

    with nothing_changes(acme):
        ran = acme.crm("undo", "2")

    assert ran.code == 5, ran


def test_an_older_commit_by_name_when_later_work_is_elsewhere(acme: BookFolder) -> None:
    acme.ok("set", "comet", "industry=rockets")
    older = acme.git("rev-parse", "--short", "HEAD").strip()
    acme.ok("log", "acme", "called")
    acme.ok("set", "comet", "website=https://comet.example")

    acme.ok("undo", older)

    assert "industry" not in acme.text("comet")
    assert "website" in acme.text("comet")
    assert "called" in acme.path("acme").read_text()


@pytest.mark.parametrize("spelling", ["HEAD", "HEAD~0", "main"])
def test_a_commit_may_be_named_as_git_names_it(acme: BookFolder, spelling: str) -> None:
    acme.ok("log", "acme", "called")

    acme.ok("undo", spelling)

    assert acme.path("acme").read_bytes() == ACME.encode()


@pytest.mark.parametrize("spelling", ["abcdef1", "--output=x", "nonsense", "HEAD~1", "v1.0"])
def test_what_is_no_commit_of_ours_in_force_is_not_undone(acme: BookFolder, spelling: str) -> None:
    acme.ok("log", "acme", "called")

    with nothing_changes(acme):
        ran = acme.crm("undo", "--", spelling)

    assert ran.code == 3, ran
    assert "undo --list" in ran.err


def test_undone_commits_cannot_be_undone_again(acme: BookFolder) -> None:
    acme.ok("log", "acme", "called")
    logged = acme.git("rev-parse", "HEAD").strip()
    acme.ok("undo")

    assert acme.crm("undo", logged).code == 3


def test_an_older_entry_between_others(acme: BookFolder) -> None:
    for word in ("one", "two", "three"):
        acme.ok("log", "comet", word)

    acme.ok("undo", "HEAD~1")

    assert "two" not in acme.text("comet")
    assert acme.text("comet").index("one") < acme.text("comet").index("three")


def test_the_first_entry_of_a_list_that_has_others_now(acme: BookFolder) -> None:
    acme.ok("log", "comet", "one")
    acme.ok("log", "comet", "two")

    acme.ok("undo", "HEAD~1")

    assert "one" not in acme.text("comet")
    assert "two" in acme.text("comet")


def test_later_work_in_the_same_place_is_not_torn_out(acme: BookFolder) -> None:
    acme.ok("set", "comet", "industry=rockets")
    older = acme.git("rev-parse", "HEAD").strip()
    acme.ok("set", "comet", "industry=food")

    with nothing_changes(acme):
        ran = acme.crm("undo", older)

    assert ran.code == 5, ran
    assert "customers/comet.yaml" in ran.err


def test_a_later_removal_is_an_overlap(acme: BookFolder) -> None:
    acme.ok("log", "comet", "one")
    older = acme.git("rev-parse", "HEAD").strip()
    acme.ok("remove", "comet")

    assert acme.crm("undo", older).code == 5


def test_a_removed_customer_that_was_made_anew_is_not_overwritten(acme: BookFolder) -> None:
    acme.ok("remove", "comet")
    older = acme.git("rev-parse", "HEAD").strip()
    acme.ok("add", "Another Comet", "--id", "comet")

    with nothing_changes(acme):
        ran = acme.crm("undo", older)

    assert ran.code == 5, ran


def test_hand_edits_in_another_place_of_the_file_are_kept_and_saved_first(acme: BookFolder) -> None:
    acme.write("comet", "name: Comet\n\n\nnotes: |\n  Old.\n")
    acme.ok("set", "comet", "level=A")
    acme.path("comet").write_text(acme.text("comet").replace("Old.", "New, by hand."))

    acme.ok("undo")

    assert acme.text("comet") == "name: Comet\n\n\nnotes: |\n  New, by hand.\n"
    assert acme.commits()[:2] == ["Undo: comet: set level", "comet: hand edits"]


def test_commits_of_others_are_passed_over(acme: BookFolder) -> None:
    before = acme.text("comet")
    acme.ok("log", "comet", "one")
    (acme.root / "readme.txt").write_text("mine\n")
    acme.git("add", "readme.txt")
    acme.git("commit", "-q", "-m", "my own work")
    acme.write("acme", "name: Acme by hand\n")

    acme.ok("undo")

    assert acme.text("comet") == before
    assert acme.path("acme").read_text() == "name: Acme by hand\n"
    assert (acme.root / "readme.txt").exists()


def test_saved_hand_edits_are_not_undone(acme: BookFolder) -> None:
    acme.path("comet").write_text("name: Comet by hand\n")
    acme.ok("save")

    ran = acme.crm("undo")

    assert ran.code == 3, ran
    assert acme.text("comet") == "name: Comet by hand\n"


def test_the_beginning_of_the_book_is_not_undone(book: BookFolder) -> None:
    ran = book.crm("undo")

    assert ran.code == 3, ran
    assert (book.root / "plaincrm.yaml").exists()


def test_a_new_write_empties_redo(acme: BookFolder) -> None:
    acme.ok("log", "comet", "one")
    acme.ok("undo")
    acme.ok("log", "acme", "something new")

    ran = acme.crm("redo")

    assert ran.code == 3, ran
    assert "one" not in acme.text("comet")


def test_a_commit_of_ones_own_does_not_empty_redo(acme: BookFolder) -> None:
    acme.ok("log", "comet", "one")
    acme.ok("undo")
    acme.git("commit", "-q", "--allow-empty", "-m", "mine")

    acme.ok("redo")

    assert "one" in acme.text("comet")


def test_the_list_shows_what_can_be_undone_newest_first(acme: BookFolder) -> None:
    for word in ("one", "two", "three"):
        acme.ok("log", "comet", word, "-m", f"entry {word}")
    acme.ok("undo")

    rows = json.loads(acme.ok("undo", "--list", "--json").out)

    assert [row["subject"] for row in rows] == ["entry two", "entry one"]
    assert {"commit", "date", "author", "action", "subject"} == set(rows[0])


def test_a_dry_run_shows_the_diff_and_changes_nothing(acme: BookFolder) -> None:
    acme.ok("set", "comet", "level=A")

    with nothing_changes(acme):
        ran = acme.ok("undo", "-n")

    assert "-level: A" in ran.out


def test_undo_in_a_long_history_of_others(acme: BookFolder) -> None:
    before = acme.text("comet")
    acme.ok("log", "comet", "one")
    commits = [
        f"commit refs/heads/main\ncommitter A <a@b.example> {1_800_000_000 + number} +0000\ndata 4\nmine\n"
        + ("from refs/heads/main^0\n" if number == 0 else "")
        + f"M 100644 inline other.txt\ndata {len(str(number))}\n{number}\n"
        for number in range(120)
    ]
    script = acme.root.parent / "stream"
    script.write_text("".join(commits))
    with script.open() as source:
        subprocess.run(["git", "fast-import", "--quiet"], cwd=acme.root, stdin=source, check=True)
    acme.git("reset", "-q", "--hard", "main")
    assert len(acme.commits()) > 100

    acme.ok("undo")

    assert acme.text("comet") == before
