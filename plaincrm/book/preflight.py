"""What must hold before a change touches anything, each refusal with the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.git import failed
from plaincrm.errors import ConflictError

if TYPE_CHECKING:
    from plaincrm.book.book import Book

ERASURE = "plaincrm/erasure/settlement.json"
_UNDER_WAY = {
    "MERGE_HEAD": ("a merge", "plaincrm sync --continue, or plaincrm sync --abort"),
    "rebase-merge": ("a rebase", "git rebase --continue, or git rebase --abort"),
    "rebase-apply": ("a rebase", "git rebase --continue, or git rebase --abort"),
    "CHERRY_PICK_HEAD": ("a cherry-pick", "git cherry-pick --continue, or git cherry-pick --abort"),
    "REVERT_HEAD": ("a revert", "git revert --continue, or git revert --abort"),
    "BISECT_LOG": ("a bisect", "git bisect reset"),
}
MANY = 200  # more paths than this are asked for by their folder


class Standing(NamedTuple):
    """The commit a change builds on, which of its files the user edited since, and which are new to git."""

    head: str | None
    hand_edited: tuple[str, ...]
    untracked: tuple[str, ...]


def refuse_operations_under_way(book: Book) -> None:
    """ConflictError (exit 5) while a merge, rebase, cherry-pick, revert or bisect is unfinished."""
    found = operation_under_way(book)
    if found:
        what, way_on = found
        raise ConflictError(f"{what} is in progress in this repository", hint=f"finish it first: {way_on}")


def operation_under_way(book: Book) -> tuple[str, str] | None:
    """What is unfinished, as in ``a merge``, and the commands that end it; None where nothing is."""
    return next(
        (told for name, told in _UNDER_WAY.items() if (book.repository.git_dir / name).exists()), None
    )


def refuse_unfinished_erasure(book: Book) -> None:
    """ConflictError (exit 5) while an erasure is half done: what lies there may hold the customer still."""
    if (book.repository.git_dir / ERASURE).exists():
        raise ConflictError("an erasure was interrupted", hint="finish it first: plaincrm doctor --fix")


def refuse_unknown_identity(book: Book) -> None:
    """OutsideError (exit 6) where git does not know who is writing; git would guess, we do not."""
    from plaincrm.book.patience import unknown_identity

    if book.git.bare("-c", "user.useConfigOnly=true", "var", "GIT_COMMITTER_IDENT").code != 0:
        raise unknown_identity()


def is_detached(book: Book) -> bool:
    """Whether commits belong to no branch."""
    return not (book.repository.git_dir / "HEAD").read_bytes().startswith(b"ref:")


def standing(book: Book, paths: list[str]) -> Standing:
    """How *paths* stand against the current commit; refuses what cannot be committed cleanly."""
    asked = paths if len(paths) <= MANY else ["."]
    args = ("status", "--porcelain=v2", "--branch", "--no-ahead-behind", "--no-renames", "-z", "-uall")
    answer = book.git.bare(*args, "--ignored=matching", "--", *asked)
    if answer.code != 0:
        raise failed(args, answer)
    head, edited, untracked, wanted = None, [], [], set(paths)
    for record in answer.out.decode("utf-8", "surrogateescape").split("\0"):
        if record.startswith("# branch.oid "):
            head = record.removeprefix("# branch.oid ")
        elif record and not record.startswith("#"):
            path = _refuse_or_path(record, book.repository.prefix, wanted)
            if path is None:
                continue
            if path in edited:  # its removal is staged, and it is there
                raise _staged_otherwise(path)
            edited.append(path)
            untracked += [path] if record[0] == "?" else []
    return Standing(None if head == "(initial)" else head, tuple(edited), tuple(untracked))


def refuse_skipped(book: Book, paths: list[str]) -> None:
    """ConflictError (exit 5) where git was told to look past some of *paths*: it would not commit them."""
    asked = paths if len(paths) <= MANY else ["."]
    answer = book.git.bare("ls-files", "-v", "-z", "--", *asked)
    records = answer.out.decode("utf-8", "surrogateescape").split("\0")
    skipped = sorted({record[2:] for record in records if record[:1] in ("S", "s")}.intersection(paths))
    if skipped:
        raise ConflictError(
            f"{', '.join(skipped)}: marked skip-worktree, git does not commit what changes there;"
            " nothing was changed",
            hint=f"take the mark away: git update-index --no-skip-worktree {' '.join(skipped)}",
        )


def _refuse_or_path(record: str, prefix: str, paths: set[str]) -> str | None:
    kind = record[0]
    path = path_of(record).removeprefix(prefix)
    if kind == "!" and any(wanted == path or wanted.startswith(path.rstrip("/") + "/") for wanted in paths):
        from plaincrm.book.patience import ignored

        raise ignored([path])
    if path not in paths:
        return None
    if kind == "u":
        raise ConflictError(f"{path} has an unresolved merge", hint=f"resolve it, then: git add {path}")
    if is_staged_otherwise(record):
        raise _staged_otherwise(path)
    return path


def _staged_otherwise(path: str) -> ConflictError:
    return ConflictError(
        f"{path} is staged in one version and edited in another",
        hint=f"commit or unstage it first: git restore --staged {path}",
    )


def path_of(record: str) -> str:
    """The path in a record of ``git status --porcelain=v2 -z``, from the top of the work tree."""
    fields_before = {"1": 8, "u": 10, "?": 1, "!": 1}[record[0]]
    return record.split(" ", fields_before)[fields_before]


def is_staged_otherwise(record: str) -> bool:
    """Whether git's index holds a version that is neither the commit's nor the work tree's."""
    return record[0] == "1" and record[2] != "." and record[3] != "."
