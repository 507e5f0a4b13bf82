"""A bare repository and books that are clones of it, each with its own hand."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import BookFolder, git, run


class Clones:
    """Several clones of one book: ``ada`` began it, the others are made when they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hub = folder / "hub.git"
        git(folder, "init", "-q", "--bare", "-b", "main", "hub.git")
        self.ada = BookFolder(folder / "ada")
        ran = run("init", str(self.ada.root), "--name", "Shared", "--currency", "EUR")
        assert ran.code == 0, ran
        self.ada.git("remote", "add", "origin", str(self.hub))
        self.ada.ok("sync", "-q")

    def clone(self, name: str) -> BookFolder:
        """One more clone."""
        ran = run("clone", str(self.hub), str(self.folder / name))
        assert ran.code == 0, ran
        return BookFolder(self.folder / name)

    def hub_commits(self) -> list[str]:
        """The subjects of the commits that everybody shares, newest first."""
        return git(self.hub, "log", "--format=%s", "main").splitlines()


def standing(book: BookFolder) -> tuple[str, str, dict[str, bytes]]:
    """All that a failed command must not change: the commit, what is not committed, every file."""
    files = {
        path.relative_to(book.root).as_posix(): path.read_bytes()
        for path in sorted(book.root.rglob("*"))
        if path.is_file() and ".git" not in path.relative_to(book.root).parts
    }
    return book.git("rev-parse", "HEAD"), book.git("status", "--porcelain", "-uall"), files
