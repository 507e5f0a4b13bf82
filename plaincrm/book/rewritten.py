"""Keeps out a history from before a rewriting: it holds what was taken out on purpose, a person it may be.

Two things tell of it: what the remote's branch was before (git's reflog), where others rewrote it, and the
commits that ``erase`` took out here, which are written down by their hashes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.book import disk
from plaincrm.book import journal as journals
from plaincrm.book.incoming import contains, is_called
from plaincrm.errors import ConflictError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from plaincrm.book.book import Book
    from plaincrm.book.network import Line
    from plaincrm.book.remote import Remote
    from plaincrm.book.repository import Repository

RECORD = "erased-commits"


def record(repository: Repository, commits: Iterable[str]) -> None:
    """Write down, beside those of earlier times, the commits that an erasure took out of the history."""
    found = sorted({*recorded(repository), *commits})
    content = "".join(f"{commit}\n" for commit in found).encode("ascii")
    disk.make_folder(_path(repository).parent)
    disk.replace(_path(repository), content, _path(repository).parent)


def recorded(repository: Repository) -> frozenset[str]:
    """The commits that erasures took out of the history here."""
    try:
        return frozenset(_path(repository).read_text(encoding="ascii").split())
    except FileNotFoundError:
        return frozenset()


def refuse_erased_tip(book: Book, remote: Remote, line: Line) -> None:
    """ConflictError (exit 5) where the remote stands where it stood before an erasure; nothing is fetched."""
    from plaincrm.book.remote import tip

    erased = recorded(book.repository)
    there = tip(book, remote, line) if erased else None
    if there in erased:
        raise ConflictError(
            f"{remote} still has the history from before you erased a customer; nothing was fetched",
            hint=f"give it the new one: {_push(remote, str(there))}",
        )


def refuse(book: Book, remote: Remote, theirs: str) -> None:
    """ConflictError (exit 5) where *theirs* and our branch stand on two sides of a rewriting."""
    _refuse_erased(book, remote, theirs)
    answer = book.git.run("merge-base", "--fork-point", remote.tracking, "HEAD", allow_locks=False)
    if answer.code != 0 or contains(book, theirs, answer.text()):
        return
    fetch = "" if is_called(book, remote.tracking, theirs) else f"git fetch {remote.name} && "  # a dry run
    way_out = f"take the new one over, with your own commits on top: {fetch}git rebase --fork-point {remote}"
    if book.git.run("merge-base", "HEAD", theirs, allow_locks=False).code != 0:
        raise ConflictError(
            "the two repositories have no history in common",
            hint=f"is it the right one? git remote -v · if its history was rewritten, {way_out}",
        )
    raise ConflictError(
        f"the history of {remote} was rewritten; a merge would bring back what was taken out of it",
        hint=way_out,
    )


def _refuse_erased(book: Book, remote: Remote, theirs: str) -> None:
    """Somebody went on with the history from before an erasure of ours."""
    erased = recorded(book.repository)
    if not erased:
        return
    came = book.git.ask("rev-list", "--topo-order", theirs, "--not", "HEAD").text().splitlines()
    last = next((commit for commit in came if commit in erased), None)
    if last is not None:
        raise ConflictError(
            f"{remote} still has the history from before you erased a customer, and others went on with it",
            hint=f"take over what is new: git cherry-pick {last[:12]}..{theirs[:12]}"
            f" · then: {_push(remote, theirs)} · and erase again what that brought here",
        )


def _push(remote: Remote, there: str) -> str:
    """The command that replaces the remote's branch, unless somebody moved it meanwhile."""
    branch = remote.ref.removeprefix("refs/heads/")
    return f"git push --force-with-lease={branch}:{there} {remote.name} {remote.branch}:{branch}"


def _path(repository: Repository) -> Path:
    return journals.folder(repository) / RECORD
