"""``erase``: a customer goes from the whole history; the plan, the proof and what is left to do by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plaincrm.book import Book
    from plaincrm.book.erasure.erase import Proof
    from plaincrm.book.erasure.plan import Plan
    from plaincrm.table import Row

    Progress = Callable[[int, int], None]

COLUMNS = (Column("what"), Column("count", "int"), Column("note"))
SHOWN = 5


class Erased(NamedTuple):
    """The proof as a table, whether nothing is left, and what remains to be done by hand."""

    table: Table
    is_clean: bool
    to_do: tuple[str, ...]


def plan(
    book: Book, customer: str, *, keep: list[str], also: list[str], progress: Progress | None = None
) -> Plan:
    """What erasing a customer would do; the ID may be one that only the history knows."""
    from plaincrm.book.erasure.plan import make_plan

    return make_plan(book, customer, keep=keep, also=also, progress=progress)


def plan_table(planned: Plan) -> Table:
    """The plan, one row per thing that it would change or leave."""
    rows = [*_what_goes(planned), *_what_is_around(planned), *_words(planned)]
    notes = [f"in the way: {error.message}; {error.hint}" for error in planned.obstacles]
    return Table(COLUMNS, rows, f"Erase {planned.customer}", tuple(notes))


def erase(book: Book, planned: Plan, progress: Progress | None = None) -> Erased:
    """Carry out the plan."""
    from plaincrm.book.erasure.erase import erase as act

    proof = act(book, planned, progress)
    records = f"for your records: {tombstone(planned.customer)}"
    return Erased(_proof_table(proof), proof.is_clean, (*_to_do(book, proof), records))


def finish(book: Book, progress: Progress | None = None) -> Erased | None:
    """Finish an erasure that was interrupted; None where there is none."""
    from plaincrm.book.erasure.erase import finish as act
    from plaincrm.book.erasure.settling import unfinished

    if unfinished(book.repository) is None:
        return None
    proof = act(book, progress)
    return None if proof is None else Erased(_proof_table(proof), proof.is_clean, tuple(_to_do(book, proof)))


def tombstone(customer: str) -> str:
    """A line that may be kept: the day and a hash of the ID, nothing personal."""
    import hashlib

    from plaincrm import dates

    mark = hashlib.sha256(customer.encode()).hexdigest()[:16]
    return f"{dates.today().isoformat()} erased {mark} (the first 16 letters of the SHA-256 of the ID)"


def _what_goes(planned: Plan) -> Iterator[Row]:
    files, found = planned.files, planned.found
    yield "files", len(files.paths) + len(files.shared), _listed([*files.paths, *files.shared])
    yield "versions", len(files.blobs), _unread(planned)
    yield "commits", planned.commits, "lose these files; what is empty then goes"
    yield "messages", len(found.messages), "of commits and tags, reworded"
    yield "objects", len({*found.blobs, *files.blobs}) + len(found.messages), f"of {found.total}"
    mentions = planned.others.mentions
    yield (
        "other files",
        len(mentions),
        _listed([path for path in mentions if path not in planned.others.binary]),
    )
    for what, names in (
        ("binary files", planned.others.binary),
        ("file names", planned.others.named),
        ("untracked files", planned.others.untracked),
    ):
        if names:
            yield what, len(names), f"not changed: {_listed(names)}"


def _what_is_around(planned: Plan) -> Iterator[Row]:
    around = planned.around
    yield "branches and tags", len(around.branches), _listed(around.branches)
    yield "stashes", len(around.stashes), "rewritten too" if around.stashes else None
    yield "reflog lines", around.reflog_lines, "all of them go"
    yield "other work trees", len(around.work_trees), _listed(around.work_trees)
    yield "remotes", len(around.remotes), _listed(around.remotes)
    if planned.found.authors:
        yield "authors", len(planned.found.authors), "commits and tags signed with such a name; not changed"


def _words(planned: Plan) -> Iterator[Row]:
    mentions = planned.others.mentions.values()
    for word in planned.marks.words:
        everywhere = word in planned.marks.in_texts
        count = sum(1 for words in mentions if word in words) if everywhere else None
        yield (
            "word",
            count,
            word.text if everywhere else f"{word.text} (too short: in messages and names only)",
        )
    for word, why in planned.kept.items():
        yield "word kept", None, f"{word.text} ({why})"


def _unread(planned: Plan) -> str | None:
    return f"{planned.unreadable} cannot be read, their words are not known" if planned.unreadable else None


def _proof_table(proof: Proof) -> Table:
    found = proof.found
    rows: list[Row] = [
        (
            "objects that hold a word",
            len(found.blobs) + len(found.trees),
            _listed(proof.paths) or f"of {found.total}",
        ),
        ("messages that hold a word", len(found.messages), None),
        ("reflog lines that hold a word", proof.reflog_lines, None),
        ("files of git that hold a word", len(proof.files_of_git), _listed(proof.files_of_git)),
    ]
    return Table(COLUMNS, rows, "Proof")


def _to_do(book: Book, proof: Proof) -> Iterator[str]:
    """What plaincrm cannot do, honestly."""
    from plaincrm.book.erasure.plan import remotes

    if not proof.is_clean:
        yield "something is left, see the table; a file goes with: git filter-repo --invert-paths --path FILE"
    for remote in remotes(book):
        name = remote.partition(" ")[0]
        yield f"{remote} still has all of it: {_force_push(name, proof.remote_tips)}"
        yield f"ask the host of {name} to purge old commits, pull requests and caches"
    yield "every other clone still has everything: delete it and clone anew"
    yield "backups, exports, mails, calendars and printouts are yours to look through"


def _force_push(name: str, tips: dict[str, str]) -> str:
    """The commands that replace the remote's branches, but those to which somebody else pushed meanwhile."""
    known = [(branch, tip) for branch, tip in tips.items() if branch.startswith(f"{name}/")]
    leases = "".join(f" --force-with-lease={branch.removeprefix(f'{name}/')}:{tip}" for branch, tip in known)
    return f"git push{leases or ' --force'} --all {name} && git push --force --tags {name}"


def _listed(names: list[str] | tuple[str, ...]) -> str | None:
    if not names:
        return None
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
