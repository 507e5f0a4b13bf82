"""The merged text while it is made: plain pieces, and forks where the two sides go apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

SIDES = ("ours", "base", "theirs")


class Fork(NamedTuple):
    """A piece that a human must choose: the three texts.

    *settled* is what its data comes to where only comments are at stake; None where data is.
    """

    base: str
    ours: str
    theirs: str
    settled: str | None = None

    @property
    def comments_only(self) -> bool:
        """Whether both sides agree on the data."""
        return self.settled is not None

    @classmethod
    def of(cls, texts: Sequence[str | None], settled: str | None = None) -> Fork:
        """The fork of three texts, in the order of the fields; None is no text."""
        base, ours, theirs = (text or "" for text in texts)
        return cls(base, ours, theirs, settled)


Part = str | Fork


def rendered(parts: list[Part], side: str) -> str:
    """The text as one side would have it."""
    return "".join(part if isinstance(part, str) else getattr(part, side) for part in parts)


def agreed(parts: list[Part], side: str) -> str:
    """The same, with the settled text where only comments are at stake."""
    texts = (part if isinstance(part, str) else part.settled for part in parts)
    return "".join(
        getattr(part, side) if text is None else text for text, part in zip(texts, parts, strict=True)
    )


def forks(parts: list[Part]) -> list[Fork]:
    """The pieces that a human must choose."""
    return [part for part in parts if isinstance(part, Fork)]
