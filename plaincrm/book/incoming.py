"""Brings the commits of another repository into the branch: git's own merge, whole or not at all."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import journal as journals
from plaincrm.book import orphans
from plaincrm.book.git import failed
from plaincrm.errors import ConflictError, CrmError, OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from plaincrm.book.book import Book
    from plaincrm.book.git import Answer
    from plaincrm.book.repository import Repository

PATIENCE_SECONDS = 5.0
_DURABLE = ("-c", "core.fsync=committed,index,reference", "-c", "user.useConfigOnly=true")
# A new customer's file stays where it was made, whoever moved the others meanwhile.
_PLAIN = ("-c", "merge.directoryRenames=false", "-c", "core.fsync=committed,index,reference")
_IN_THE_WAY = ("would be overwritten by merge", "would be removed by merge")


class Unmerged(NamedTuple):
    """A file that git could not merge: its path from the top, its content at the fork, here and there."""

    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None


class Changed(NamedTuple):
    """A file that differs between two states: its path from the top, ``A``, ``M``, ``D``, its new blob."""

    path: str
    status: str
    blob: str


def note_path(repository: Repository) -> Path:
    """The note that stands while a sync works; git's locks that are younger than it are ours."""
    return journals.folder(repository) / "sync.json"


def fork(book: Book, ours: str, theirs: str) -> str:
    """The commit where two histories parted; ConflictError (exit 5) where they have nothing in common."""
    answer = book.git.run("merge-base", ours, theirs, allow_locks=False)
    if answer.code == 0:
        return answer.text().splitlines()[0]
    if (book.repository.common_dir / "shallow").exists():
        raise ConflictError(
            "this clone is shallow and does not reach back to where the histories parted",
            hint="run: git fetch --unshallow",
        )
    raise ConflictError(
        "the two repositories have no history in common",
        hint="is it the right one? git remote -v · to join them all the same:"
        f" git merge --allow-unrelated-histories {theirs[:12]}",
    )


def nothing(book: Book) -> str:
    """The tree without any file."""
    return book.git.ask("hash-object", "-t", "tree", "--stdin", stdin=b"").text()


def changes(book: Book, old: str, new: str) -> list[Changed]:
    """The files of the whole repository that differ between two commits or trees."""
    answer = book.git.ask("diff-tree", "-r", "-z", "--no-renames", old, new)
    fields = answer.out.decode("utf-8", "surrogateescape").split("\0")
    pairs = zip(fields[::2], fields[1::2], strict=False)
    return [Changed(path, facts.split(" ")[4], facts.split(" ")[3]) for facts, path in pairs]


def forward(book: Book, theirs: str) -> None:
    """Move the branch on to *theirs*, which holds all that it has; hand edits elsewhere stay as they are."""
    answer = _patiently(book, *_PLAIN, "merge", "--ff-only", "--no-autostash", "-q", theirs)
    if answer.code != 0:
        raise _refused(book, answer)


def merge(book: Book, theirs: str, message: str) -> bool:
    """Merge *theirs* into the work tree and git's index, without a commit; False where a human must decide.

    Then the merge stays open, with the conflicts marked in the files. Raised errors left nothing behind.
    """
    how = ("--no-ff", "--no-commit", "--no-autostash", "-q", "-m", message)
    answer = _patiently(book, *_PLAIN, "merge", *how, theirs)
    if answer.code == 0:
        return True
    if merging(book):
        return not unmerged(book)  # git may remember how you resolved it last time (rerere.autoUpdate)
    raise _refused(book, answer)


def is_called(book: Book, name: str, commit: str) -> bool:
    """Whether *name* means *commit* to git; then conflict marks may carry it."""
    if name.startswith("-"):
        return False
    answer = book.git.run("rev-parse", "--verify", "-q", name, allow_locks=False)
    return answer.code == 0 and answer.text() == commit


def merging(book: Book) -> str | None:
    """The commit that an open merge brings in; None where no merge waits to be finished."""
    try:
        return (book.repository.git_dir / "MERGE_HEAD").read_text(encoding="ascii").split()[0]
    except (FileNotFoundError, IndexError):
        return None


def contains(book: Book, commit: str, other: str) -> bool:
    """Whether the history of *commit* holds *other*."""
    return book.git.run("merge-base", "--is-ancestor", other, commit, allow_locks=False).code == 0


