"""The repository: what is under way, locks, the merge driver, where it is sent to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from plaincrm.actions.doctor.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book

# Hosts where a repository may be open to everybody.
_PUBLIC_HOSTS = re.compile(
    r"(?:^|[/@.])((?:github|gitlab|gitee|gitea|bitbucket|coding|sr|codeberg|sourceforge|notabug)\.[a-z]+)[/:]",
    re.I,
)
_LOCAL = re.compile(r"(?:/|\.|~|file:|[A-Za-z]:[\\/])")


def operation(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether a merge or the like waits to be finished."""
    from plaincrm.book.preflight import refuse_operations_under_way

    refuse_operations_under_way(book)
    yield Finding("operation", "ok", "nothing under way")


def branch(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether commits belong to a branch."""
    name = book.git.run("symbolic-ref", "-q", "--short", "HEAD", allow_locks=False).text()
    if name:
        yield Finding("branch", "ok", name)
    else:
        yield Finding(
            "branch", "warning", "HEAD is detached: commits belong to no branch", "git switch -c NAME"
        )


def locks(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether a lock of git's was left behind; it may be somebody's, so it is not removed."""
    from plaincrm.book.orphans import git_is_running

    found = [
        path
        for path in (book.repository.git_dir / "index.lock", book.repository.git_dir / "HEAD.lock")
        if path.exists()
    ]
    if found and not git_is_running(book):
        yield Finding("git's locks", "error", f"{found[0]} exists, and no git command runs", f"rm {found[0]}")
    else:
        yield Finding("git's locks", "ok", "none left behind" if not found else "held by a git command")


def merge_driver(book: Book, fix: bool) -> Iterator[Finding]:
    """Whether git asks plaincrm when two people changed one customer."""
    from plaincrm.book import registration

    if fix and not registration.is_wanted(book):
        _ask_for_driver(book)
    if fix:
        registration.register(book)
    if not registration.is_wanted(book):
        yield Finding(
            "merge driver",
            "warning",
            ".gitattributes does not ask for it: git merges customers by lines",
            "plaincrm doctor --fix",
        )
    elif registration.is_missing(book):
        yield Finding(
            "merge driver",
            "warning",
            "not registered in this clone: git merges customers by lines",
            "plaincrm doctor --fix",
        )
    else:
        yield Finding("merge driver", "ok", "registered")


def _ask_for_driver(book: Book) -> None:
    from plaincrm.actions.start import ATTRIBUTES
    from plaincrm.book.change import changing

    with changing(book, "doctor") as change:
        present = change.content(".gitattributes") or b""
        end = b"" if not present or present.endswith(b"\n") else b"\n"
        change.write(".gitattributes", present + end + ATTRIBUTES.encode())
        change.say("Let plaincrm merge customers")


def remotes(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether the addresses of remotes look public, unencrypted, or hold a password."""
    from plaincrm.book.addresses import addresses

    found = addresses(book)
    if not found:
        yield Finding("remotes", "ok", "none: the book is on this computer alone")
    for name, url in found.items():
        yield _of_remote(name, url)


def _of_remote(name: str, url: str) -> Finding:
    from plaincrm.book.addresses import without_password

    subject, shown = f"remote {name}", without_password(url)
    host = _PUBLIC_HOSTS.search(shown)
    if re.match(r"[a-z+]+://[^/@:]*:[^/@]+@", url):
        return Finding(
            subject,
            "warning",
            f"{shown}: a password stands in its address",
            f"git remote set-url {name} ADDRESS without it, and git config credential.helper",
        )
    if url.startswith(("http://", "git://", "ftp://")):
        return Finding(subject, "warning", f"{shown}: nothing is encrypted on the way", "use https or ssh")
    if host and not _LOCAL.match(url):
        return Finding(
            subject,
            "warning",
            f"{shown}: on {host[1]} a repository may be public",
            "see on its settings page that it is private, or encrypt it: git-remote-gcrypt",
        )
    return Finding(subject, "ok", shown)
