"""What interrupted commands left behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.doctor.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book


def changes(book: Book, fix: bool) -> Iterator[Finding]:
    """Whether a change was interrupted; the next write, or *fix*, sets it right."""
    from plaincrm.book import journal
    from plaincrm.book.turn import our_turn

    subject = "interrupted changes"
    if journal.read(book.repository) is None:
        yield Finding(subject, "ok", "none")
    elif fix:
        with our_turn(book) as notices:
            yield Finding(subject, "ok", "; ".join(notices) or "nothing was left to do")
    else:
        remedy = "plaincrm doctor --fix, or just go on: the next write mends it"
        yield Finding(subject, "warning", "one was left", remedy)


def erasure(book: Book, fix: bool) -> Iterator[Finding]:
    """Whether an erasure was interrupted half-way; *fix* finishes it."""
    from plaincrm.actions.erasing import finish
    from plaincrm.book.erasure.settling import unfinished

    subject = "interrupted erasure"
    if unfinished(book.repository) is None:
        yield Finding(subject, "ok", "none")
    elif fix:
        erased = finish(book)
        is_clean = erased is None or erased.is_clean
        found = "finished, nothing is left" if is_clean else "finished, but something is left"
        yield Finding(subject, "ok" if is_clean else "error", found, None if is_clean else "git filter-repo")
    else:
        yield Finding(subject, "error", "one was left: old versions are still there", "plaincrm doctor --fix")
