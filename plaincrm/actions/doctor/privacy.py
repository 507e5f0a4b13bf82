"""Privacy: who is kept for too long, secrets in files, who else can read the book."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from plaincrm.actions.doctor.finding import Finding
from plaincrm.errors import OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book import Book

# The last day on which something happened with a customer: contacts, sales, payments, deals, feedback.
_LAST_DEALINGS = """
SELECT c.customer, max(d.day) FROM customers c LEFT JOIN (
  SELECT customer, date_day AS day FROM contacts WHERE is_contact
  UNION ALL SELECT customer, date_day FROM sales
  UNION ALL SELECT customer, date_day FROM payments
  UNION ALL SELECT customer, max(opened_day, coalesce(closed_day, opened_day)) FROM deals
  UNION ALL SELECT customer, date_day FROM feedback
  UNION ALL SELECT customer, date_day FROM churn
  UNION ALL SELECT customer, since_day FROM customers
) d ON d.customer = c.customer AND d.day IS NOT NULL
GROUP BY c.customer HAVING max(d.day) IS NULL OR max(d.day) < ? ORDER BY max(d.day), c.customer
"""


def retention(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """The customers without any dealings for longer than ``retention_days`` of the settings."""
    from plaincrm import dates
    from plaincrm.index import Index

    days = book.settings.retention_days
    today = dates.day_number(dates.today())
    opened = Index.open(book)
    try:
        found = opened.rows(_LAST_DEALINGS, (today - days,))
    finally:
        opened.close()
    since = _in_the_book_since(book) if any(last is None for _, last in found) else {}
    too_long = 0
    for customer, last in found:
        began = last if last is not None else since.get(customer, today)
        if began < today - days:
            too_long += 1
            what = "last dealings" if last is not None else "no dealings written down, in the book since"
            day = f"{what} {dates.from_day_number(began).isoformat()}, {today - began} days ago"
            yield Finding("retention", "warning", f"{customer}: {day}", f"plaincrm erase {customer}")
    if not too_long:
        yield Finding("retention", "ok", f"nobody without dealings for {days} days (retention_days)")


def _in_the_book_since(book: Book) -> dict[str, int]:
    """The day on which each customer's file last began to be there, by ID."""
    from plaincrm import dates
    from plaincrm.book.customer_file import id_of
    from plaincrm.book.log import commits

    began: dict[str, int] = {}
    for commit in commits(book):
        for status, path in commit.paths:
            if status == "A":
                began.setdefault(id_of(path), dates.day_number(commit.when[:10]))
    return began


def secrets(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Lines that look like keys, passwords, bank accounts, cards: never shown whole."""
    from plaincrm.actions.doctor.lines import lines
    from plaincrm.actions.doctor.secret_words import secrets_in

    none = True
    for line in lines(book):
        for secret in secrets_in(line.text):
            none = False
            yield Finding(
                "secret",
                "warning",
                f"{line.place}: {secret.what} {secret.shown}".rstrip(),
                "move it to a password manager; old versions keep it: see docs/privacy.md",
            )
    if none:
        yield Finding("secrets", "ok", "no line looks like a key, a password, an account or a card")


def readers(book: Book, fix: bool) -> Iterator[Finding]:
    """Whether other users of the computer can read the book."""
    shared = book.git.run("config", "--get", "core.sharedRepository", allow_locks=False).text()
    if os.name == "nt" or shared not in ("", "umask", "false", "0"):
        yield Finding("readers", "ok", "as the system says" if not shared else f"shared on purpose: {shared}")
        return
    folders = [folder for folder in (book.root, book.repository.git_dir) if folder.stat().st_mode & 0o077]
    if fix:
        for folder in folders:
            folder.chmod(folder.stat().st_mode & 0o700)
    elif folders:
        names = " ".join(map(str, folders))
        yield Finding(
            "readers",
            "warning",
            f"other users of this computer may read {names}",
            "plaincrm doctor --privacy --fix; for new clones: umask 077",
        )
        return
    yield Finding("readers", "ok", "only you can read the book")


def means_to_erase(book: Book, fix: bool) -> Iterator[Finding]:  # noqa: ARG001
    """Whether ``erase`` has what it needs."""
    from plaincrm.book.erasure.obstacles import filter_repo

    try:
        filter_repo()
        yield Finding("erase", "ok", "git-filter-repo is there")
    except OutsideError as error:
        yield Finding("erase", "warning", error.message, error.hint)
