"""An edit that is for a human's hand, told with the file it is about."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from plaincrm.errors import InvalidDataError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator


class ByHandError(InvalidDataError):
    """A file is fine, but an edit of it is not for a machine: an anchor, a tag, a ``?`` stands in the way."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)), problems[0].hint, problems)


@contextlib.contextmanager
def telling_where(
    path: str, customer: str | None = None, now: bytes = b"", before: bytes | None = None
) -> Iterator[None]:
    """Turn the refusal of an edit into one that names the file at *path*, and the *customer*.

    Where other edits came first, the line is that of the file as it was *before*, not as it is *now*.
    """
    from plaincrm.book.yaml import EditRefusedError

    try:
        yield
    except EditRefusedError as error:
        line = error.line if before is None or before == now else _line_before(error.line, now, before)
        hint = f"edit by hand: {error.remedy or f'change line {line} in your editor'}"
        hint += f" (plaincrm edit {customer})" if customer else ""
        raise ByHandError([Problem(path, line, "", error.message, hint)]) from error


def _line_before(line: int, now: bytes, before: bytes) -> int:
    """Where a line stood *before*; itself where it did not."""
    from difflib import SequenceMatcher

    same = SequenceMatcher(None, now.splitlines(), before.splitlines(), autojunk=False)
    for block in same.get_matching_blocks():
        if block.a < line <= block.a + block.size:
            return line - block.a + block.b
    return line
