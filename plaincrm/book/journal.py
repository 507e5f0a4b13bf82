"""The note of a change in the git directory, made before it touches a file: the next run can finish it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import disk

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.book.repository import Repository


class Touched(NamedTuple):
    """One file of a change: its path below the book and the blob ids before and after (None = no file)."""

    path: str
    old: str | None
    new: str | None
    tracked: bool  # whether git knew the path before


class Journal(NamedTuple):
    """A change under way: the book's place in the work tree, the commit it builds on, message and files."""

    prefix: str
    head: str | None
    message: str
    files: tuple[Touched, ...]

    @property
    def paths(self) -> list[str]:
        """The files' paths below the book."""
        return [touched.path for touched in self.files]

    @property
    def untracked(self) -> list[str]:
        """Those that git had never seen."""
        return [touched.path for touched in self.files if not touched.tracked]

    def backup(self, folder: Path, position: int) -> Path:
        """Where the old content of the file at *position* is kept."""
        return folder / f"backup-{position}"


def folder(repository: Repository) -> Path:
    """The folder of the journal, the drafts and the backups."""
    return repository.git_dir / "plaincrm"


def path(repository: Repository) -> Path:
    """The journal file."""
    return folder(repository) / "journal.json"


def write(repository: Repository, journal: Journal) -> None:
    """Put the journal on the disk; from here on a dead run can be finished or taken back."""
    content = json.dumps(
        {
            "prefix": journal.prefix,
            "head": journal.head,
            "message": journal.message,
            "files": [list(touched) for touched in journal.files],
        },
        ensure_ascii=False,
    )
    home = folder(repository)
    disk.make_folder(home)
    disk.replace(path(repository), content.encode("utf-8", "surrogateescape"), home)


def read(repository: Repository) -> Journal | None:
    """The journal that a dead run left, or None; one that cannot be read is none of ours."""
    try:
        facts = json.loads(path(repository).read_bytes().decode("utf-8", "surrogateescape"))
        files = tuple(Touched(*fields) for fields in facts["files"])
        return Journal(facts["prefix"], facts["head"], facts["message"], files)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return None


def drop(repository: Repository) -> None:
    """Forget the journal and what belongs to it: that first, for without a journal nobody looks for it."""
    for pattern in ("backup-*", "draft*", "message", "paths", "staging", "staging.lock"):
        for kept in folder(repository).glob(pattern):
            kept.unlink(missing_ok=True)
    path(repository).unlink(missing_ok=True)
