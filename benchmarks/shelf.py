"""The books that are measured, and the same customers for other programs: made once, kept in a folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.books import TODAY, add_history, make_book, make_cards

MADE = "made"  # a tag: how a book was before anything was measured in it
_MADE_BY = 1  # goes up when books.py makes other books
_QUIET = {  # what the user of this machine has set up must not show through
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "PLAINCRM_TODAY": TODAY.isoformat(),
    "LC_ALL": "C.UTF-8",
}


def prepare_environment(folder: Path) -> None:
    """Give this process and all it starts a home in *folder*, a name, and a fixed day."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in [name for name in os.environ if name.startswith(("GIT_", "PLAINCRM_", "XDG_"))]:
        del os.environ[name]
    for who in ("AUTHOR", "COMMITTER"):
        os.environ |= {f"GIT_{who}_NAME": "Ada", f"GIT_{who}_EMAIL": "ada@plaincrm.example"}
    os.environ |= {**_QUIET, "HOME": str(folder), "TASKRC": str(folder / "taskrc")}


class Shelf:
    """A folder of books by number of customers."""

    def __init__(self, folder: Path, sizes: list[int]) -> None:
        self.folder = folder
        self.sizes = sorted(sizes)

    @property
    def smallest(self) -> int:
        """The smallest number of customers that is measured."""
        return self.sizes[0]

    @property
    def largest(self) -> int:
        """The largest."""
        return self.sizes[-1]

    def at_most(self, size: int) -> int:
        """The largest size that is not above *size*; else the smallest there is."""
        return max((one for one in self.sizes if one <= size), default=self.smallest)

    def book(self, size: int) -> Path:
        """A committed book in one pack, without git's own upkeep in between."""

        def make(root: Path) -> None:
            make_book(root, size)
            git(root, "config", "gc.auto", "0")
            git(root, "gc", "--quiet")
            git(root, "tag", MADE)

        return self._kept(f"book-{size}", make)

    def old_book(self, size: int, commits: int) -> Path:
        """The same book with a long history."""

        def make(root: Path) -> None:
            make_book(root, size)
            git(root, "config", "gc.auto", "0")
            add_history(root, commits)
            git(root, "gc", "--quiet")

        return self._kept(f"book-{size}-commits-{commits}", make)

    def cards(self, size: int) -> Path:
        """The customers as vCards, one file each, for khard."""
        return self._kept(f"cards-{size}", lambda folder: make_cards(folder, size))

    def tasks(self, size: int) -> Path:
        """As many tasks, each with a date, for taskwarrior."""

        def make(folder: Path) -> None:
            folder.mkdir()
            tasks = [
                {"description": f"call customer {number:06d}", "due": f"2027{number % 12 + 1:02}01T000000Z"}
                for number in range(size)
            ]
            (folder / "tasks.json").write_text(json.dumps(tasks), encoding="utf-8")
            given = [f"rc.data.location={folder}", "rc.confirmation=off", "rc.verbose=nothing"]
            _quietly(["task", *given, "import", str(folder / "tasks.json")], folder)

        (self.folder / "taskrc").touch()
        return self._kept(f"tasks-{size}", make)

    def journal(self, size: int) -> Path:
        """The book's sales and payments as a journal for hledger."""
        book = self.book(size)

        def make(folder: Path) -> None:
            folder.mkdir()
            _quietly([*PLAINCRM, "export", "hledger", str(folder / "book.journal")], book)

        return self._kept(f"journal-{size}", make) / "book.journal"

    def _kept(self, name: str, make: Callable[[Path], object]) -> Path:
        kept = self.folder / f"{name}-{_MADE_BY}"
        if not kept.exists():
            print(f"making {name}", flush=True)
            half = kept.with_name(f"{kept.name}-half")
            shutil.rmtree(half, ignore_errors=True)
            make(half)
            half.rename(kept)
        return kept


PLAINCRM = [str(Path(sys.executable).with_name("plaincrm"))]


def git(folder: Path, *args: str) -> str:
    """What a git command says that must succeed."""
    return subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True, text=True).stdout


def _quietly(argv: list[str], folder: Path) -> None:
    subprocess.run(argv, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
