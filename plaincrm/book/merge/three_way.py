"""The three-way merge of one customer file, by the first way that can be proven right."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from plaincrm.book.merge import conflict, edits, trivia
from plaincrm.book.merge.errors import CannotRealiseError
from plaincrm.book.merge.parts import Part, agreed, forks, rendered
from plaincrm.book.merge.realise import realised
from plaincrm.book.merge.shape import bare, merged_shape
from plaincrm.book.merge.source import Source, read_source
from plaincrm.book.merge.twins import told_twins
from plaincrm.book.merge.values import MISSING, clashes, is_mixed, merged, resolved
from plaincrm.book.yaml import Node, YamlError, decode, encode, parse
from plaincrm.book.yaml.verify import comments
from plaincrm.errors import CrmError

# ancestor, ours, theirs → the lines as git merges them, with marks unless clean; None where git cannot
ByLines = Callable[[bytes, bytes, bytes], tuple[bytes | None, bool]]


class Outcome(NamedTuple):
    """The merged file; unless *clean* it is left to a human, and *report* says what is, a line each.

    *way* is how it was found: ``same`` (one side is all there is to it), ``lines`` (git's own merge),
    ``parts`` and ``edits`` (ours), ``marks`` (a conflict), ``fallback`` (git's merge of what cannot be read).
    *mixed*: some entry has fields of both sides.
    """

    content: bytes
    clean: bool
    way: str
    report: tuple[str, ...] = ()
    mixed: bool = False


def merge(base: bytes, ours: bytes, theirs: bytes, by_lines: ByLines) -> Outcome:
    """Merge two sides of a file; *base* is empty where they have no common ancestor.

    What comes out clean says what both sides say, with the comments of both, and can be read.
    """
    if theirs in (base, ours) or ours == base:
        content = theirs if ours == base else ours
        problem = _unreadable(content)
        return Outcome(content, not problem, "same", problem)
    try:
        three = _Three(base, ours, theirs)
    except YamlError:
        return fall_back(base, ours, theirs, by_lines)
    return three.merge(by_lines)


def fall_back(base: bytes, ours: bytes, theirs: bytes, by_lines: ByLines) -> Outcome:
    """Git's own merge of the lines; clean only if the result can be read."""
    content, clean = by_lines(base, ours, theirs)
    if content is None:
        return Outcome(ours, False, "fallback", ("git cannot merge these files: this is ours",))
    report = [
        f"{name} cannot be read: {problem}"
        for name, version in (("base", base), ("ours", ours), ("theirs", theirs))
        for problem in _unreadable(version)
        if version or name != "base"
    ]
    clean = clean and not _unreadable(content)
    return Outcome(content, clean, "fallback", () if clean else tuple(report), mixed=True)


class _Version:
    """One of the texts, with a line end at its end, and what it says; YamlError where it cannot be read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node = parse(text)
        self.data = self.root.plain()

    @classmethod
    def of(cls, text: str, written: str) -> _Version:
        """A text that may have been *written* without its last line end, and says what it said then."""
        version = cls(text)
        if not written.endswith(("\n", "\r")):
            version.data = parse(written).plain()
        return version

    @cached_property
    def comments(self) -> list[str]:
        """Every comment of the text."""
        return comments(self.text, self.root, [])

    @property
    def source(self) -> Source:
        """The tree of its parts."""
        return read_source(self.text, self.root)


class _Three:
    """The three versions without their shape, and what they come to; YamlError where one cannot be read."""

    def __init__(self, *raw: bytes) -> None:
        texts = [decode(each) for each in raw]
        texts[0] = conflict.without_marks(texts[0])
        old, mine, other = bare(texts)
        self.base = _Version.of(old, texts[0]) if old else None
        self.ours, self.theirs = _Version.of(mine, texts[1]), _Version.of(other, texts[2])
        self.shape = merged_shape(texts[0], texts[1], texts[2])
        self.data = [each.data if each else MISSING for each in (self.base, self.ours, self.theirs)]
        self.want = merged(*self.data)

    def merge(self, by_lines: ByLines) -> Outcome:
        """The merged file: git's merge of the lines if it says what it should, else ours."""
        versions = (self.base, self.ours, self.theirs)
        lines, clean = by_lines(*(encode(each.text if each else "") for each in versions))
        disputed = [conflict.told(loc, clash) for loc, clash in clashes(self.want)]
        notes = told_twins(*self.data)
        for way, text in self._candidates(lines if clean else None) if not disputed else ():
            proven = self._proven(text, git=way == "lines")
            if proven is not None:
                content = encode(self.shape.put_on(proven))
                return Outcome(content, True, way, tuple(notes), is_mixed(self.want))
        if forks(self.parts) and self._fair():
            disputed += [conflict.told_comments(fork) for fork in forks(self.parts) if fork.comments_only]
            text = conflict.marked(self.parts)
        else:
            disputed = disputed or ["comments: both sides changed them around the same lines"]
            text = conflict.marked_whole(self.ours.text, self.theirs.text)
            text = text if clean or lines is None else lines.decode()
        return Outcome(encode(self.shape.put_on(text)), False, "marks", (*disputed, *notes))

    @cached_property
    def parts(self) -> list[Part]:
        """The merged text by its parts; empty where the layouts do not fit together."""
        try:
            return realised(self.base.source if self.base else None, self.ours.source, self.theirs.source)
        except CannotRealiseError:
            return []

    def _candidates(self, lines: bytes | None) -> Iterator[tuple[str, str]]:
        """The ways to a clean text, the likeliest first."""
        if lines:
            yield "lines", lines.decode()
        if self.parts and not forks(self.parts):
            yield "parts", rendered(self.parts, "ours")
        if any(fork.comments_only for fork in forks(self.parts)):
            return  # a comment that two rewrote: no edit finds the one that both mean
        for side in (self.ours, self.theirs):
            with contextlib.suppress(CrmError):
                yield "edits", edits.edited(side.text, self.want, (self.ours.root, self.theirs.root))

    def _proven(self, text: str, *, git: bool) -> str | None:
        """The text, without its last line end if that is how the file was; None where it is wrong."""
        for candidate in (text, text[:-1]) if self.shape.final else (text[:-1], text):
            try:
                version = _Version(candidate)
            except YamlError:
                continue
            if version.data == self.want:
                return candidate if git or not self._lost(version.comments) else None
        return None

    def _fair(self) -> bool:
        """Whether each choice says what it should, and all comments are in one of them."""
        try:
            for side in ("ours", "theirs"):
                if _present(_Version(agreed(self.parts, side)).data) != _present(resolved(self.want, side)):
                    return False
            every = [_Version(rendered(self.parts, side)).comments for side in ("ours", "theirs")]
        except YamlError:
            return False
        return not self._lost([*every[0], *every[1]])

    def _lost(self, now: list[str]) -> list[str]:
        old = self.base.comments if self.base else []
        return trivia.lost(old, self.ours.comments, self.theirs.comments, now)


def _present(value: Any) -> Any:
    """A value in which an empty list or map is nothing."""
    if isinstance(value, dict):
        return {key: _present(item) for key, item in value.items()} or None
    return [_present(item) for item in value] or None if isinstance(value, list) else value


def _unreadable(content: bytes) -> tuple[str, ...]:
    """Why a file cannot be read, a line each; nothing where it can."""
    try:
        parse(decode(content))
    except YamlError as error:
        return tuple(f"line {problem.line}: {problem.message}" for problem in error.problems)
    return ()
