"""Changes of hundreds of files: one commit like any other, with the same care, in seconds."""

from __future__ import annotations

import signal

import pytest

from plaincrm.book.bulk import MANY
from tests.conftest import BookFolder
from tests.faults.commands import crm
from tests.faults.preload import fault
from tests.faults.standing_still import nothing_changes

COUNT = MANY + 30


@pytest.fixture
def many(book: BookFolder) -> BookFolder:
    for number in range(COUNT):
        book.write(f"c{number:03}", f"name: Customer {number}\nlevel:   A\n", commit=False)
    book.git("add", "-A")
    book.git("commit", "-q", "-m", "Customers")
    (book.root / "staged.txt").write_text("mine\n")
    book.path("c000").write_text("name: Customer 0\nlevel:   A\n# staged by hand\n")
    book.git("add", "staged.txt", "customers/c000.yaml")
    (book.root / "untracked.txt").write_text("mine\n")
    return book


def files(book: BookFolder) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (book.root / "customers").rglob("*.yaml")}


def test_all_files_move_in_one_commit_and_back(many: BookFolder) -> None:
    before, commits = files(many), len(many.commits())

    many.ok("layout", "letters")
    there = many.git("status", "--porcelain")
    many.ok("undo")

    assert there == "A  staged.txt\n?? untracked.txt\n"
    assert many.git("status", "--porcelain") == there
    assert files(many) == before
    assert len(many.commits()) == commits + 3  # the hand edit, the move, the undo
    assert not list((many.root / "customers").glob("*/"))


def test_new_and_changed_files_beside_the_users_staged_work(many: BookFolder) -> None:
    many.git("restore", "--staged", "--worktree", "customers/c000.yaml")

    many.ok("set", "--where", "level:A", "level=B", "--yes")

    assert many.git("status", "--porcelain") == "A  staged.txt\n?? untracked.txt\n"
    assert many.git("show", "--shortstat", "--format=", "HEAD").split()[:1] == [str(COUNT)]


def test_a_failing_hook_leaves_everything_as_it_was(many: BookFolder) -> None:
    many.git("restore", "--staged", "--worktree", "customers/c000.yaml")
    script = many.root / ".git" / "hooks" / "pre-commit"
    script.write_text("#!/bin/sh\necho no >&2; exit 1\n")
    script.chmod(0o755)

    with nothing_changes(many):
        ran = many.crm("layout", "letters")

    assert ran.code == 6, ran
    assert not list((many.root / "customers").glob("*/"))


def test_ignored_places_are_refused(many: BookFolder) -> None:
    many.git("restore", "--staged", "--worktree", "customers/c000.yaml")
    (many.root / ".git" / "info" / "exclude").write_text("customers/c0/c00*\n")

    with nothing_changes(many):
        ran = many.crm("layout", "letters")

    assert ran.code == 5, ran
    assert "ignore" in ran.err


def test_nobody_commits_in_between(many: BookFolder) -> None:
    many.git("restore", "--staged", "--worktree", "customers/c000.yaml")
    script = many.root / ".git" / "hooks" / "pre-commit"
    script.write_text(
        "#!/bin/sh\nunset GIT_INDEX_FILE\ngit commit -q --no-verify -m rival 2>.git/rival && exit 1\nexit 0\n"
    )
    script.chmod(0o755)

    many.ok("layout", "letters")

    assert "index.lock" in (many.root / ".git" / "rival").read_text()


def test_the_contents_lie_in_one_pack(many: BookFolder) -> None:
    many.git("restore", "--staged", "--worktree", "customers/c000.yaml")

    many.ok("set", "--where", "level:A", "level=B", "--yes")

    counts = dict(line.split(": ") for line in many.git("count-objects", "-v").splitlines())
    assert int(counts["in-pack"]) == COUNT
    assert "level:   B" in many.git("show", "HEAD:customers/c007.yaml")
    assert not many.git("fsck", "--strict", "--no-dangling")


def test_what_a_filter_makes_unreadable_is_kept_in_no_other_way(many: BookFolder) -> None:
    many.git("restore", "--staged", "--worktree", "customers/c000.yaml")
    many.git("config", "filter.rot13.clean", "tr A-Za-z N-ZA-Mn-za-m")
    (many.root / ".gitattributes").write_text("customers/c00*.yaml filter=rot13\n")
    many.git("add", "--renormalize", ".")
    many.git("commit", "-q", "-m", "encrypt")

    many.ok("set", "--where", "level:A", "level=B", "owner=Somebody", "--yes")

    assert "bjare: Fbzrobql" in many.git("show", "HEAD:customers/c007.yaml")
    assert "owner: Somebody" in many.git("show", "HEAD:customers/c017.yaml")
    every = many.git("cat-file", "--batch-check", "--batch-all-objects").splitlines()
    contents = [many.git("cat-file", "blob", line.split()[0]) for line in every if " blob " in line]
    assert not [text for text in contents if "Customer 7\n" in text and "owner: Somebody" in text]
    assert many.git("status", "--porcelain") == "?? untracked.txt\n"


def test_line_ends_are_stored_as_git_is_set_up_to(many: BookFolder) -> None:
    many.git("restore", "--staged", "--worktree", "customers/c000.yaml")
    many.git("config", "core.autocrlf", "true")
    many.git("rm", "-r", "-q", "--cached", "customers")
    many.git("restore", "--staged", "--worktree", "--source=HEAD", "customers")

    many.ok("set", "--where", "level:A", "level=B", "--yes")

    assert b"\r\n" in many.path("c007").read_bytes()
    assert "\r" not in many.git("show", "HEAD:customers/c007.yaml")
    assert many.git("status", "--porcelain") == "A  staged.txt\n?? untracked.txt\n"


@pytest.mark.parametrize(
    ("kind", "number", "where"),
    [
        ("rename", COUNT // 2, "-m plaincrm"),
        ("write", 1, " fast-import "),
        ("rename", 1, " update-index "),
        ("rename", 1, " commit "),
    ],
)
def test_killed_in_the_middle(many: BookFolder, kind: str, number: int, where: str) -> None:
    many.git("restore", "--staged", "--worktree", "customers/c000.yaml")
    before = files(many)

    ended = crm(many.root, "layout", "letters", **fault(kind, number, "KILL", where=where))
    after = crm(many.root, "log", "c001", "called")

    assert ended.code in (-signal.SIGKILL, 0, 6), ended
    assert after.code == 0, after
    assert many.git("status", "--porcelain") == "A  staged.txt\n?? untracked.txt\n"
    now = files(many)
    assert now.pop("c001").startswith(before.pop("c001"))
    assert now == before
    folders = {path.name for path in (many.root / "customers").iterdir() if path.is_dir()}
    assert bool(folders) != bool(list((many.root / "customers").glob("*.yaml"))), "half moved"
