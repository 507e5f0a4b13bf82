"""The three-way merge of one customer file, by the first way that can be proven right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any, NamedTuple

from plaincrm.book.merge import conflict, edits, trivia
from plaincrm.book.merge.errors import CannotRealiseError
from plaincrm.book.merge.parts import Part, agreed, forks, rendered
from plaincrm.book.merge.realise import realised
from plaincrm.book.merge.shape import Shape, bare, merged_shape
from plaincrm.book.merge.source import Source, read_source
from plaincrm.book.merge.values import MISSING, clashes, is_mixed, merged, resolved
from plaincrm.book.yaml import EditRefusedError, Node, YamlError, decode, encode, parse
from plaincrm.book.yaml.verify import comments

# ancestor, ours, theirs → the text as git merges lines, with marks where it is not clean
ByLines = Callable[[bytes, bytes, bytes], tuple[bytes, bool]]


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
        three = _Three.read(base, ours, theirs)
    except YamlError:
        return fall_back(base, ours, theirs, by_lines)
    return three.merge(by_lines)


def fall_back(base: bytes, ours: bytes, theirs: bytes, by_lines: ByLines) -> Outcome:
    """Git's own merge of the lines; clean only if the result can be read."""
    content, clean = by_lines(base, ours, theirs)
    report = _unreadable(content)
    return Outcome(content, clean and not report, "fallback", report, mixed=True)


class _Version:
    """One of the three texts, with a line end at its end, and what it says (said without one if it was)."""

    def __init__(self, text: str, data: Any = None) -> None:
        self.text = text
        self.root: Node = parse(text)
        self.data = self.root.plain() if data is None else data

    @cached_property
    def comments(self) -> list[str]:
        """Every comment of the text."""
        return comments(self.text, self.root, [])

    @property
    def source(self) -> Source:
        """The tree of its parts."""
        return read_source(self.text, self.root)


class _Three(NamedTuple):
    """The versions without their shape, and the shape of what comes out."""

    base: _Version | None
    ours: _Version
    theirs: _Version
    shape: Shape

    @classmethod
    def read(cls, *raw: bytes) -> _Three:
        """The three versions; YamlError where one cannot be read."""
        old, mine, other = (decode(each) for each in raw)
        bare_old, *sides = bare([old, mine, other])
        base = _Version(bare_old, parse(old).plain()) if bare_old else None
        ours, theirs = (
            _Version(text, parse(said).plain()) for text, said in zip(sides, (mine, other), strict=True)
        )
        return cls(base, ours, theirs, merged_shape(old, mine, other))

    def merge(self, by_lines: ByLines) -> Outcome:
        """The merged file: git's merge of the lines if it says what it should, else ours."""
        want = merged(self.base.data if self.base else MISSING, self.ours.data, self.theirs.data)
        lines, clean = by_lines(*(encode(each.text if each else "") for each in self[:3]))
        parts = self._parts()
        disputed = [conflict.told(loc, clash) for loc, clash in clashes(want)]
        if not disputed:
            for way, text in self._candidates(lines.decode() if clean else "", parts, want):
                proven = self._proven(text, want, git=way == "lines")
                if proven is not None:
                    return Outcome(encode(self.shape.put_on(proven)), True, way, mixed=is_mixed(want))
        if parts and forks(parts) and self._fair(parts, want):
            disputed += [conflict.told_comments(fork) for fork in forks(parts) if fork.comments_only]
            text = conflict.marked(parts)
        else:
            disputed = disputed or ["comments: both sides changed them around the same lines"]
            text = conflict.marked_whole(self.ours.text, self.theirs.text) if clean else lines.decode()
        return Outcome(encode(self.shape.put_on(text)), clean=False, way="marks", report=tuple(disputed))

    def _candidates(self, lines: str, parts: list[Part], want: Any) -> Iterator[tuple[str, str]]:
        if lines:
            yield "lines", lines
        if parts and not forks(parts):
            yield "parts", rendered(parts, "ours")
        if any(fork.comments_only for fork in forks(parts)):
            return  # a comment that two rewrote: no edit finds the one that both mean
        for side in (self.ours, self.theirs):
            try:
                yield "edits", edits.edited(side.text, want, (self.ours.root, self.theirs.root))
            except EditRefusedError:
                continue

    def _parts(self) -> list[Part]:
        """The merged text by its parts; empty where the layouts do not fit together."""
        base, ours, theirs = self[:3]
        try:
            return realised(base.source if base else None, ours.source, theirs.source)
        except CannotRealiseError:
            return []

    def _proven(self, text: str, want: Any, *, git: bool) -> str | None:
        """The text, without its last line end if that is how the file was; None where it is wrong."""
        for candidate in (text, text[:-1]) if self.shape.final else (text[:-1], text):
            if _says(candidate, want) and (git or not self._lost(_Version(text).comments)):
                return candidate
        return None

    def _fair(self, parts: list[Part], want: Any) -> bool:
        """Whether each choice says what it should, and all comments are in one of them."""
        found: list[str] = []
        for side in ("ours", "theirs"):
            if not _says(agreed(parts, side), resolved(want, side), loosely=True):
                return False
            found += _Version(rendered(parts, side)).comments
        return not self._lost(found)

    def _lost(self, now: list[str]) -> list[str]:
        old = self.base.comments if self.base else []
        return trivia.lost(old, self.ours.comments, self.theirs.comments, now)


def _says(text: str, want: Any, *, loosely: bool = False) -> bool:
    """Whether a text can be read and says *want*, the order of keys apart; *loosely*: nothing is like []."""
    try:
        found = parse(text).plain()
    except YamlError:
        return False
    return bool(_present(found) == _present(want) if loosely else found == want)


def _present(value: Any) -> Any:
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
