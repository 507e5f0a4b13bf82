"""How cards stand in a file: blocks from BEGIN to END, folded lines, names with parameters and values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST = 5  # cards inside cards: a secretary's secretary is three
_BLANKS = b" \t\f\0\x1a\xef\xbb\xbf"  # around BEGIN and END: files set end to end keep their marks
_EDGE = re.compile(rb"(?:(?:[\w-]+\.)?(AGENT)(?:;[^:]*)?:\s*)?(BEGIN|END)\s*:\s*VCARD", re.IGNORECASE)
_AGENT = re.compile(rb"(?:[\w-]+\.)?AGENT(?:;[^:]*)?:\s*", re.IGNORECASE)
_IN_BASE64 = re.compile(rb"[;=]BASE64|ENCODING=B")
_BASE64 = re.compile(rb"[A-Za-z0-9+/=]*")
_LINE = re.compile(r'(?:[\w-]+\.)?([\w-]+)((?:;(?:[^";:]|"[^"]*")*)*):(.*)')
_PARAM = re.compile(r';([^=";]*)(?:=((?:[^";]|"[^"]*")*))?')
_ESCAPED = re.compile(r"\\([\\,;:nN\"])")
CARETS = {"^": "^^", "\n": "^n", '"': "^'"}  # in parameters (RFC 6868)


class Line(NamedTuple):
    """What stands beside a name: parameters, nameless ones under "", and the value, still escaped."""

    params: dict[str, list[str]]
    value: str

    def words(self, name: str) -> list[str]:
        """The words of a parameter, with those that 2.1 writes without its name, in capitals."""
        texts = [*self.params.get(name, ()), *self.params.get("", ())]
        return [word for text in texts for word in text.upper().split(",")]


def without_carets(param: str) -> str:
    """A parameter as it was before its quotes and line ends became ^' and ^n."""
    plain = {escaped: char for char, escaped in CARETS.items()}
    return re.sub(r"\^[\^n']", lambda found: plain[found[0]], param)


def line_of(text: str) -> tuple[str, Line]:
    """The name of a line, and what stands beside it; ValueError where it is no line."""
    found = _LINE.fullmatch(text)
    if found is None:
        raise ValueError(text)
    params: dict[str, list[str]] = {}
    for key, values in _PARAM.findall(found[2]):
        texts = [quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|([^",]+)', values or key)]
        params.setdefault(key.upper() if values else "", []).extend(texts)
    return found[1].upper().replace("_", "-"), Line(params, found[3])  # Lotus Notes writes X_


def unescaped(value: str) -> str:
    """A text without its backslashes, with one kind of line end, and without blanks around it."""
    text = _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def parted(value: str, sign: str) -> list[str]:
    """What stands between the *sign* of a list, where that has no backslash before it; still escaped."""
    parts: list[list[str]] = [[]]
    for piece in re.findall(r"\\.|.", value, re.DOTALL):
        if piece == sign:
            parts.append([])
        else:
            parts[-1].append(piece)
    return ["".join(part) for part in parts]


class Block:
    """The lines of a card without those of cards inside it; or what stands between two cards."""

    def __init__(self) -> None:
        self.lines: list[bytes] = []
        self._depth = self._deepest = 0
        self._last = b""

    def take(self, line: bytes, edge: str) -> None:
        """Add a line; *edge* is BEGIN, END, AGENT (with its BEGIN on one line) or nothing."""
        depth = self._depth
        if edge == "BEGIN" or (edge == "AGENT" and depth):
            self._depth += 1
        elif edge == "END" and depth:
            self._depth -= 1
        self._deepest = max(self._deepest, self._depth)
        self._last = line
        line = line if edge in ("", "AGENT") else f"{edge}:VCARD".encode()
        if edge == "BEGIN" and depth == 1:
            self.lines[-1] += line
        elif depth <= 1:
            self.lines.append(line)

    @property
    def is_card(self) -> bool:
        """Whether it has a BEGIN."""
        return self._deepest > 0

    @property
    def is_closed(self) -> bool:
        """Whether it is a card to its END."""
        return self.is_card and not self._depth

    @property
    def wants_a_card(self) -> bool:
        """Whether the next BEGIN is inside: the line before it is an AGENT that has no value."""
        return self._depth > 0 and _AGENT.fullmatch(self._last) is not None

    @property
    def flaw(self) -> str:
        """Why it is no whole card; empty where it is one."""
        if not self.is_card:
            return "stands outside of a card"
        if not self.is_closed:
            return "is never closed"
        return "holds too many cards inside each other" if self._deepest > _DEEPEST else ""


def blocks(content: bytes) -> Iterator[Block]:
    """From each BEGIN to its END, and what stands between; a card never closed reaches to the next BEGIN."""
    block = Block()
    for line in _unfolded(content):
        if not line.strip(_BLANKS):
            continue
        edge = _edge(line)
        if edge == "BEGIN" and block.lines and not block.wants_a_card:
            yield block
            block = Block()
        block.take(line, edge)
        if block.is_closed:
            yield block
            block = Block()
    if block.lines:
        yield block


def _edge(line: bytes) -> str:
    found = _EDGE.fullmatch(line.strip(_BLANKS))
    return (found[1] or found[2]).decode().upper() if found else ""


def _unfolded(content: bytes) -> Iterator[bytes]:
    """The lines before they were folded: with a blank, with = in quoted-printable, or bare in BASE64."""
    parts: list[bytes] = []
    head = b""
    for line in content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        more = None
        if b"QUOTED-PRINTABLE" in head and parts[-1].endswith(b"=") and not _edge(line):
            parts[-1] = parts[-1][:-1]
            more = line
        elif line.startswith((b" ", b"\t")):
            more = line[1:]
        elif _IN_BASE64.search(head) and _BASE64.fullmatch(line):
            more = line
        if more is None:
            yield b"".join(parts)
            parts, head = [line], line.partition(b":")[0].upper()
        else:
            parts.append(more)
    yield b"".join(parts)
