"""What stands in the way of rewriting a repository, each with the way on."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from plaincrm.book.git import Git
from plaincrm.book.preflight import refuse_operations_under_way
from plaincrm.errors import ConflictError, CrmError, OutsideError

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.book.book import Book
    from plaincrm.book.erasure.marks import Marks

PROGRAM = "git-filter-repo"


def obstacles(book: Book, marks: Marks) -> list[CrmError]:
    """Everything that must be out of the way first; empty where the rewriting can begin."""
    found: list[CrmError] = []
    for look in _LOOKS:
        try:
            look(book)
        except CrmError as error:
            found.append(error)
    return found + _refs_named_after_them(book, marks)


def filter_repo() -> list[str]:
    """How to call git filter-repo; OutsideError (exit 6) where it is not installed."""
    if importlib.util.find_spec("git_filter_repo") is not None:
        return [sys.executable, "-P", "-m", "git_filter_repo"]
    found = shutil.which(PROGRAM) or _among_gits_own()
    if found is None:
        raise OutsideError(f"erasing needs the program {PROGRAM}", hint=f"pip install {PROGRAM}")
    return [found]


def _among_gits_own() -> str | None:
    path = Path(Git(Path.cwd()).ask("--exec-path").text()) / PROGRAM
    return str(path) if path.is_file() else None


def _filter_repo_is_there(book: Book) -> None:  # noqa: ARG001
    filter_repo()


def _tree_is_clean(book: Book) -> None:
    status = Git(book.repository.top).ask("status", "--porcelain", "-uno", "--ignore-submodules=dirty")
    if status.out:
        raise ConflictError(
            "there are uncommitted changes", hint="commit them first: plaincrm save, or git commit"
        )


def _history_is_whole(book: Book) -> None:
    if book.git.ask("rev-parse", "--is-shallow-repository").text() == "true":
        raise ConflictError("this is a shallow clone", hint="fetch the rest first: git fetch --unshallow")
    if book.git.run("config", "--get-regexp", r"^remote\..*\.promisor$", allow_locks=False).out:
        raise ConflictError("this is a partial clone", hint="erase in a full clone: git clone URL")


def _objects_are_its_own(book: Book) -> None:
    objects = book.repository.common_dir / "objects"
    if (objects / "info" / "alternates").exists():
        raise ConflictError(
            "this repository borrows objects from another one",
            hint="make it stand alone: git repack -a -d && rm .git/objects/info/alternates",
        )
    if any(objects.glob("pack/*.keep")):
        raise ConflictError(
            "a pack of objects is marked to be kept", hint="rm .git/objects/pack/*.keep, then again"
        )


def _nothing_is_replaced(book: Book) -> None:
    if book.git.ask("for-each-ref", "--count=1", "refs/replace/").out:
        raise ConflictError(
            "the repository has replaced objects", hint="see git replace -l; drop them: git replace -d ID"
        )


def _no_other_work_tree(book: Book) -> None:
    others = other_work_trees(book)
    if others:
        raise ConflictError(
            f"there is another work tree: {', '.join(others)}",
            hint=f"remove it first: git worktree remove {others[0]}, or git worktree prune",
        )


def other_work_trees(book: Book) -> list[str]:
    """The folders of the repository's other work trees."""
    lines = book.git.ask("worktree", "list", "--porcelain").text().splitlines()
    every = [line.removeprefix("worktree ") for line in lines if line.startswith("worktree ")]
    return [folder for folder in every if Path(folder) != book.repository.top]


def _refs_named_after_them(book: Book, marks: Marks) -> list[CrmError]:
    names = book.git.ask("for-each-ref", "--format=%(refname)").text().splitlines()
    return [_named(name) for name in names if marks.in_name(name.encode("utf-8", "surrogateescape"))]


def _named(name: str) -> ConflictError:
    for folder, what, how in (
        ("refs/heads/", "branch", "git branch -m {} NEW-NAME"),
        ("refs/tags/", "tag", "git tag NEW-NAME {0} && git tag -d {0}"),
        ("refs/remotes/", "remote branch", "git branch -dr {}"),
    ):
        if name.startswith(folder):
            short = name.removeprefix(folder)
            return ConflictError(
                f"the {what} {short} is named after them", hint="rename it first: " + how.format(short)
            )
    return ConflictError(f"{name} is named after them", hint=f"git update-ref -d {name}")


_LOOKS: tuple[Callable[[Book], None], ...] = (
    _filter_repo_is_there,
    refuse_operations_under_way,
    _tree_is_clean,
    _history_is_whole,
    _objects_are_its_own,
    _nothing_is_replaced,
    _no_other_work_tree,
)
