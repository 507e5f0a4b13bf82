"""HTML → text as it would be seen: blocks on lines of their own, quotations marked as in plain mails."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|center|d[dlt]|div|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    "|hr|li|main|nav|ol|p|pre|section|table|tr|ul"
)
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(("script", "style", "title"))


def without_tags(html: str) -> str:
    """The text of a page or a piece of one; quoted lines begin with ``> ``."""
    reader = _Reader(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    return "\n".join(line.strip() for line in "".join(reader.words).split("\n"))


class _Reader(HTMLParser):
    """Takes the text, whichever of the end tags that HTML lets one omit are there."""

    def __init__(self, *, convert_charrefs: bool) -> None:
        super().__init__(convert_charrefs=convert_charrefs)
        self.words: list[str] = []
        self._unseen = False
        self._quotes = 0
        self._as_typed = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
        self._unseen = tag in _UNSEEN
        self._part(tag)
        if tag == "br":
            self.words.append("\n")
        self._quotes += tag == "blockquote"
        self._as_typed += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        self._unseen = False
        self._part(tag)
        self._quotes -= tag == "blockquote" and self._quotes > 0
        self._as_typed -= tag == "pre" and self._as_typed > 0

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if not self._as_typed:
            data = re.sub(r"\s+", " ", data)
            data = data.lstrip() if self._last() in " \n" else data
        if self._quotes:
            data = data.replace("\n", "\n> ")
            data = "> " + data if data and self._last() == "\n" else data
        if data:
            self.words.append(data)

    def parse_marked_section(self, i: int, report: bool = True) -> int:  # noqa: ARG002
        """What Office writes between ``<![`` and ``>``; the library stops at words that it does not know."""
        return self.parse_bogus_comment(i)

    def _part(self, tag: str) -> None:
        """Keeps what stands in another block or cell apart."""
        if _BLOCK.fullmatch(tag) and self._last() != "\n":
            self.words.append("\n")
        elif tag in _CELLS and self._last() not in " \n":
            self.words.append(" ")

    def _last(self) -> str:
        return self.words[-1][-1] if self.words else "\n"
