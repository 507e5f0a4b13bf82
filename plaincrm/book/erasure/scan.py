"""Looks for words in everything that a repository holds: objects of any age, reflogs, git's own files."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.erasure.marks import Marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from plaincrm.book.book import Book

    Progress = Callable[[int, int], None]

KINDS = ("blob", "tree", "commit", "tag")
_AT_ONCE = 32_000_000  # bytes of objects held in memory
_IDENTITIES = (b"author ", b"committer ", b"tagger ")
_OWN_FILES = ("objects", "logs", "plaincrm", "plaincrm.lock")
_SETTINGS = ("config", "config.worktree", "description", "hooks", "info")
_BINARY_LOOK = 8_192


class Object(NamedTuple):
    """One object of the store: ``blob``, ``tree``, ``commit`` or ``tag``, and its content."""

    id: str
    kind: str
    content: bytes


class Found(NamedTuple):
    """Where words stand: the ids of the objects by kind, and how many objects were looked at."""

    total: int
    blobs: dict[str, bool]  # id → whether it is binary
    trees: frozenset[str]
    messages: frozenset[str]  # commits and tags
    authors: frozenset[str]  # commits and tags that bear the name of who wrote them

    @property
    def hits(self) -> int:
        """How many objects hold a word, in whatever an author did not sign with."""
        return len(self.blobs) + len(self.trees) + len(self.messages)


def scan(
    book: Book, marks: Marks, progress: Progress | None = None, *, kinds: tuple[str, ...] = KINDS
) -> Found:
    """Look into every object of the store, reachable or not, of some *kinds*."""
    blobs: dict[str, bool] = {}
    trees, messages, authors = set(), set(), set()
    total = 0
    for thing, count in _objects(book, kinds):
        total += 1
        if progress:
            progress(total, count)
        if thing.kind == "blob":
            if marks.in_text(thing.content):
                blobs[thing.id] = is_binary(thing.content)
        elif thing.kind == "tree":
            if marks.in_name(thing.content):
                trees.add(thing.id)
        else:
            identities, rest = _parted(thing.content)
            if marks.in_message(rest):
                messages.add(thing.id)
            if marks.in_text(identities):
                authors.add(thing.id)
    return Found(total, blobs, frozenset(trees), frozenset(messages), frozenset(authors))


def holding(book: Book, marks: Marks, blobs: Iterable[str]) -> dict[str, bytes]:
    """Those of the *blobs* that hold a word, with their content."""
    things = (thing for thing, _ in _objects(book, ("blob",), set(blobs)))
    return {thing.id: thing.content for thing in things if marks.in_text(thing.content)}


def is_binary(content: bytes) -> bool:
    """Whether git and git filter-repo take a content for no text."""
    return b"\0" in content[:_BINARY_LOOK]


def reflog_lines(book: Book, marks: Marks | None = None) -> int:
    """How many lines the reflogs have, or how many of them hold a word of *marks*."""
    lines = [
        line
        for log in sorted((book.repository.common_dir / "logs").rglob("*"))
        if log.is_file()
        for line in log.read_bytes().splitlines()
    ]
    return len(lines) if marks is None else sum(1 for line in lines if marks.in_message(line))


def files_of_git(book: Book, marks: Marks) -> list[str]:
    """The files of the git directory that hold a word, objects and reflogs aside: refs, index, notes.

    An ID may be a word of git's configuration; there it does not count.
    """
    home = book.repository.git_dir
    sayings = Marks(word for word in marks.words if word.kind != "id")
    found = []
    for file in sorted(home.rglob("*")):
        place = file.relative_to(home)
        if (
            place.parts[0] in _OWN_FILES
            or file.suffix == ".sample"
            or file.is_symlink()
            or not file.is_file()
        ):
            continue
        sought = sayings if place.parts[0] in _SETTINGS else marks
        name = place.as_posix().encode("utf-8", "surrogateescape")
        if sought.in_name(name) or sought.in_message(file.read_bytes()):
            found.append(place.as_posix())
    return found


def _objects(
    book: Book, kinds: tuple[str, ...], only: set[str] | None = None
) -> Iterator[tuple[Object, int]]:
    """Every object of some kinds, or *only* these of them, with their number, a few read at a time."""
    waiting: list[str] = []
    size = 0
    listed = _sizes(book, kinds, only)
    for place, (name, bytes_) in enumerate(listed, 1):
        waiting.append(name)
        size += bytes_
        if size > _AT_ONCE or place == len(listed):
            for thing in _read(book, waiting):
                yield thing, len(listed)
            waiting, size = [], 0


def _sizes(book: Book, kinds: tuple[str, ...], only: set[str] | None) -> list[tuple[str, int]]:
    form = "--batch-check=%(objectname) %(objecttype) %(objectsize)"
    if only is None:
        out = book.git.ask("cat-file", "--batch-all-objects", form).text()
    else:
        wanted = "".join(f"{name}\n" for name in sorted(only)).encode()
        out = book.git.ask("cat-file", form, stdin=wanted).text()
    lines = (line.split(" ") for line in out.split("\n") if line)
    return [(name, int(size)) for name, kind, size in lines if kind in kinds]


def _read(book: Book, names: list[str]) -> Iterator[Object]:
    out = book.git.ask("cat-file", "--batch", stdin="".join(f"{name}\n" for name in names).encode()).out
    place = 0
    while place < len(out):
        end = out.index(b"\n", place)
        name, kind, size = out[place:end].decode().split(" ")
        yield Object(name, kind, out[end + 1 : end + 1 + int(size)])
        place = end + 1 + int(size) + 1


def _parted(content: bytes) -> tuple[bytes, bytes]:
    """A commit or tag as who signed it, and the rest."""
    head, empty, message = content.partition(b"\n\n")
    lines = head.split(b"\n")
    identities = [line for line in lines if line.startswith(_IDENTITIES)]
    rest = [line for line in lines if not line.startswith(_IDENTITIES)]
    return b"\n".join(identities), b"\n".join(rest) + empty + message
