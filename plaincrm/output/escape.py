"""Makes foreign text safe to show: nothing in a book can move the cursor or turn the reading order."""

from __future__ import annotations

import re

_UNSAFE = (
    "\x00-\x1f\x7f-\x9f\ud800-\udfff"  # C0, DEL, C1, lone surrogates
    "\u200b\u200c\u2060\ufeff\ufff9-\ufffb"  # without width; U+200D stays: it holds emoji families together
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # bidi marks, embeddings, isolates; line separators
)


def escape(text: str) -> str:
    r"""*text* on one line, with every control, bidi and zero-width character written as ``\u{1b}``."""
    if text.isprintable():
        return text
    return re.sub(f"[{_UNSAFE}]", lambda found: f"\\u{{{ord(found[0]):x}}}", text)


def escape_lines(text: str) -> str:
    """*text* made safe line by line: its line ends stay, a tab becomes a space."""
    lines = re.split("\r\n|\r|\n", text.replace("\t", " "))
    return "\n".join(escape(line) for line in lines)


def escape_patch(text: str) -> str:
    """A patch made safe line by line: its tabs stay, they are part of what it says."""
    return "\n".join("\t".join(map(escape, line.removesuffix("\r").split("\t"))) for line in text.split("\n"))


def one_line(text: str) -> str:
    """*text* made safe for one cell: line ends inside it are shown as ⏎."""
    if text.isprintable():
        return text
    return " ⏎ ".join(line.strip() for line in escape_lines(text.strip()).split("\n"))


def escape_json(text: str) -> str:
    r"""JSON text with the characters that are unsafe to show, which JSON allows bare, as ``\u202e``."""
    structure = "\n"
    if text.replace(structure, "").isprintable():
        return text
    return re.sub(
        f"[{_UNSAFE}]", lambda found: found[0] if found[0] == structure else f"\\u{ord(found[0]):04x}", text
    )
