"""The other repository: which one it is, what it has, fetching from it and pushing to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.book.network import Line, talk
from plaincrm.errors import ConflictError, OutsideError

if TYPE_CHECKING:
    from plaincrm.book.book import Book
    from plaincrm.book.git import Answer

_HEADS = "refs/heads/"
_ABSENT = "couldn't find remote ref"
_REFUSED = re.compile(r"^!\t[^\t]*\t\[(remote )?rejected\] \((.*)\)$", re.MULTILINE)
# What a push hears when somebody else pushed a moment earlier.
_QUICKER = re.compile(
    r"fetch first|non-fast-forward|stale info|cannot lock ref|failed to update ref|reference already exists"
    r"|incorrect old value"
)


class Remote(NamedTuple):
    """A branch of another repository that goes with ours; *is_upstream* when git has been told so."""

    name: str
    branch: str
    ref: str
    is_upstream: bool

    def __str__(self) -> str:
        return f"{self.name}/{self.ref.removeprefix(_HEADS)}"

    @property
    def tracking(self) -> str:
        """Where git keeps what it last knew of it."""
        return f"refs/remotes/{self}"


def exists(book: Book) -> bool:
    """Whether the repository knows any other."""
    return bool(book.git.ask("remote").text())


def choose(book: Book) -> Remote:
    """The current branch's upstream, else the branch of the same name on the only remote, or on origin.

    ConflictError (exit 5) where HEAD is on no branch, OutsideError (exit 6) where no remote can be meant.
    """
    head = book.git.run("symbolic-ref", "-q", "--short", "HEAD", allow_locks=False)
    if head.code != 0:
        raise ConflictError("HEAD is detached: there is no branch to sync", hint="run: git switch BRANCH")
    branch = head.text()
    names = book.git.ask("remote").text().split("\n")
    name, ref = (_configured(book, f"branch.{branch}.{key}") for key in ("remote", "merge"))
    if name in names and ref.startswith(_HEADS):
        return Remote(name, branch, ref, is_upstream=True)
    return Remote(_only(names), branch, _HEADS + branch, is_upstream=False)


def _configured(book: Book, key: str) -> str:
    return book.git.run("config", "--get", key, allow_locks=False).text()


def _only(names: list[str]) -> str:
    if names == [""]:
        raise OutsideError("the book has no remote to sync with", hint="add one: git remote add origin URL")
    if "origin" in names or len(names) == 1:
        return "origin" if "origin" in names else names[0]
    raise OutsideError(
        f"the book has several remotes ({', '.join(names)}) and none of them is the upstream",
        hint=f"choose one: git push --set-upstream {names[0]} HEAD",
    )


def fetch(book: Book, remote: Remote, line: Line) -> str | None:
    """Fetch the remote's branch and give its commit; None where the remote does not have it yet."""
    known = _commit(book, remote.tracking)
    answer = talk(
        book.git, line, "fetch", "--end-of-options", remote.name, f"+{remote.ref}:{remote.tracking}"
    )
    if answer.code == 0:
        return _commit(book, remote.tracking)
    if _ABSENT not in answer.err:
        raise _out_of_reach(remote, "fetch from", answer)
    if known is not None:
        raise OutsideError(
            f"{remote.name} has the branch {remote.ref.removeprefix(_HEADS)} no more",
            hint=f"choose another: git branch --set-upstream-to={remote.name}/BRANCH"
            f" · or bring it back: git push {remote.name} HEAD:{remote.ref}",
        )
    return None


def peek(book: Book, remote: Remote, line: Line) -> str | None:
    """The commit of the remote's branch, fetched without moving anything of ours; None where it has none."""
    commit = tip(book, remote, line)
    if commit and _commit(book, commit) is None:
        only = ("--no-tags", "--no-write-fetch-head", "--refmap=")
        answer = talk(book.git, line, "fetch", *only, "--end-of-options", remote.name, remote.ref)
        if answer.code != 0:
            raise _out_of_reach(remote, "fetch from", answer)
    return commit


def tip(book: Book, remote: Remote, line: Line) -> str | None:
    """The commit of the remote's branch, which need not be here; None where it has none."""
    answer = talk(book.git, Line(line.asks), "ls-remote", "--end-of-options", remote.name, remote.ref)
    if answer.code != 0:
        raise _out_of_reach(remote, "reach", answer)
    return answer.text().partition("\t")[0] or None


def push(book: Book, remote: Remote, line: Line) -> bool:
    """Push the branch, and make it the upstream if none was set; False where somebody was quicker."""
    upstream = () if remote.is_upstream else ("--set-upstream",)
    what = f"{_HEADS}{remote.branch}:{remote.ref}"
    answer = talk(book.git, line, "push", "--porcelain", *upstream, "--end-of-options", remote.name, what)
    if answer.code == 0:
        return True
    refused = _REFUSED.search(answer.text())
    if refused is None:
        raise _out_of_reach(remote, "push to", answer)
    if _QUICKER.search(refused[2]):
        return False
    words = "\n".join(said for said in answer.err.splitlines() if not said.startswith("error: failed to"))
    raise OutsideError(
        f"{remote.name} refused the push ({refused[2]}); what came is merged, nothing is lost"
        + (f"\n{words}" if words else ""),
        hint="mend what it names, then: plaincrm sync",
    )


def _commit(book: Book, name: str) -> str | None:
    answer = book.git.run("rev-parse", "--verify", "-q", "--end-of-options", name + "^{commit}")
    return answer.text().splitlines()[-1] if answer.code == 0 else None


def _out_of_reach(remote: Remote, verb: str, answer: Answer) -> OutsideError:
    said = answer.err.strip() or f"git ended with code {answer.code}"
    return OutsideError(
        f"cannot {verb} {remote.name}:\n{said}",
        hint=f"see its address: git remote -v · change it: git remote set-url {remote.name} URL",
    )