def unmerged(book: Book) -> list[Unmerged]:
    """The files that git could not merge, by path."""
    stages: dict[str, dict[str, str]] = {}
    answer = book.git.ask("ls-files", "--unmerged", "-z", "--full-name", "--", str(book.repository.top))
    for record in answer.out.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        facts, _, path = record.partition("\t")
        _, blob, stage = facts.split(" ")
        stages.setdefault(path, {})[stage] = blob
    return [
        Unmerged(path, *(book.read_blob(found[stage]) if stage in found else None for stage in "123"))
        for path, found in sorted(stages.items())
    ]


def staged_besides(book: Book, paths: Iterable[str]) -> list[str]:
    """What is staged beyond *paths*: it is the user's, and no merge may take it along."""
    answer = book.git.ask("diff-index", "--cached", "-z", "--name-only", "--no-renames", "HEAD")
    return sorted(set(answer.out.decode("utf-8", "surrogateescape").split("\0")[:-1]) - set(paths))


def edited_since(book: Book) -> list[str]:
    """The files whose work tree is not what git's index has, by path from the top."""
    answer = book.git.ask("diff-files", "-z", "--name-only")
    return answer.out.decode("utf-8", "surrogateescape").split("\0")[:-1]


def stage(book: Book, paths: list[str]) -> None:
    """Take *paths* into the merge as they now stand in the work tree."""
    with_paths(book, paths, "add", "--all")


def tree(book: Book) -> str:
    """The tree that the merge comes to."""
    answer = _patiently(book, "write-tree")
    if answer.code != 0:
        raise failed(("write-tree",), answer)
    return answer.text()


def conclude(book: Book, way_on: str) -> None:
    """Commit the open merge, under the message it was begun with; hooks and signing as ever.

    OutsideError (exit 6) where git refuses; *way_on* is the command that tries again.
    """
    answer = _patiently(book, *_DURABLE, "commit", "--no-edit", "--cleanup=strip", "-q")
    if answer.code != 0:
        said = answer.err.strip() or answer.text().strip() or f"git ended with code {answer.code}"
        raise OutsideError(
            f"git refused to commit the merge:\n{said}", hint=f"mend what it names, then: {way_on}"
        )


def abort(book: Book) -> None:
    """Take the open merge back: files and git's index as they were before it."""
    answer = _patiently(book, "merge", "--abort")
    if answer.code != 0:
        raise failed(("merge", "--abort"), answer)


def with_paths(book: Book, paths: list[str], *args: str) -> None:
    """Run a git command on *paths*, counted from the top, however many they are; on none it is not run."""
    if not paths:  # to git, no path means every path
        return
    listed = journals.folder(book.repository) / "paths"
    listed.write_bytes("\0".join(paths).encode("utf-8", "surrogateescape"))
    answer = _patiently(
        book, "-C", str(book.repository.top), *args, f"--pathspec-from-file={listed}", "--pathspec-file-nul"
    )
    if answer.code != 0:
        raise failed(args, answer)


def _patiently(book: Book, *args: str) -> Answer:
    """Run a git command that writes, waiting a while for whoever holds git's index."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        answer = book.git.run(*args)
        if answer.code < 0:  # git was killed; what it held is ours to clear away
            orphans.sweep_locks(book, note_path(book.repository))
        if ".lock': File exists" not in answer.err or time.monotonic() > deadline:
            return answer
        time.sleep(0.05)


def in_the_way(book: Book, paths: Iterable[str]) -> ConflictError:
    """The error where uncommitted work stands in files that a merge would touch; *paths* from the top."""
    named = ", ".join(sorted(path.removeprefix(book.repository.prefix) for path in paths))
    return ConflictError(
        f"your uncommitted work is in the way of what came: {named}", hint="commit it first: plaincrm save"
    )


def _refused(book: Book, answer: Answer) -> CrmError:
    """The error for a merge that git would not begin."""
    lines = answer.err.splitlines()
    if any(words in answer.err for words in _IN_THE_WAY):
        return in_the_way(book, {line.strip() for line in lines if line[:1].isspace() and line.strip()})
    if ".lock': File exists" in answer.err:
        return ConflictError(
            f"git is busy in this repository: {lines[0]}", hint="wait for it, then run the command again"
        )
    return failed(("merge",), answer)
