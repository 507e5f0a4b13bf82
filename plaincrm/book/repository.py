"""Where a book lies in its git repository, found without starting git."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from plaincrm.errors import OutsideError


class Repository(NamedTuple):
    """A work tree, its git directory, and the book's place below the top (``""`` or ``sub/dir/``)."""

    top: Path
    git_dir: Path
    prefix: str

    @property
    def common_dir(self) -> Path:
        """The git directory that all linked work trees share."""
        pointer = self.git_dir / "commondir"
        if not pointer.is_file():
            return self.git_dir
        return (self.git_dir / pointer.read_text(encoding="utf-8").strip()).resolve()


def find_repository(folder: Path) -> Repository:
    """The repository that holds *folder*; OutsideError where there is none."""
    for top in (folder, *folder.parents):
        marker = top / ".git"
        if marker.is_dir():
            return Repository(top, marker, _prefix(folder, top))
        if marker.is_file():  # a linked work tree or a submodule
            return Repository(top, _pointed_to(marker), _prefix(folder, top))
    raise OutsideError(
        f"{folder} is not in a git repository",
        hint="run: git init && git add . && git commit -m 'Add the book'",
    )


def _prefix(folder: Path, top: Path) -> str:
    relative = folder.relative_to(top).as_posix()
    return "" if relative == "." else relative + "/"


def _pointed_to(marker: Path) -> Path:
    text = marker.read_text(encoding="utf-8").strip()
    return (marker.parent / text.removeprefix("gitdir:").strip()).resolve()
