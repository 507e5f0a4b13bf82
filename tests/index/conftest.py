"""A book in a real git repository, small enough to be read in a test."""

import os
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from plaincrm.book import Book
from plaincrm.index import Index

SETTINGS = "format: 1\nname: Test\ncurrency: EUR\n"


class Repo:
    """A book on disk: write files, run git, open its index."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.opened: list[Index] = []

    def write(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(dedent(text).encode())

    def customer(self, name: str, text: str = "") -> None:
        """customers/NAME.yaml; without text, a file that only has a name."""
        self.write(f"customers/{name}.yaml", text or f"name: {name}\n")

    def remove(self, path: str) -> None:
        (self.root / path).unlink()

    def git(self, *args: str) -> str:
        done = subprocess.run(["git", *args], cwd=self.root, capture_output=True, check=True, text=True)
        return done.stdout.strip()

    def commit(self, message: str = "change") -> str:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    @property
    def book(self) -> Book:
        return Book.find(self.root)

    def index(self) -> Index:
        index = Index.open(self.book)
        self.opened.append(index)
        return index

    def rows(self, sql: str) -> list:
        return self.index().rows(sql)


@pytest.fixture(autouse=True)
def _world(tmp_path, monkeypatch):
    for name in [name for name in os.environ if name.startswith(("GIT_", "PLAINCRM_"))]:
        monkeypatch.delenv(name)
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Test")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "test@example.org")
    monkeypatch.setenv("PLAINCRM_TODAY", "2026-11-23")


@pytest.fixture
def new_repo():
    """Makes a book without customers, uncommitted, at a place of one's choice."""
    made = []

    def make(root: Path) -> Repo:
        repo = Repo(root)
        repo.root.mkdir(parents=True, exist_ok=True)
        repo.git("init", "-q", "-b", "main")
        repo.write("plaincrm.yaml", SETTINGS)
        made.append(repo)
        return repo

    yield make
    for repo in made:
        for index in repo.opened:
            index.close()


@pytest.fixture
def repo(tmp_path, new_repo):
    return new_repo(tmp_path / "book")
