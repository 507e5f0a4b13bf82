"""Whose file was whose, over the whole history: through renames, moves, merged customers and reused IDs."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book import state as states
from plaincrm.book.customer_file import id_of, name_line
from plaincrm.book.git import Git

if TYPE_CHECKING:
    from plaincrm.book.book import Book

MERGED = "Merged"  # the trailer "Merged: OTHER into KEEP" of a commit that made two customers one
_FORMAT = f"%x1e%H%x1f%(trailers:key={MERGED},valueonly,separator=%x2C)%x1f"
_EVERYWHERE = ("--all", "--reflog", "--full-history", "-m")


class File(NamedTuple):
    """One file of one commit: A, M or D, its path from the repository's top, its blobs (None = no file)."""

    status: str
    path: str
    old: str | None
    new: str | None


class Step(NamedTuple):
    """A commit that touched customer files; *merged* says which ID became part of which."""

    commit: str
    merged: dict[str, str]
    files: list[File]


class Life:
    """One customer's files from the first commit to the last, whatever they were called."""

    def __init__(self) -> None:
        self.paths: dict[str, None] = {}
        self.blobs: dict[str, None] = {}
        self.commits: dict[str, None] = {}
        self.beginnings: dict[str, None] = {}
        self.joined: list[Life] = []

    @property
    def ids(self) -> list[str]:
        """Every ID that the customer had, in order of time."""
        return list(dict.fromkeys(id_of(path) for path in self.paths))

    def with_joined(self, present: set[Life]) -> list[Life]:
        """This life and those of the customers that were merged into it and are not there again."""
        found: list[Life] = []
        waiting = [self]
        while waiting:
            life = waiting.pop()
            if life not in found and (life is self or life not in present):
                found.append(life)
                waiting += life.joined
        return found


class Lives:
    """Every customer that the history knows: by the path where their file lies, or lay last."""

    def __init__(self) -> None:
        self.every: list[Life] = []
        self.at: dict[str, Life] = {}
        self._alive: dict[str, str] = {}  # path -> blob

    def take(self, step: Step, names: dict[str, bytes]) -> None:
        """Go on by one commit; *names* are the ``name:`` lines of blobs."""
        gone = _Gone(step, names)
        kept = {id_of(file.path): file.path for file in step.files if file.status == "M"}
        for file in step.files:
            if file.status == "A":
                self._begin(file, gone.before(file), names)
            life = self._life(file.path)
            life.paths[file.path] = None
            life.commits[step.commit] = None
            life.blobs.update(dict.fromkeys(blob for blob in (file.old, file.new) if blob))
            if file.status == "A":
                life.beginnings[step.commit] = None
            if file.new:
                self._alive[file.path] = file.new
        for path in gone.paths:
            self._alive.pop(path, None)
            whole = kept.get(step.merged.get(id_of(path), ""))
            if whole is not None:
                self._life(whole).joined.append(self._life(path))

    def _begin(self, file: File, before: str | None, names: dict[str, bytes]) -> None:
        """A file appears: does it go on with the life of the path *before*, or after a pause?"""
        if before is not None:
            self.at[file.path] = self._life(before)
        elif file.path in self.at and file.path not in self._alive:
            name = names.get(file.new or "")
            last = self.at[file.path].blobs
            if file.new not in last and (name is None or name not in map(names.get, last)):
                del self.at[file.path]  # another customer took over a free ID

    def _life(self, path: str) -> Life:
        if path not in self.at:
            self.at[path] = Life()
            self.every.append(self.at[path])
        return self.at[path]


class _Gone:
    """The files that a commit takes away, by what is known of them."""

    def __init__(self, step: Step, names: dict[str, bytes]) -> None:
        self._names = names
        gone = [file for file in step.files if file.status == "D"]
        self.paths = [file.path for file in gone]
        self._by_blob = {file.old: file.path for file in gone}
        self._by_name = {names[file.old]: file.path for file in gone if file.old in names}

    def before(self, file: File) -> str | None:
        """Where the file lay that comes in the same commit: the same content, else the same name."""
        same = self._by_blob.get(file.new)
        return same or self._by_name.get(self._names.get(file.new or "", b""))


def lives(book: Book) -> Lives:
    """Every customer of the book's whole history: all branches, tags, stashes and reflogs."""
    steps = _steps(book)
    names = _names(book, steps)
    found = Lives()
    for step in steps:
        found.take(step, names)
    return found


def _steps(book: Book) -> list[Step]:
    """The commits and their YAML files, the oldest first; a merge stands once for each parent.

    Of the whole repository: the book may have lain in another folder.
    """
    out = Git(book.repository.top).ask(
        "-c", "log.showRoot=true", "log", *_EVERYWHERE, "--reverse", "--topo-order", "--no-show-signature",
        "--no-color", "--no-ext-diff", "--raw", "--no-abbrev", "--no-renames", "-z", f"--format={_FORMAT}",
    ).out  # fmt: skip
    return [_step(record) for record in out.decode("utf-8", "surrogateescape").split("\x1e")[1:]]


def _step(record: str) -> Step:
    commit, merged, names = record.split("\x1f")
    fields = [field.strip("\n") for field in names.split("\0")]
    fields = [field for field in fields if field]
    pairs = zip(fields[::2], fields[1::2], strict=True)
    into = (each.strip().partition(" into ") for each in merged.split(","))
    files = [_file(*pair) for pair in pairs if pair[1].endswith(states.SUFFIX)]
    return Step(commit, {other: keep for other, _, keep in into if keep}, files)


def _file(facts: str, path: str) -> File:
    _, _, old, new, status = facts.split(" ")
    return File(status[:1], path, *(blob if blob.strip("0") else None for blob in (old, new)))


def _names(book: Book, steps: list[Step]) -> dict[str, bytes]:
    """The names in the blobs where a file began, and in those that stood before: blob → name."""
    began = {file.path for step in steps for file in step.files if file.status == "D"}
    ended = {file.old for step in steps for file in step.files if file.status == "D" and file.old}
    renamed = {
        file.new
        for step in steps
        if any(one.status == "D" for one in step.files) or any(one.path in began for one in step.files)
        for file in step.files
        if file.status == "A" and file.new
    }
    wanted = sorted(ended | renamed)
    found = {}
    for blob, content in zip(wanted, book.read_blobs(wanted), strict=True):
        name = name_line(content)
        if name is not None:
            found[blob] = name
    return found
