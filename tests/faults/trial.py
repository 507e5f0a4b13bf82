"""One command, one fault: the book must be as before or as after, and the next command must just work."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.faults.commands import Ended, crm, git, make_book

if TYPE_CHECKING:
    from collections.abc import Callable

NEXT = ("set", "witness", "industry=bakery")  # a command on a customer that no scenario touches
NEXT_SUBJECT = "witness: set industry"


class Scenario(NamedTuple):
    """A command, and what is done by hand before it."""

    name: str
    argv: tuple[str, ...]
    prepare: Callable[[Path], None] = lambda book: None


class Snapshot(NamedTuple):
    """What a book looks like: every file's bytes, the commits' subjects, what git calls uncommitted."""

    files: dict[str, bytes]
    subjects: tuple[str, ...]
    status: str


def _edit_by_hand(book: Path) -> None:
    path = book / "customers" / "acme.yaml"
    path.write_text(path.read_text() + "notes: By hand.\n")


def _edit_two_and_add_one(book: Path) -> None:
    _edit_by_hand(book)
    (book / "customers" / "comet.yaml").unlink()
    (book / "customers" / "fresh.yaml").write_text("name: Fresh\n")


SCENARIOS = (
    Scenario("log", ("log", "acme", "called")),
    Scenario("add", ("add", "New Customer", "--id", "new")),
    Scenario("rename", ("rename", "acme", "zenith")),
    Scenario("remove", ("remove", "acme")),
    Scenario("layout", ("layout", "letters")),
    Scenario("hand edits first", ("log", "acme", "called"), _edit_by_hand),
    Scenario("save", ("save",), _edit_two_and_add_one),
    Scenario("undo", ("undo",), lambda book: _must(crm(book, "log", "acme", "to be undone"))),
)


def prepared(folder: Path, scenario: Scenario) -> Path:
    """A book in which *scenario* can run; the user's own staged and untracked work lies in it too."""
    book = make_book(folder, ["acme", "comet", "witness"])
    scenario.prepare(book)
    (book / "staged.txt").write_text("staged by the user\n")
    git(book, "add", "staged.txt")
    (book / "untracked.txt").write_text("not for git yet\n")
    return book


def snapshot(book: Path) -> Snapshot:
    """What *book* looks like now."""
    files = {
        path.relative_to(book).as_posix(): _content(path)
        for path in sorted(book.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(book).parts
    }
    subjects = tuple(git(book, "log", "--format=%s").splitlines())
    return Snapshot(files, subjects, git(book, "status", "--porcelain", "-uall"))


def _content(path: Path) -> bytes:
    content = path.read_bytes()
    return content if len(content) < 2_000 else hashlib.sha1(content).digest()


class Expected(NamedTuple):
    """The states that a scenario may leave, from nothing done to all done."""

    template: Path
    states: tuple[Snapshot, ...]

    def copy(self, folder: Path) -> Path:
        """A fresh copy of the prepared book."""
        shutil.copytree(self.template, folder, symlinks=True)
        return folder


def expectation(folder: Path, scenario: Scenario) -> Expected:
    """Run *scenario* undisturbed, to know its states."""
    template = prepared(folder / "template", scenario)
    before = snapshot(template)
    book = shutil.copytree(template, folder / "whole", symlinks=True)
    _must(crm(book, *scenario.argv))
    after = snapshot(book)
    states = [before, after]
    if len(after.subjects) - len(before.subjects) == 2:  # the hand edits' commit may stand alone
        git(book, "reset", "-q", "--soft", "HEAD~1")
        path = "customers/acme.yaml"
        git(book, "restore", "--staged", "--worktree", path)
        states.insert(1, snapshot(book))
    return Expected(template, tuple(states))


def judge(book: Path, expected: Expected, ended: Ended) -> str:
    """What came of a faulty run: ``done`` or ``refused``; AssertionError where it is neither."""
    assert_files_whole(book, expected)
    was_killed = ended.code < 0
    if not was_killed:
        state = snapshot(book)
        assert state in expected.states, (ended, state)
        assert (ended.code == 0) == (state == expected.states[-1]), (ended, state)
    _must(crm(book, *NEXT))
    settled = _without_witness(snapshot(book))
    wanted = [_without_witness(state) for state in expected.states]
    assert settled in wanted, (ended, settled)
    assert ended.code != 0 or settled == wanted[-1], ended
    locks = [*(book / ".git").glob("*.lock"), *(book / ".git" / "refs").rglob("*.lock")]
    assert {lock.name for lock in locks} == {"plaincrm.lock"}, "a lock of git's was left"
    assert git(book, "fsck", "--no-dangling", "--no-progress") == ""
    return "done" if settled == wanted[-1] else "refused"


def assert_files_whole(book: Path, expected: Expected) -> None:
    """No file is anything but one of its versions."""
    versions: dict[str, set[bytes]] = {}
    for state in expected.states:
        for path, content in state.files.items():
            versions.setdefault(path, set()).add(content)
    for path in book.rglob("*"):
        name = path.relative_to(book).as_posix()
        if path.is_file() and not name.startswith(".git/"):
            assert _content(path) in versions.get(name, ()), f"{name} is damaged or strange"


def _without_witness(state: Snapshot) -> Snapshot:
    files = {path: content for path, content in state.files.items() if not path.endswith("witness.yaml")}
    subjects = tuple(subject for subject in state.subjects if subject != NEXT_SUBJECT)
    return Snapshot(files, subjects, state.status)


def _must(ended: Ended) -> None:
    assert ended.code == 0, ended


def drop(folder: Path) -> None:
    """Remove a trial's book."""
    subprocess.run(["rm", "-rf", str(folder)], check=True)
