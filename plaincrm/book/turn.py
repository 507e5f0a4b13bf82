"""A command's turn to write: nothing else under way, the lock held, what a dead run left set right."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from plaincrm.errors import CrmError, OutsideError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.book.book import Book


@contextlib.contextmanager
def our_turn(book: Book, *, erasing: bool = False) -> Iterator[list[str]]:
    """Hold the right to write, and give what the user should know.

    Refused with ConflictError (exit 5) during a merge and the like or while another command writes too
    long, with OutsideError (exit 6) where git does not know the user or the disk does not play along.
    """
    from plaincrm.book import interrupted, preflight
    from plaincrm.book.lock import locked
    from plaincrm.book.recover import recover
    from plaincrm.book.registration import register_where_wanted

    preflight.refuse_operations_under_way(book)
    if not erasing:
        preflight.refuse_unfinished_erasure(book)
    preflight.refuse_unknown_identity(book)
    _warm_up(book)
    with locked(book.repository), disk_trouble_told():
        notices = [said for said in (recover(book), interrupted.recover(book)) if said]
        register_where_wanted(book)
        if preflight.is_detached(book):
            notices.append("HEAD is detached, the commit is on no branch; keep it with: git switch -c NAME")
        yield notices


def _warm_up(book: Book) -> None:
    """Import, by doing it once, what a change needs: while one command did it in the lock, all would wait."""
    import plaincrm.book.hand_edits
    import plaincrm.book.writer
    import plaincrm.model.order  # noqa: F401
    from plaincrm.book.book import SETTINGS
    from plaincrm.book.customer_file import parse
    from plaincrm.book.settings_file import read_settings_file

    with contextlib.suppress(CrmError, OSError):  # whoever needs the settings says what is wrong with them
        parse("customers/nobody.yaml", b"name: nobody\n", read_settings_file(SETTINGS, book.settings_bytes()))


@contextlib.contextmanager
def disk_trouble_told() -> Iterator[None]:
    """Turn what the system says of files into OutsideError (exit 6); whoever wrote has gone back by then."""
    try:
        yield
    except OSError as error:
        raise OutsideError(
            f"cannot read or write {error.filename or 'the disk'}: {error.strerror or error}; "
            "nothing was changed",
            hint="see that there is space and that you may write there, then run the command again",
        ) from error
