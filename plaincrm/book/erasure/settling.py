"""Puts a rewritten history in the place of the old one and clears away what was cut off.

Every step may be done twice: a note in the git directory tells the next run what is left to do.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import disk
from plaincrm.book.erasure.marks import Marks, Word
from plaincrm.book.erasure.plan import STASH
from plaincrm.book.erasure.rewriting import drop_new_refs, home, update_refs
from plaincrm.book.git import Git, failed
from plaincrm.book.incoming import contains
from plaincrm.book.preflight import ERASURE
from plaincrm.book.rewritten import RECORD, record
from plaincrm.errors import ConflictError

if TYPE_CHECKING:
    from pathlib import Path

    from plaincrm.book.book import Book
    from plaincrm.book.repository import Repository

# What git keeps of its last doings, messages and commits of them included.
_NOTES = (
    *("ORIG_HEAD", "FETCH_HEAD", "AUTO_MERGE", "COMMIT_EDITMSG", "MERGE_MSG", "SQUASH_MSG", "TAG_EDITMSG"),
    *("NOTES_EDITMSG", "EDIT_DESCRIPTION", "MERGE_RR", "gitk.cache"),
)
_REMOTES = "refs/remotes/"
_OURS_TO_KEEP = ("holder", "erasure", RECORD)


class Settlement(NamedTuple):
    """What is to be done: refs from old to new (None: delete), stashes, the work tree's commit, the words."""

    refs: tuple[tuple[str, str, str | None], ...]
    stashes: tuple[tuple[str, str], ...]  # the newest first: commit, message
    old_head: str
    words: tuple[tuple[str, str], ...]
    commits: tuple[str, ...]  # the old ones that are not in the new history

    @property
    def remote_tips(self) -> dict[str, str]:
        """Where the remotes' branches stood, as far as it was known here: ``origin/main`` → commit."""
        return {name.removeprefix(_REMOTES): old for name, old, _ in self.refs if name.startswith(_REMOTES)}


def note(repository: Repository, settlement: Settlement) -> None:
    """Put on the disk what is to be done; from here on it can be finished by any later run."""
    content = json.dumps(settlement._asdict(), ensure_ascii=False)
    disk.replace(_path(repository), content.encode("utf-8", "surrogateescape"), home(repository))


def unfinished(repository: Repository) -> Settlement | None:
    """What an erasure that was interrupted left to do."""
    try:
        facts = json.loads(_path(repository).read_bytes().decode("utf-8", "surrogateescape"))
        return Settlement(
            tuple((name, old, new) for name, old, new in facts["refs"]),
            tuple((commit, message) for commit, message in facts["stashes"]),
            facts["old_head"],
            tuple((text, kind) for text, kind in facts["words"]),
            tuple(facts["commits"]),
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def settle(book: Book, settlement: Settlement) -> Marks:
    """Do what is left to do of an erasure, and give the words that must be gone now."""
    record(book.repository, settlement.commits)
    _switch_refs(book, settlement)
    _switch_work_tree(book, settlement)
    _must(book, "reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    marks = Marks(Word(*word) for word in settlement.words)
    _store_stashes(book, settlement, marks)
    drop_new_refs(book)
    _remove_notes(book, marks)
    _must(book, "-c", "gc.bigPackThreshold=0", "gc", "--quiet", "--prune=now")
    shutil.rmtree(home(book.repository))
    return marks


def _path(repository: Repository) -> Path:
    return repository.git_dir / ERASURE


def _switch_refs(book: Book, settlement: Settlement) -> None:
    now = {name: _commit(book, name) for name, _, _ in settlement.refs}
    lines = []
    for name, old, new in settlement.refs:
        current = now[name]
        if current == new or _went_on(book, current, new, old):
            continue
        if current != old:
            raise ConflictError(
                f"{name} was changed meanwhile", hint="put it back, then again: plaincrm doctor --fix"
            )
        lines.append(f"update {name} {new} {old}" if new else f"delete {name} {old}")
    update_refs(book.git, lines)


def _went_on(book: Book, current: str | None, new: str | None, old: str) -> bool:
    """Whether the switch was done before the interruption and others have committed on top since."""
    if current is None or new is None or current == old:
        return False
    return contains(book, current, new) and not contains(book, current, old)


def _switch_work_tree(book: Book, settlement: Settlement) -> None:
    """Bring index and work tree from the old commit to the new one; what was edited meanwhile stays."""
    new = _commit(book, "HEAD")
    if new == settlement.old_head or new is None:
        return
    _must_at_top(book, "update-index", "-q", "--refresh")
    _must_at_top(book, "read-tree", "-m", "-u", settlement.old_head, new)
    disk.make_folder(book.folder)


def _store_stashes(book: Book, settlement: Settlement, marks: Marks) -> None:
    if _commit(book, STASH):
        _must(book, "update-ref", "-d", STASH)
    for commit, message in reversed(settlement.stashes):
        _must(book, "stash", "store", "-q", "-m", marks.erased(message), commit)


def _remove_notes(book: Book, marks: Marks) -> None:
    git_dir = book.repository.git_dir
    for name in _NOTES:
        (git_dir / name).unlink(missing_ok=True)
    for folder in (git_dir / "rr-cache").glob("*"):  # recorded resolutions of conflicts
        if any(marks.in_text(file.read_bytes()) for file in folder.iterdir()):
            shutil.rmtree(folder)
    _remove_ours(git_dir / "plaincrm", marks)
    for kept in book.fallback_cache_path().parent.glob(f"{book.fallback_cache_path().name}*"):
        kept.unlink()


def _remove_ours(folder: Path, marks: Marks) -> None:
    """Take our work files away, and of what was rescued from a merge that which holds a word."""
    for file in sorted(folder.rglob("*")):
        depth = file.relative_to(folder).parts
        if depth[0] in _OURS_TO_KEEP or not file.is_file():
            continue
        if len(depth) == 1 or marks.in_message(file.name.encode()) or marks.in_text(file.read_bytes()):
            file.unlink()


def _commit(book: Book, name: str) -> str | None:
    answer = book.git.run("rev-parse", "--verify", "-q", name, allow_locks=False)
    return answer.text() if answer.code == 0 else None


def _must(book: Book, *args: str) -> None:
    answer = book.git.run(*args)
    if answer.code != 0:
        raise failed(args, answer)


def _must_at_top(book: Book, *args: str) -> None:
    answer = Git(book.repository.top).run(*args)
    if answer.code != 0 and args[0] != "update-index":  # which tells of edited files so
        raise failed(args, answer)
