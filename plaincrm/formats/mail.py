"""A message as a mail program hands it over: who, when, about what, and what is new in its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.errors import InvalidDataError

if TYPE_CHECKING:
    from email.message import EmailMessage

LARGEST = 25_000_000  # bytes, the limit of most mail hosts
_SIGNATURE = re.compile(r"^-- ?$")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
# What mail programs write above the message that is answered.
_ATTRIBUTION = re.compile(
    r"^(?:On\b.{8,}\bwrote:|Am\b.{8,}\bschrieb.{0,200}:|Le\b.{8,}\ba écrit\s?:|El\b.{8,}\bescribió:"
    r"|.{0,80}(?:在|于).{4,120}写道[：:]"
    r"|-{2,}\s*(?:Original Message|Ursprüngliche Nachricht|原始邮件|Forwarded message)\s*-{2,}|_{20,})$",
    re.IGNORECASE,
)


class Message(NamedTuple):
    """One mail: addresses as (name, address), *when* as ISO text to the minute by the sender's own clock."""

    sender: tuple[str, str]
    recipients: tuple[tuple[str, str], ...]
    when: str | None
    subject: str
    body: str


def read(raw: bytes) -> Message:
    """A message (RFC 5322); InvalidDataError (exit 4) where it names no sender or is too large."""
    import email
    import email.policy

    if len(raw) > LARGEST:
        raise InvalidDataError("the mail is larger than 25 MB", hint="log what matters in your own words")
    mail = email.message_from_bytes(raw.lstrip(b"\r\n"), policy=email.policy.default)
    sender = _addresses(mail, "from")
    if not sender:
        raise InvalidDataError(
            "this is no mail: it has no From line", hint="hand over the whole message, with its head"
        )
    recipients = [*_addresses(mail, "to"), *_addresses(mail, "cc")]
    return Message(sender[0], tuple(recipients), _when(mail), _one_line(_head(mail, "subject")), _body(mail))


def own_words(text: str) -> str:
    """The text without what it answers, without signature and without blank lines at its ends."""
    kept: list[str] = []
    lines = _UNSEEN.sub("", re.sub("\r\n?|[\u2028\u2029\x85]", "\n", text)).split("\n")
    for place, line in enumerate(lines):
        if _SIGNATURE.match(line) or _begins_old(lines, place):
            break
        if not line.startswith(">"):
            kept.append(line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip("\n")


def _begins_old(lines: list[str], place: int) -> bool:
    """Whether the answered message begins here; its announcement may be broken into two lines."""
    here = lines[place].strip()
    following = lines[place + 1].strip() if place + 1 < len(lines) else ""
    return bool(
        _ATTRIBUTION.match(here) or (here and following and _ATTRIBUTION.match(f"{here} {following}"))
    )


def _head(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError):  # heads that the library cannot parse
        return ""


def _addresses(mail: EmailMessage, name: str) -> list[tuple[str, str]]:
    from email.utils import getaddresses

    return [
        (_one_line(person), _one_line(address))
        for person, address in getaddresses([_head(mail, name)])
        if "@" in address
    ]


def _one_line(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())


def _when(mail: EmailMessage) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(_head(mail, "date")).strftime("%Y-%m-%dT%H:%M")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _body(mail: EmailMessage) -> str:
    try:
        part: Any = mail.get_body(("plain", "html"))
    except (ValueError, AttributeError, KeyError):
        part = None
    if part is None:
        return ""
    text = _text(part)
    return own_words(_without_tags(text) if part.get_content_type() == "text/html" else text)


def _text(part: Any) -> str:
    """The part's text; a charset that lies or is unknown costs some characters, not the message."""
    raw = part.get_payload(decode=True) or b""
    charset = (part.get_content_charset() or "utf-8").lower()
    charset = "gb18030" if charset in ("gb2312", "gbk") else charset
    try:
        return str(raw.decode(charset, "replace"))
    except (LookupError, ValueError):
        return str(raw.decode("utf-8", "replace"))


def _without_tags(html: str) -> str:
    from html.parser import HTMLParser

    words: list[str] = []
    skipped: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
            if tag in ("style", "script", "blockquote", "head", "title"):
                skipped.append(tag)
            elif tag in ("br", "p", "div", "tr", "li"):
                words.append("\n")

        def handle_endtag(self, tag: str) -> None:
            if tag in skipped:
                del skipped[skipped.index(tag) :]

        def handle_data(self, data: str) -> None:
            if not skipped:
                words.append(re.sub(r"\s+", " ", data))

    reader = Reader(convert_charrefs=True)
    reader.feed(html)
    reader.close()
    return "\n".join(line.strip() for line in "".join(words).split("\n"))
