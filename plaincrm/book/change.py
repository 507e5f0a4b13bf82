"""The one way a book is changed: a change is validated, atomic and exactly one commit."""

from __future__ import annotations

import contextlib
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.book import disk
from plaincrm.book.by_hand import ByHandError, telling_where
from plaincrm.book.customer_file import CustomerFile, id_of, parse
from plaincrm.book.shared_ids import refuse_shared
from plaincrm.book.turn import disk_trouble_told, our_turn
from plaincrm.book.writer import Draft
from plaincrm.errors import ConflictError, InvalidDataError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from plaincrm.book.book import Book
    from plaincrm.book.writer import Progress
    from plaincrm.errors import Problem
    from plaincrm.model import Settings

    Path = tuple[str | int, ...]


class Done(NamedTuple):
    """What a change came to: the short commit id (None for a dry run or nothing to do) and a diff."""

    commit: str | None
    changed: bool
    diff: str


class Change:
    """Gathers what one command does to the book's files; nothing is written before it ends well.

    Edits are text surgery: bytes outside an edit stay. ``message`` is the commit message's words. In the end
    ``doubts`` holds the warnings that files have and had not before, each with how many files have it.
    """

    def __init__(self, book: Book, verb: str, words: str | None) -> None:
        self.book = book
        self.verb = verb
        self.message = words or ""
        self.fixed_words = words is not None
        self.trailers: list[str] = []
        self.notices: list[str] = []
        self.doubts: dict[str, int] = {}
        self.done = Done(None, False, "")
        self._old: dict[str, bytes | None] = {}
        self._new: dict[str, bytes | None] = {}
        self._sound: dict[str, bytes] = {}
        self._by_hand: list[Problem] = []
        self._named: set[str] = set()

    def say(self, message: str) -> None:
        """Word the commit message, unless the user gave one with ``-m``."""
        if not self.fixed_words:
            self.message = message

    def read(self, customer: str) -> CustomerFile:
        """The customer's file as it now stands in this change; exit 3 where there is none, 4 where broken."""
        file = self.at(self.path(customer))
        file.must_be_valid()
        return file

    def path(self, customer: str) -> str:
        """Where the customer's file lies; NotFoundError (exit 3) where there is none."""
        path = self.book.path_of(customer)
        if path is None or self.content(path) is None:
            raise NotFoundError(f"no customer has the ID {customer}", hint="see the IDs: plaincrm list")
        self._named.add(customer)
        return path

    def at(self, path: str) -> CustomerFile:
        """The customer file at *path*, valid or not; exit 4 for what is no regular file, 3 where none is."""
        raw = self.content(path)
        if raw is None:
            raise NotFoundError(f"there is no file {path}", hint="see the IDs: plaincrm list")
        return parse(path, raw, self.book.settings)

    def before(self, path: str) -> CustomerFile:
        """The customer file at *path* as it was before this change."""
        return parse(path, self._old.get(path) or b"", self.book.settings)

    def content(self, path: str) -> bytes | None:
        """The bytes of the file at *path* as they now stand in this change; None where there is none."""
        if path in self._new:
            return self._new[path]
        if path not in self._old:
            self._old[path] = disk.read(self.book.root, path)
        return self._old[path]

    def append(self, customer: str, path: Path, value: Any) -> None:
        """Append *value* to the list at *path* of a customer, making the list where it is missing."""
        self._edit(customer, "append", path, value)

    def put(self, customer: str, path: Path, value: Any) -> None:
        """Set the field at *path* of a customer."""
        self._edit(customer, "put", path, value)

    def remove(self, customer: str, path: Path) -> None:
        """Remove the field or entry at *path* of a customer."""
        from plaincrm.book import yaml

        file = self.read(customer)
        with self._telling_where(file):
            self.write(file.path, yaml.encode(yaml.remove(file.text, path)))

    @contextlib.contextmanager
    def going_on(self) -> Iterator[None]:
        """Go on with the next file where an edit is for a human's hand: all are told in the end, together."""
        try:
            yield
        except ByHandError as error:
            self._by_hand += error.problems

    def write(self, path: str, content: bytes | None) -> None:
        """Give the file at *path* this content; None removes it."""
        self.content(path)
        self._new[path] = content

    def create(self, path: str, content: bytes) -> None:
        """Write a customer's new file that was read already, and passed with the book's settings.

        ConflictError (exit 5) where there is a file by now.
        """
        if self.content(path) is not None:
            raise ConflictError(f"{path} was made by somebody else meanwhile", hint="run the command again")
        self._new[path] = self._sound[path] = content

    def must_be_sound(self) -> None:
        """InvalidDataError (exit 4) where a file would not pass ``check`` after the change.

        And where edits were for a human's hand: then all of those files are named. NotFoundError (exit 3)
        where a customer that was named by the ID is two files.
        """
        refuse_shared(self.book, self._named)
        if self._by_hand:
            raise ByHandError(list(dict.fromkeys(self._by_hand)))
        drafts = self.drafts()
        settings = _settings_after(drafts)
        warnings: list[Problem] = []
        for path, _, new in drafts:
            known = settings is None and self._sound.get(path) is new
            if new is not None and path.startswith("customers/") and not known:
                file = parse(path, new, settings or self.book.settings)
                if file.customer is None:
                    raise InvalidDataError(f"{path} would have errors", problems=file.errors)
                warnings += file.problems
        self.doubts = self._new_among(warnings, drafts) if warnings else {}

    def _new_among(self, warnings: list[Problem], drafts: list[Draft]) -> dict[str, int]:
        old = (self.before(draft.path).problems for draft in drafts if draft.old is not None)
        known = {(problem.field, problem.message) for problems in old for problem in problems}
        fresh = (problem for problem in warnings if (problem.field, problem.message) not in known)
        return Counter(
            f"{problem.field}: {problem.message}" + (f" ({problem.hint})" if problem.hint else "")
            for problem in fresh
        )

    def drafts(self) -> list[Draft]:
        """The files that really change, by path."""
        pairs = ((path, self._old[path], new) for path, new in sorted(self._new.items()))
        return [Draft(path, old, new) for path, old, new in pairs if old != new]

    def full_message(self) -> str:
        """The commit message with its trailers."""
        trailers = "\n".join([f"Plaincrm: {self.verb}", *self.trailers])
        return f"{self.message or self.verb}\n\n{trailers}\n"

    def _edit(self, customer: str, how: str, path: Path, value: Any) -> None:
        from plaincrm.book import yaml
        from plaincrm.model.order import ORDER

        file = self.read(customer)
        present = _deepest(file.data, path[:-1])
        if len(present) < len(path) - 1:  # the maps between are missing: make them with the value inside
            value = [value] if how == "append" else value
            for step in reversed(path[len(present) + 1 :]):
                value = {step: value}
            how, path = "put", path[: len(present) + 1]
        order = ORDER.get(tuple(step for step in path[:-1] if isinstance(step, str)), ())
        edit = yaml.append if how == "append" else yaml.put
        with self._telling_where(file):
            self.write(file.path, yaml.encode(edit(file.text, path, value, order)))

    def _telling_where(self, file: CustomerFile) -> AbstractContextManager[None]:
        return telling_where(file.path, id_of(file.path), file.raw, self._old.get(file.path))


