"""Cells as plain text: guards taken off, what stands for nothing told from something, lists taken apart."""

from __future__ import annotations

import re
import unicodedata

_NOTHING = frozenset(
    (
        "",
        "-",
        "--",
        "—",
        "——",
        "/",
        "无",
        "無",
        "暂无",
        "没有",
        "n/a",
        "na",
        "none",
        "null",
        "nan",
        "#n/a",
        "(blank)",
        "未填写",
    )
)
_PLAIN = re.compile(r"[0-9][0-9A-Za-z.,:/+-]*")
_GUARDED = re.compile(r'="([^"]*)"')
_SEVERAL = re.compile(r" ::: |[;；\n、]")


def clean(text: str) -> str:
    """The text without guards, control characters and blanks around; empty where it stands for nothing."""
    if _PLAIN.fullmatch(text):  # as most cells of large tables are
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u3000", " ").replace("\u00a0", " ")
    if not text.isprintable():
        text = "".join(char for char in text if char in "\n\t" or char.isprintable() or char == "\u200d")
    text = text.strip()
    guarded = _GUARDED.fullmatch(text)
    if guarded:
        text = guarded[1].strip()
    if text.startswith("'") and len(text) > 1 and not text.endswith("'"):
        text = text[1:].strip()
    return "" if text.casefold() in _NOTHING else text


def narrow(text: str) -> str:
    """Full-width digits and signs as their usual selves."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def several(text: str, more: str = "") -> list[str]:
    """The values of a cell that holds several; *more* are further signs that part them."""
    parts = _SEVERAL.split(text) if not more else re.split(rf" ::: |[;；\n、{more}]", text)
    return [part for part in (clean(part) for part in parts) if part]
