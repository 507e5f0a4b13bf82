"""Display width: how many columns of a terminal a text takes, and how to pad, cut and wrap by it."""

from __future__ import annotations

import re

# Characters whose width is beyond doubt, so that most Chinese and European text does without
# wcwidth, whose import costs as much as starting Python; a test compares each one with it.
_NARROW = " -~¡-¬®-ſ‘’“”…—⏎"
_WIDE = "　-】一-鿿！-～"

_CLOSING = "、。〉》」』】！），．：；？］｝”’…"


def width(text: str) -> int:
    """The columns that *text* takes; it must not hold control characters."""
    if text.isascii():
        return len(text)
    if re.fullmatch(f"[{_NARROW}{_WIDE}]*", text):
        return len(text) + len(re.findall(f"[{_WIDE}]", text))
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def widths(texts: list[str]) -> list[int]:
    """The width of each text."""
    if is_even(texts):
        return list(map(len, texts))
    sizes = {text: width(text) for text in set(texts)}
    return [sizes[text] for text in texts]


def is_even(texts: list[str]) -> bool:
    """Whether every character of all of them takes one column."""
    return "".join(texts).isascii()


def widest(texts: list[str]) -> int:
    """The width of the widest; 0 where there is none."""
    if is_even(texts):
        return max(map(len, texts), default=0)
    return max(map(width, set(texts)), default=0)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """*text* filled up with spaces to *columns*, on its left when *right*-aligned."""
    blank = " " * (columns - width(text))
    return blank + text if right else text + blank


def cut(text: str, columns: int) -> str:
    """*text* if it fits into *columns*, else its beginning and ``…``; never half a character."""
    if width(text) <= columns:
        return text
    end = columns - 1 if text.isascii() else _fitting(text, columns - 1)
    return text[:end].rstrip() + "…" if columns > 0 else ""


def wrap(text: str, columns: int | None) -> list[str]:
    """The lines of *text*, broken at spaces and between Chinese characters to fit into *columns*."""
    if columns is None:
        return text.split("\n")
    return [line for paragraph in text.split("\n") for line in _wrapped(paragraph, max(2, columns))]


def _wrapped(paragraph: str, columns: int) -> list[str]:
    lines, line = [], ""
    for word in re.findall(rf" *(?:[{_WIDE}]|[^ {_WIDE}]+)[{_CLOSING}]*", paragraph):
        if width(line + word) <= columns:
            line += word
            continue
        if line:
            lines.append(line)
        line = word.lstrip(" ")
        while width(line) > columns:
            end = _fitting(line, columns)
            lines.append(line[:end])
            line = line[end:]
    return [*lines, line] if line or not lines else lines


def _fitting(text: str, columns: int) -> int:
    """How many characters of *text* fit into *columns*: a prefix is never wider than a longer one."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[:middle]) <= columns:
            low = middle
        else:
            high = middle - 1
    return low
