"""What a file has as a whole: a byte order mark, one kind of line end, a final one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

MARK = "\ufeff"
_ENDS = re.compile("\r\n|\n|\r")
Trait = TypeVar("Trait")


class Shape(NamedTuple):
    """A mark or none, how lines end (LF also stands for: as they are), whether the last one does."""

    mark: bool
    newline: str
    final: bool

    def put_on(self, text: str) -> str:
        """A bare text in this shape, its last line end apart."""
        return (MARK if self.mark else "") + text.replace("\n", self.newline)


def bare(texts: Sequence[str]) -> list[str]:
    """The texts without marks, with a final line end, and with LF where each has one kind of line ends."""
    bodies = [text.removeprefix(MARK) for text in texts]
    if not _mixed(bodies):
        bodies = [_ENDS.sub("\n", body) for body in bodies]
    return [body if not body or _ends(body) else body + "\n" for body in bodies]


def merged_shape(base: str, ours: str, theirs: str) -> Shape:
    """The shape of the merged text: each trait is that of the side that changed it."""
    base = base or ours
    versions = (base, ours, theirs)
    return Shape(
        _changed(*(text.startswith(MARK) for text in versions)),
        "\n" if _mixed(versions) else _changed(*map(_newline, versions)),
        _changed(*map(_ends, versions)),
    )


def _changed(base: Trait, ours: Trait, theirs: Trait) -> Trait:
    return theirs if ours == base else ours


def _newline(text: str) -> str:
    found = _ENDS.search(text)
    return found[0] if found else "\n"


def _mixed(texts: Sequence[str]) -> bool:
    return any(len(set(_ENDS.findall(text))) > 1 for text in texts)


def _ends(text: str) -> bool:
    return text.endswith(("\n", "\r"))
