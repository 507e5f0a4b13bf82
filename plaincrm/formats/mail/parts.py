"""The parts of a mail that are its text: attachments aside, one of several versions, HTML without tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.formats.mail.charset import decoded
from plaincrm.formats.mail.html import without_tags

if TYPE_CHECKING:
    from email.message import Message

# What the standard library raises on mails that it cannot read.
UNREADABLE = (ValueError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)
_READ = ("text/plain", "text/html", "text/markdown", "text/enriched")


def texts(mail: Message) -> list[str]:
    """What the sender wrote, part by part."""
    if mail.is_multipart():
        return _texts(mail, named=False) or _texts(mail, named=True)
    return _shown(mail) if _is_text(mail) else []


def attached(mail: Message) -> Message | None:
    """The first mail that hangs on this one, as a forward sends it."""
    for part in mail.walk():
        if part.get_content_type() == "message/rfc822" and part.is_multipart():
            inner: Any = part.get_payload(0)
            return inner  # type: ignore[no-any-return]
    return None


def _texts(part: Any, *, named: bool) -> list[str]:
    """The texts below *part*; *named* takes those with a file name too, as a few programs give the text."""
    if not part.is_multipart():
        return _shown(part) if _is_text(part) and (named or not _is_named(part)) else []
    if part.get_content_maintype() != "multipart":
        return []
    inside = [each for each in part.get_payload() if each.get_content_disposition() != "attachment"]
    if part.get_content_subtype() == "alternative":
        inside.sort(key=lambda each: each.get_content_type() != "text/plain")
        return next(filter(None, (_texts(each, named=named) for each in inside)), [])
    return [text for each in inside for text in _texts(each, named=named)]


def _is_text(part: Any) -> bool:
    """Whether it is read; a multipart without parts is one whose boundary occurs nowhere."""
    return part.get_content_type() in _READ or part.get_content_maintype() == "multipart"


def _is_named(part: Any) -> bool:
    try:
        return bool(part.get_filename())
    except UNREADABLE:
        return True


def _shown(part: Any) -> list[str]:
    """The text of one part; nothing where it shows none."""
    text = decoded(part.get_payload(decode=True), _charset(part))
    shown = without_tags(text) if part.get_content_type() == "text/html" else text
    return [shown] if shown.strip() else []


def _charset(part: Any) -> str | None:
    try:
        return str(part.get_content_charset() or "") or None
    except UNREADABLE:
        return None
