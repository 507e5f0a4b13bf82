"""What a human must choose, shown in the text between git's marks, and told in one line each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from plaincrm.book.merge.parts import Fork, Part
from plaincrm.book.merge.source import lines_of
from plaincrm.book.merge.trivia import added
from plaincrm.book.merge.values import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaincrm.book.merge.values import Clash, Loc

OURS, BASE, SPLIT, THEIRS = "<<<<<<< ours\n", "||||||| base\n", "=======\n", ">>>>>>> theirs\n"
_MARKED = re.compile(
    f"^{OURS}.*?^{re.escape(BASE)}(.*?)^{SPLIT}.*?^{THEIRS}".replace("\n", "\r?\n"), re.MULTILINE | re.DOTALL
)
Lines = tuple[str, str, str]  # as ours, the ancestor and theirs would have them


def marked(parts: list[Part]) -> str:
    """The text with git's diff3 marks around the lines that differ, and around no others."""
    text, hunk = "", ("", "", "")
    for lines in _by_line(parts):
        if len(set(lines)) > 1:
            hunk = _joined(hunk, lines)
        else:
            text += _between_marks(hunk) + lines[0]
            hunk = ("", "", "")
    return text + _between_marks(hunk)


def marked_whole(ours: str, theirs: str) -> str:
    """The same for two texts that could not be merged, without their ancestor."""
    from difflib import SequenceMatcher

    mine, other = lines_of(ours), lines_of(theirs)
    text = ""
    for kind, i, i_end, j, j_end in SequenceMatcher(None, mine, other).get_opcodes():
        left, right = "".join(mine[i:i_end]), "".join(other[j:j_end])
        text += left if kind == "equal" else OURS + _closed(left) + SPLIT + _closed(right) + THEIRS
    return text


def without_marks(text: str) -> str:
    """A text with our marks as the ancestor had it: git merges two ancestors first where histories cross."""
    return _MARKED.sub(lambda found: found[1], text)


def told(loc: Loc, clash: Clash) -> str:
    """A clash in one line: where, ours, theirs."""
    from plaincrm.book.customer_file import field_name

    return f"{field_name(loc)}: {shown(clash.ours)} / {shown(clash.theirs)}"


def told_comments(fork: Fork) -> str:
    """The comments at stake in one line."""
    sides = [" ".join(_new_comments(fork.base, side)) or "(taken out)" for side in (fork.ours, fork.theirs)]
    return f"comments: {sides[0]} / {sides[1]}"


def shown(value: Any) -> str:
    """A value on one line, complete."""
    if value is MISSING:
        return "(taken out)"
    if value is None:
        return "(empty)"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(shown(item) for item in value) + "]"
    return str(value).replace("\\", "\\\\").replace("\r", "\\r").replace("\n", "\\n")


def _new_comments(base: str, side: str) -> list[str]:
    return [line[line.index("#") :].strip() for line in added(lines_of(base), lines_of(side))]


def _by_line(parts: list[Part]) -> Iterator[Lines]:
    now = ("", "", "")
    for part in parts:
        if isinstance(part, Fork):
            now = _joined(now, (part.ours, part.base, part.theirs))
            continue
        for line in lines_of(part):
            now = _joined(now, (line, line, line))
            if line.endswith(("\n", "\r")):
                yield now
                now = ("", "", "")
    if any(now):
        yield now


def _joined(one: Lines, other: Lines) -> Lines:
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def _between_marks(hunk: Lines) -> str:
    if len(set(hunk)) == 1:
        return hunk[0]
    sides = [lines_of(side) for side in hunk]
    head = _shared(sides)
    tail = _shared([side[head:][::-1] for side in sides])
    before, after = sides[0][:head], sides[0][len(sides[0]) - tail :]
    ours, base, theirs = (_closed("".join(side[head : len(side) - tail])) for side in sides)
    marks = OURS + ours + BASE + base + SPLIT + theirs + THEIRS
    return "".join(before) + marks + "".join(after)


def _shared(sides: Sequence[list[str]]) -> int:
    """How many lines all sides have in common at their beginning."""
    count = 0
    for lines in zip(*sides, strict=False):
        if len(set(lines)) > 1:
            break
        count += 1
    return count


def _closed(text: str) -> str:
    return text if not text or text.endswith(("\n", "\r")) else text + "\n"
