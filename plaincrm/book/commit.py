"""Commits exactly the named files, as ``git commit`` would: hooks, signing and filters included."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.book import bulk
from plaincrm.book import journal as journals
from plaincrm.book.patience import patiently
from plaincrm.book.preflight import refuse_skipped
from plaincrm.errors import OutsideError

if TYPE_CHECKING:
    from plaincrm.book.book import Book
    from plaincrm.book.git import Answer
    from plaincrm.book.journal import Journal

_OURS = (
    *("-c", "core.fsync=committed,index,reference"),
    *("-c", "user.useConfigOnly=true"),  # git would guess who is writing; we do not
    *("-c", "i18n.commitEncoding=UTF-8"),
)
_SAID = re.compile(r"\[.*? ([0-9a-f]{4,64})\] ")  # [main 1a2b3c4] or [main (root-commit) 1a2b3c4]


def commit(book: Book, journal: Journal) -> str:
    """Commit the work-tree state of the journal's files alone and give the short commit id.

    What the user has staged stays staged.
    """
    note = journals.folder(book.repository) / "message"
    note.write_bytes(journal.message.encode("utf-8", "surrogateescape"))
    words = ("--cleanup=whitespace", f"--file={note}")
    if len(journal.files) > bulk.MANY:
        with bulk.staged(book, journal) as index:
            patiently(book, *_OURS, "commit", "-q", *words, index=index)
        bulk.restage(book, journal.paths)
        return short_head(book)
    if journal.untracked:
        patiently(book, "add", "--intent-to-add", *_from_file(book, journal.untracked))
    try:
        answer = patiently(book, *_OURS, "commit", "--only", *words, *_from_file(book, journal.paths))
    except OutsideError:
        refuse_skipped(book, journal.paths)
        raise
    said = _SAID.match(answer.text())
    return said[1] if said else short_head(book)


def was_made(book: Book, journal: Journal) -> bool:
    """Whether the journal's commit is in the history, whatever git said of it."""
    now = head(book)
    if now == journal.head:
        return False
    if journal.head is None:
        return True
    answer = book.git.bare("diff-tree", "-r", "-z", "--name-only", "--relative", journal.head, str(now))
    return answer.code == 0 and set(journal.paths) <= set(_names(answer))


def mend_index(book: Book, journal: Journal) -> None:
    """Let git's index know of a commit that was made by a git that died, or failed, right after.

    What it knows already, and what the user has staged since, stays.
    """
    staged: set[str] = set()
    if journal.head is not None:
        answer = book.git.bare("diff-index", "--cached", "-z", "--name-only", "--relative", journal.head)
        staged = set(_names(answer)) - set(journal.untracked)
    restage(book, [path for path in journal.paths if path not in staged])


def restage(book: Book, paths: list[str]) -> None:
    """Let git's index hold what the current commit holds of *paths*."""
    if len(paths) > bulk.MANY:
        bulk.restage(book, paths)
    elif paths:
        patiently(book, "reset", "-q", *_from_file(book, paths))


def forget_intent(book: Book, paths: list[str]) -> None:
    """Take files that were never committed out of git's index again."""
    there = set(_names(book.git.bare("ls-files", "-z"))) if paths else set()
    known = [path for path in paths if path in there]
    if known:
        patiently(book, "rm", "--cached", "-q", "-f", *_from_file(book, known))


def head(book: Book) -> str | None:
    """The current commit; None before the first."""
    answer = book.git.bare("rev-parse", "--verify", "-q", "HEAD")
    return answer.text() if answer.code == 0 else None


def short_head(book: Book) -> str:
    """The short id of the current commit."""
    return book.git.ask("rev-parse", "--short", "HEAD").text()


def _from_file(book: Book, paths: list[str]) -> tuple[str, str]:
    """The options that name *paths*, however many they are."""
    listed = journals.folder(book.repository) / "paths"
    listed.write_bytes("\0".join(paths).encode("utf-8", "surrogateescape"))
    return f"--pathspec-from-file={listed}", "--pathspec-file-nul"


def _names(answer: Answer) -> list[str]:
    return answer.out.decode("utf-8", "surrogateescape").split("\0")
