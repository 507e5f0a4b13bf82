"""What an erasure would do: whose files, which words, where they stand, and what is in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.addresses import addresses, without_password
from plaincrm.book.customer_file import SIZE_LIMIT
from plaincrm.book.erasure.lives import lives
from plaincrm.book.erasure.marks import Marks, Word
from plaincrm.book.erasure.obstacles import obstacles, other_work_trees
from plaincrm.book.erasure.scan import holding, is_binary, reflog_lines, scan
from plaincrm.book.erasure.whose import Files, files_of, ids_of_others, lives_of
from plaincrm.book.erasure.words import known_elsewhere, words_of
from plaincrm.book.git import Git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.book.book import Book
    from plaincrm.book.erasure.lives import Life
    from plaincrm.book.erasure.scan import Found, Progress
    from plaincrm.errors import CrmError

NEW = "refs/plaincrm-erasure/"
STASH = "refs/stash"


class Others(NamedTuple):
    """The other files: which hold a word, those of them that are no text, and which are named after them."""

    mentions: dict[str, tuple[Word, ...]]
    binary: tuple[str, ...]
    named: tuple[str, ...]
    untracked: tuple[str, ...]  # files beside the commit that hold a word


class Around(NamedTuple):
    """What else the repository has: *refs* with what they stand for, as the erasure will replace them."""

    branches: tuple[str, ...]  # branches and tags that lead to their files
    stashes: tuple[str, ...]
    reflog_lines: int
    work_trees: tuple[str, ...]
    remotes: tuple[str, ...]
    refs: dict[str, str]


class Plan(NamedTuple):
    """All that is known before an erasure."""

    customer: str
    files: Files
    marks: Marks
    kept: dict[Word, str]  # words that stay, each with why
    unreadable: int  # versions of the files whose words are not known
    commits: int  # that touched the files
    found: Found
    others: Others
    around: Around
    obstacles: tuple[CrmError, ...]


def make_plan(
    book: Book,
    customer: str,
    *,
    keep: Iterable[str] = (),
    also: Iterable[str] = (),
    progress: Progress | None = None,
) -> Plan:
    """See what erasing *customer* would do; NotFoundError (exit 3) where the history has no such ID.

    Words that *keep* names stay; those in *also* go too, even where they mean something else as well.
    """
    history = lives(book)
    theirs = lives_of(book, customer, history)
    files = files_of(history, theirs)
    said = words_of(book, theirs)
    taken = ids_of_others(book, history, theirs)
    kept = {word: "another customer's ID" for word in said.words if word.kind == "id" and word.text in taken}
    kept |= _also_elsewhere(book, files, said.words, tuple(also))
    kept |= {word: "you keep it" for word in said.words if word.text in keep}
    more = [Word(text, "name") for text in also]
    marks = Marks(word for word in [*said.words, *more] if word not in kept)
    return Plan(
        customer,
        files,
        marks,
        kept,
        said.unreadable,
        len({commit for life in theirs for commit in life.commits}),
        scan(book, marks, progress, kinds=("blob", "commit", "tag")),
        _others(book, files, marks),
        _around(book, theirs),
        tuple(obstacles(book, marks)),
    )


def _also_elsewhere(book: Book, files: Files, words: list[Word], also: tuple[str, ...]) -> dict[Word, str]:
    """The words that mean something else too, with where, unless they are to go all the same."""
    marks = Marks(word for word in words if word.text not in also)
    blobs = _other_files(book, files)
    holders = holding(book, marks, set(blobs.values()))
    return known_elsewhere(
        book, marks, {path: holders[blob] for path, blob in blobs.items() if blob in holders}
    )


def _others(book: Book, files: Files, marks: Marks) -> Others:
    blobs = _other_files(book, files)
    holders = holding(book, marks, set(blobs.values()))
    held = {path: holders[blob] for path, blob in blobs.items() if blob in holders}
    return Others(
        {path: tuple(marks.which(content)) for path, content in held.items()},
        tuple(path for path, content in held.items() if is_binary(content)),
        tuple(path for path in blobs if marks.in_name(path.encode("utf-8", "surrogateescape"))),
        tuple(_untracked(book, marks)),
    )


def _untracked(book: Book, marks: Marks) -> Iterator[str]:
    """Files that git does not keep, ignored ones too: exports lie there."""
    out = Git(book.repository.top).ask("ls-files", "-z", "--others").out
    for path in out.decode("utf-8", "surrogateescape").split("\0")[:-1]:
        file = book.repository.top / path
        if file.is_file() and not file.is_symlink() and file.stat().st_size <= SIZE_LIMIT:
            name = path.encode("utf-8", "surrogateescape")
            if marks.in_name(name) or marks.in_text(file.read_bytes()):
                yield path


def _other_files(book: Book, files: Files) -> dict[str, str]:
    """The files of the current commit that are not theirs: path from the top → blob."""
    out = Git(book.repository.top).ask("ls-tree", "-r", "-z", "HEAD").out.decode("utf-8", "surrogateescape")
    found = {}
    for record in out.split("\0")[:-1]:
        facts, _, path = record.partition("\t")
        _, kind, blob = facts.split(" ")
        if kind == "blob" and not files.has(path, blob):
            found[path] = blob
    return found


def _around(book: Book, theirs: list[Life]) -> Around:
    beginnings = sorted({commit for life in theirs for commit in life.beginnings})
    wanted = [f"--contains={commit}" for commit in beginnings]
    leading = book.git.ask("for-each-ref", "--format=%(refname:short)", *wanted).text().splitlines()
    return Around(
        tuple(name for name in leading if name != "stash") if wanted else (),
        tuple(stash for stash, _ in stashes(book)),
        reflog_lines(book),
        tuple(other_work_trees(book)),
        tuple(remotes(book)),
        refs(book),
    )


def refs(book: Book) -> dict[str, str]:
    """Every ref and what it stands for; not symbolic ones, nor the stash; HEAD where it is on no branch."""
    found = refs_below(book, "")
    if book.git.run("symbolic-ref", "-q", "HEAD", allow_locks=False).code != 0:
        found["HEAD"] = book.git.ask("rev-parse", "HEAD").text()
    return {name: target for name, target in found.items() if name != STASH and not name.startswith(NEW)}


def refs_below(book: Book, folder: str) -> dict[str, str]:
    """The refs below *folder*, symbolic ones aside, and what they stand for."""
    form = "--format=%(objectname) %(symref) %(refname)"
    said = book.git.ask("for-each-ref", form, *([folder] if folder else [])).text()
    lines = [line.split(" ", 2) for line in said.splitlines()]
    return {name: target for target, symbolic, name in lines if not symbolic}


def stashes(book: Book) -> list[tuple[str, str]]:
    """The stashed work, the newest first: commit and message."""
    if book.git.run("rev-parse", "--verify", "-q", STASH, allow_locks=False).code != 0:
        return []
    said = book.git.ask("log", "-g", "--format=%H %gs", "--no-show-signature", STASH).text()
    return [(line[0], line[2]) for line in (line.partition(" ") for line in said.splitlines())]


def remotes(book: Book) -> list[str]:
    """The name and address of each remote, without passwords."""
    return [f"{name} {without_password(address)}" for name, address in addresses(book).items()]
