"""Brings a book from elsewhere: a git clone that holds one."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import ConflictError, NotFoundError, OutsideError, UsageError

if TYPE_CHECKING:
    from plaincrm.book.network import Line


class Cloned(NamedTuple):
    """Where the new book is, how many customers it has, and the short commit it is at."""

    folder: Path
    customers: int
    commit: str


def clone(url: str, folder: Path, line: Line) -> Cloned:
    """Clone the book at *url* into *folder* and make it ready to merge.

    ConflictError (exit 5) where something is in the way, OutsideError (exit 6) where *url* is out of reach,
    NotFoundError (exit 3) where it has no book; then nothing is left of it.
    """
    from plaincrm.book import Book, registration
    from plaincrm.book.commit import short_head
    from plaincrm.book.disk import make_folder
    from plaincrm.book.state import FOLDER

    was_there = folder.exists()
    if was_there and (not folder.is_dir() or any(folder.iterdir())):
        raise ConflictError(
            f"{folder} is there already and is not empty",
            hint=f"name another folder: plaincrm clone {url} DIR",
        )
    try:
        _fetch(url, folder, line)
        _check_out_only_branch(url, folder)
        found = _book_in(url, folder)
    except BaseException:
        _clear_away(folder, was_there)
        raise
    book = Book(found.resolve())
    registration.register(book)
    make_folder(book.root / FOLDER)  # git keeps no empty folder, but the first file by hand wants one
    return Cloned(found, len(book.paths()), short_head(book))


def folder_for(url: str) -> str:
    """The folder that git would choose for a clone of *url*: the last word of it, without ``.git``."""
    trimmed = re.sub(r"(/?\.git)?/*$", "", url.strip().rstrip("/\\"))
    name = re.split(r"[/\\:]", trimmed)[-1]
    if name in ("", ".", ".."):
        raise UsageError(f'"{url}" does not say how to call the folder', hint=f"plaincrm clone {url} DIR")
    return name


def _fetch(url: str, folder: Path, line: Line) -> None:
    from plaincrm.book.git import Git
    from plaincrm.book.network import talk

    answer = talk(Git(Path.cwd()), line, "clone", "--end-of-options", url, str(folder))
    if answer.code != 0:
        words = "\n".join(said for said in answer.err.splitlines() if not said.startswith("Cloning into"))
        raise OutsideError(
            f"cannot clone {url}:\n{words}", hint="see that the address is right and that you may read it"
        )


def _check_out_only_branch(url: str, folder: Path) -> None:
    """Where the other side's HEAD names a branch that is not there, take the one that is.

    NotFoundError (exit 3) where there are several: which one is meant nobody says.
    """
    from plaincrm.book.git import Git

    git = Git(folder)
    if git.bare("rev-parse", "--verify", "--quiet", "HEAD").code == 0:
        return
    refs = git.ask("for-each-ref", "--format=%(refname:lstrip=3)", "refs/remotes/origin").out.decode()
    branches = [name for name in refs.split() if name != "HEAD"]
    if len(branches) > 1:
        raise NotFoundError(
            f"{url} has no branch that its HEAD names; it has {', '.join(branches)}",
            hint=f"say there which one is meant: git symbolic-ref HEAD refs/heads/{branches[0]}",
        )
    if branches:
        git.ask("checkout", "--quiet", branches[0])


def _book_in(url: str, folder: Path) -> Path:
    """The folder in the clone that is a book: its top, or the first place below with settings."""
    from plaincrm.book.book import SETTINGS

    found = sorted(
        path.parent for path in folder.rglob(SETTINGS) if ".git" not in path.relative_to(folder).parts
    )
    if folder in found:
        return folder
    if not found:
        address = Path(url).resolve() if Path(url).exists() else url
        raise NotFoundError(
            f"{url} holds no book: there is no {SETTINGS} in it",
            hint=f"make one and send it there: plaincrm init {folder} && cd {folder}"
            f" && git remote add origin {address} && plaincrm sync",
        )
    return found[0]


def _clear_away(folder: Path, was_there: bool) -> None:
    """Leave nothing of a clone that is of no use; *folder* was empty, or not there, before."""
    if not was_there:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for item in folder.iterdir():
        if item.is_dir() and not item.is_symlink():
            shutil.rmtree(item, ignore_errors=True)
        else:
            item.unlink(missing_ok=True)
