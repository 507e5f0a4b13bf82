"""A line on the terminal that says how far a long piece of work is."""

from __future__ import annotations

import sys
from time import monotonic
from typing import TYPE_CHECKING

from plaincrm.output.escape import escape

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self, TextIO

_PATIENCE = 0.5  # seconds before the first word
_PAUSE = 0.1  # seconds between two


class Progress:
    """Called with ``(done, total)``, shows both after half a second of work; silent but in a terminal.

    The line is overwritten in place and gone when the work ends.
    """

    def __init__(self, label: str, stream: TextIO | None = None, *, patience: float = _PATIENCE) -> None:
        self._label = escape(label)
        self._stream = stream or sys.stderr
        self._shows = self._stream.isatty()
        self._begin = self._next = monotonic() + patience
        self._written = False

    def __call__(self, done: int, total: int | None = None) -> None:
        """Say that *done* of *total* (None: unknown) are done."""
        if not self._shows or monotonic() < self._next:
            return
        count = f"{done}/{total}" if total is not None else f"{done}"
        self._put(f"{self._label} {count}")
        self._next = monotonic() + _PAUSE

    def step(self, label: str, done: int, total: int | None = None) -> None:
        """The same for work of several steps, of which this one is called *label*."""
        if label != self._label:
            self._label = escape(label)
            self._next = self._begin
        self(done, total)

    def close(self) -> None:
        """Take the line away."""
        if self._written:
            self._put("")

    def _put(self, text: str) -> None:
        self._stream.write(f"\r\x1b[K{text}")
        self._stream.flush()
        self._written = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
