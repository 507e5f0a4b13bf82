"""The erasure itself, from the plan to the proof."""

from __future__ import annotations

import contextlib
import shutil
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.customer_file import parse
from plaincrm.book.erasure import settling
from plaincrm.book.erasure.plan import refs
from plaincrm.book.erasure.rewriting import drop_new_refs, home, rewrite
from plaincrm.book.erasure.scan import files_of_git, reflog_lines, scan
from plaincrm.book.erasure.settling import Settlement
from plaincrm.book.git import Git
from plaincrm.book.state import is_customer_file
from plaincrm.book.turn import our_turn
from plaincrm.errors import ConflictError, InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book.book import Book
    from plaincrm.book.erasure.marks import Marks
    from plaincrm.book.erasure.plan import Plan
    from plaincrm.book.erasure.rewriting import Rewritten
    from plaincrm.book.erasure.scan import Found, Progress


class Proof(NamedTuple):
    """What holds a word still, after all: empty counts are what is wanted."""

    found: Found
    paths: tuple[str, ...]  # where the objects that hold a word lie
    reflog_lines: int
    files_of_git: tuple[str, ...]
    remote_tips: dict[str, str]  # ``origin/main`` → the commit there, as far as known, before the erasure

    @property
    def is_clean(self) -> bool:
        """Whether no object, message or reflog line, nor any file of git's holds a word."""
        return not (self.found.hits or self.reflog_lines or self.files_of_git)


def erase(book: Book, plan: Plan, progress: Progress | None = None) -> Proof:
    """Erase what *plan* names from the whole repository, and look again.

    The first of its obstacles is raised. Until the new history is whole the old one is untouched; an
    interruption after that is finished by :func:`finish`.
    """
    if plan.obstacles:
        raise plan.obstacles[0]
    with our_turn(book, erasing=True):
        if refs(book) != plan.around.refs:
            raise ConflictError("the repository was changed meanwhile", hint="run the command again")
        with _cleared_away_on_failure(book):
            rewritten = rewrite(book, plan)
            _others_must_stay_whole(book, plan, rewritten)
            settlement = _settlement(book, plan, rewritten)
            settling.note(book.repository, settlement)
        marks = settling.settle(book, settlement)
    return prove(book, marks, settlement, progress)


def finish(book: Book, progress: Progress | None = None) -> Proof | None:
    """Finish an erasure that was interrupted; None where there is none."""
    with our_turn(book, erasing=True):
        settlement = settling.unfinished(book.repository)
        if settlement is None:
            shutil.rmtree(home(book.repository), ignore_errors=True)
            return None
        marks = settling.settle(book, settlement)
    return prove(book, marks, settlement, progress)


def prove(book: Book, marks: Marks, settlement: Settlement, progress: Progress | None = None) -> Proof:
    """Look for the words in everything that the repository holds."""
    found = scan(book, marks, progress)
    paths = _paths(book, {*found.blobs, *found.trees}) if found.hits else []
    files = tuple(files_of_git(book, marks))
    return Proof(found, tuple(paths), reflog_lines(book, marks), files, settlement.remote_tips)


def _paths(book: Book, objects: set[str]) -> list[str]:
    listed = book.git.ask("rev-list", "--objects", "--all").out.decode("utf-8", "surrogateescape")
    pairs = (line.partition(" ") for line in listed.splitlines())
    return sorted({path for name, _, path in pairs if name in objects and path})


@contextlib.contextmanager
def _cleared_away_on_failure(book: Book) -> Iterator[None]:
    try:
        yield
    except BaseException:
        drop_new_refs(book)
        shutil.rmtree(home(book.repository), ignore_errors=True)
        raise


def _settlement(book: Book, plan: Plan, rewritten: Rewritten) -> Settlement:
    return Settlement(
        tuple((name, old, rewritten.new[name]) for name, old in rewritten.old.items()),
        rewritten.stashes,
        book.git.ask("rev-parse", "HEAD").text(),
        tuple((word.text, word.kind) for word in plan.marks.words),
        rewritten.commits,
    )


def _others_must_stay_whole(book: Book, plan: Plan, rewritten: Rewritten) -> None:
    """ConflictError where a file that can be read now could not be read without the words."""
    branch = book.git.run("symbolic-ref", "-q", "HEAD", allow_locks=False).text() or "HEAD"
    new = rewritten.new[branch]
    if new is None:
        raise ConflictError(
            "nothing would be left of the current branch", hint="delete the repository instead"
        )
    broken = [path for path, before, after in _changed(book, new) if _breaks(book, path, before, after)]
    if broken:
        words = sorted({word.text for path in broken for word in plan.others.mentions.get(path, ())})
        raise ConflictError(
            f"without these words {', '.join(broken)} could not be read any more: {', '.join(words)}",
            hint="keep what means something else there: --keep WORD",
        )


def _changed(book: Book, new: str) -> list[tuple[str, bytes, bytes]]:
    """The files of the current commit that the new one has with another content, before and after."""
    out = Git(book.repository.top).ask("diff-tree", "-r", "-z", "--diff-filter=M", "HEAD", new).out
    fields = out.decode("utf-8", "surrogateescape").split("\0")
    found = [(path, *facts.split(" ")[2:4]) for facts, path in zip(fields[::2], fields[1::2], strict=False)]
    contents = iter(book.read_blobs([blob for _, *pair in found for blob in pair]))
    return [(path, next(contents), next(contents)) for path, *_ in found]


def _breaks(book: Book, path: str, before: bytes, after: bytes) -> bool:
    from plaincrm.book.settings_file import read_settings_file

    relative = path.removeprefix(book.repository.prefix)
    if relative == "plaincrm.yaml":
        try:
            read_settings_file(relative, after)
        except InvalidDataError:
            return True
    if not is_customer_file(relative):
        return False
    was, now = (parse(relative, content, book.settings).errors for content in (before, after))
    return bool(now) and not was
