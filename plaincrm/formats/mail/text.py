"""What is new in the text of a mail: without what it answers, without quotes and signatures."""

from __future__ import annotations

import re

from plaincrm.formats.mail.headings import heading, heads, is_quoted, next_words

_SIGNATURE = re.compile(r"-- ?")
# What a phone adds by itself, often above the mail that is handed on.
_DEVICE = re.compile(
    r"Sent from my (?:iPhone|iPad)|Von meinem (?:iPhone|iPad) gesendet|Envoyé de mon (?:iPhone|iPad)"
    r"|(?:Get|Sent from) Outlook for (?:iOS|Android)(?:\s?<\S+>)?"
    r"|发自我的\s?(?:iPhone|iPad|手机|小米手机|华为手机)",
    re.IGNORECASE,
)


def own_words(texts: list[str]) -> str:
    """The sender's words of all parts; a part after the beginning of an older mail belongs to that."""
    kept: list[str] = []
    for text in texts:
        lines, is_over = _own_lines(text.split("\n"))
        kept.append("\n".join(lines).strip("\n"))
        if is_over:
            break
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(filter(None, kept)))


def handed_on(texts: list[str]) -> str:
    """The text of a forward, without its heads and without what is older still."""
    lines = "\n\n".join(texts).split("\n")
    beginning = next((place for place in range(len(lines)) if heading(lines, place)), 0)
    lines = _below_heads(lines[beginning:])
    if lines and lines[0].startswith(">"):
        lines = _below_heads([re.sub("^> ?", "", line) for line in lines])
    return own_words(["\n".join(lines)])


def _below_heads(lines: list[str]) -> list[str]:
    place = next_words(lines, 0)
    while place < len(lines) and (count := heading(lines, place) or heads(lines, place)):
        place = next_words(lines, place + count)
    return lines[place:]


def _own_lines(lines: list[str]) -> tuple[list[str], bool]:
    """The lines that are new, and whether an older mail follows them."""
    kept: list[str] = []
    place = 0
    while place < len(lines) and not _SIGNATURE.fullmatch(lines[place]):
        count = heading(lines, place)
        if count and not is_quoted(lines, place + count):
            return kept, True
        if not count and not lines[place].startswith(">") and not _DEVICE.fullmatch(lines[place].strip()):
            kept.append(lines[place].rstrip())
        place += count or 1
    return kept, False
