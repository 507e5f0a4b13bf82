"""What makes plaincrm quick, held on a book of 1,000: how many processes start, how many files are opened.

Never on time: docs/performance.md has the times. Which modules a command imports: tests/cli/test_start_up.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from benchmarks.books import make_book
from tests.conftest import BookFolder, quiet_world

SIZE = 1_000
READS = [
    *("list", "list level:A --json", "due", "due --count", "find 000500", "brief customer-000500"),
    *("report sales", "report churn", "report segments", "report forecast"),
]

# Notes each customer file that is opened, in this process and those forked from it.
PROBE = """
import os, sys
notes = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
def note(event, args):
    if event == "open" and str(args[0]).endswith(".yaml") and "customers" in str(args[0]):
        os.write(notes, os.path.basename(os.fsdecode(args[0])).encode() + b"\\n")
sys.addaudithook(note)
from plaincrm.cli.entry import main
del sys.argv[1]
main()
"""


class Seen(NamedTuple):
    """What a command line did: how often each customer file was opened, and the git commands it ran."""

    opened: Counter[str]
    git: list[str]


class Watched:
    """A book, and what commands do in it."""

    def __init__(self, root: Path, notes: Path) -> None:
        self.root = root
        self.notes = notes

    def run(self, line: str, monkeypatch: pytest.MonkeyPatch) -> Seen:
        """Run a command line in a process of its own."""
        opened, trace, settings = (self.notes / name for name in ("opened", "trace", "settings"))
        for file in (opened, trace):
            file.unlink(missing_ok=True)
        settings.write_text(f"[trace2]\n\teventTarget = {trace}\n", encoding="utf-8")
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(settings))
        command = [sys.executable, "-c", PROBE, str(opened), *line.split()]
        subprocess.run(command, cwd=self.root, capture_output=True, check=True)
        return Seen(Counter(opened.read_text("utf-8").splitlines()), _started(trace))


def _started(trace: Path) -> list[str]:
    """The git commands that we started; a git that git starts has a parent in its name."""
    events = [json.loads(line) for line in trace.read_text("utf-8").splitlines()] if trace.exists() else []
    return [
        " ".join(event["argv"]) for event in events if event["event"] == "start" and "/" not in event["sid"]
    ]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        quiet_world.__wrapped__(tmp_path_factory, patch)  # type: ignore[attr-defined]
        root = tmp_path_factory.mktemp("large") / "book"
        make_book(root, SIZE)
        yield root


@pytest.fixture
def watched(large: Path, tmp_path: Path) -> Watched:
    BookFolder(large).git("reset", "-q", "--hard")
    BookFolder(large).ok("due", "--count")
    return Watched(large, tmp_path)


def test_a_warm_read_asks_git_once_and_opens_no_file(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in READS:
        seen = watched.run(line, monkeypatch)

        assert not seen.opened, line
        assert len(seen.git) == 1, (line, seen.git)
        assert " status " in seen.git[0]


def test_show_opens_the_one_file_at_most(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watched.run("show customer-000500", monkeypatch)

    assert set(seen.opened) <= {"customer-000500.yaml"}
    assert len(seen.git) <= 1


def test_the_version_is_said_without_git(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    assert watched.run("--version", monkeypatch) == (Counter(), [])


def test_a_name_is_completed_without_opening_files(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watched.run("__complete bash show customer-0005", monkeypatch)

    assert not seen.opened
    assert len(seen.git) <= 1


def test_after_a_hand_edit_only_that_file_is_opened(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = watched.root / "customers" / "customer-000007.yaml"
    path.write_text(path.read_text("utf-8") + "# edited\n", encoding="utf-8")

    seen = watched.run("due", monkeypatch)
    again = watched.run("due", monkeypatch)

    assert set(seen.opened) == {path.name}
    assert len(seen.git) <= 3
    assert again.opened[path.name] <= 1  # to see that it is still that edit
    assert len(again.git) == 1


def test_after_a_commit_only_what_it_changed_is_opened(
    watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    BookFolder(watched.root).ok("log", "customer-000008", "called")

    seen = watched.run("list", monkeypatch)

    assert set(seen.opened) <= {"customer-000008.yaml"}
    assert len(seen.git) <= 3


def test_a_write_opens_its_own_file_only(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watched.run("log customer-000009 called", monkeypatch)

    assert set(seen.opened) == {"customer-000009.yaml"}
    assert len(seen.git) <= 4, seen.git


def test_a_first_index_reads_each_file_once(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    for file in (watched.root / ".git" / "plaincrm").glob("index*"):
        file.unlink()

    seen = watched.run("due --count", monkeypatch)

    assert len(seen.opened) == SIZE
    assert set(seen.opened.values()) == {1}
    assert len(seen.git) <= 3, seen.git


def test_an_import_starts_no_git_for_each_customer(
    book: BookFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = "".join(f"Company {number},c{number}@shop.example\n" for number in range(300))
    (tmp_path / "customers.csv").write_text(f"name,email\n{rows}", encoding="utf-8")

    seen = Watched(book.root, tmp_path).run(f"import {tmp_path / 'customers.csv'} --yes", monkeypatch)

    assert len(book.commits()) == 2
    assert len(seen.git) <= 20, seen.git