def _deepest(data: Any, path: Path) -> Path:
    """The longest beginning of *path* that is there."""
    for length, step in enumerate(path):
        data = data.get(step) if isinstance(data, dict) else data[step] if isinstance(data, list) else None  # type: ignore[index]
        if data is None:
            return path[:length]
    return path


@contextlib.contextmanager
def changing(
    book: Book,
    verb: str,
    *,
    words: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Iterator[Change]:
    """A change of *book*; when the block ends well it is validated, written and committed as one.

    With *dry_run* it is validated and shown as a diff, and nothing is locked, written or committed.
    *progress* is told what is being done, how much of it, and of how much.
    """
    change = Change(book, verb, words)
    if dry_run:
        with disk_trouble_told():
            yield change
            change.must_be_sound()
            drafts = change.drafts()
        change.done = Done(None, bool(drafts), _diff(drafts))
        return
    with our_turn(book) as notices:
        change.notices += notices
        yield change
        change.must_be_sound()
        drafts = change.drafts()
        if drafts:
            commit = _carry_out(book, drafts, change, progress)
            change.done = Done(commit, True, "")


def _carry_out(book: Book, drafts: list[Draft], change: Change, progress: Progress | None) -> str:
    from plaincrm.book.commit import head
    from plaincrm.book.hand_edits import problems_of
    from plaincrm.book.preflight import refuse_skipped, standing
    from plaincrm.book.writer import commit_hand_edits, write_and_commit

    now = standing(book, [draft.path for draft in drafts])
    if len(drafts) > 1:  # of a single file git itself says that there is nothing to commit
        refuse_skipped(book, [draft.path for draft in drafts])
    by_path = {draft.path: draft for draft in drafts}
    for path in now.hand_edited:
        if by_path[path].old is None:  # deleted by hand, and this change makes it anew
            raise ConflictError(
                f"{path} was deleted by hand", hint=f"take the deletion back: git restore {path}"
            )
        problems = problems_of(book, path)
        if problems:
            raise InvalidDataError(f"{path} has errors", problems=problems)
    for path in now.hand_edited:
        commit_hand_edits(book, [path], f"{id_of(path)}: hand edits\n", now)
        now = now._replace(head=head(book))
        change.notices.append(f"committed your hand edits of {path} first")
    return write_and_commit(book, drafts, change.full_message(), now.head, progress)


def _settings_after(drafts: list[Draft]) -> Settings | None:
    """The settings that the change writes; None where it leaves them alone."""
    from plaincrm.book.settings_file import read_settings_file

    written = next(
        (draft.new for draft in drafts if draft.path == "plaincrm.yaml" and draft.new is not None), None
    )
    return None if written is None else read_settings_file("plaincrm.yaml", written)


def _diff(drafts: list[Draft]) -> str:
    import difflib

    lines: list[str] = []
    for draft in drafts:
        old = (draft.old or b"").decode("utf-8", "replace").splitlines(keepends=True)
        new = (draft.new or b"").decode("utf-8", "replace").splitlines(keepends=True)
        names = (
            "/dev/null" if draft.old is None else f"a/{draft.path}",
            "/dev/null" if draft.new is None else f"b/{draft.path}",
        )
        lines += [
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in difflib.unified_diff(old, new, *names)
        ]
    return "".join(lines)
