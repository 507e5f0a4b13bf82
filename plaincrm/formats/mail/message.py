"""A message as a mail program hands it over: who, when, about what, and what is new in its text."""

from __future__ import annotations

import email
import re
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import InvalidDataError
from plaincrm.formats.mail.charset import decoded
from plaincrm.formats.mail.parts import UNREADABLE, attached, texts
from plaincrm.formats.mail.text import handed_on, own_words

if TYPE_CHECKING:
    from email.message import Message as Parsed

LARGEST = 25_000_000  # bytes, the limit of most mail hosts
_MARK = b"\xef\xbb\xbf"  # Windows programs write it before a saved mail
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_ANSWER = re.compile(r"\s*(?:re|aw|sv|antw|回复|回覆|答复)\s*(?:\[\d+\])?\s*[:：]", re.IGNORECASE)
_GB_WORD = re.compile(r"=\?(?:gb2312|gbk)(?=\?)", re.IGNORECASE)


class Message(NamedTuple):
    """One mail: addresses as (name, address), *when* as ISO text to the minute by the sender's own clock."""

    sender: tuple[str, str]
    recipients: tuple[tuple[str, str], ...]
    when: str | None
    subject: str
    body: str


def read(raw: bytes) -> Message:
    """A message (RFC 5322); InvalidDataError (exit 4) without a sender, too large or too deep."""
    if len(raw) > LARGEST:
        raise InvalidDataError("the mail is larger than 25 MB", hint="log what matters in your own words")
    try:
        return _message(email.message_from_bytes(raw.removeprefix(_MARK).lstrip(b"\r\n")))
    except RecursionError as error:
        raise InvalidDataError(
            "the parts of the mail lie too deep in one another", hint="log what matters in your own words"
        ) from error


def _message(mail: Parsed) -> Message:
    sender = _addresses(mail, "from")
    if not sender:
        raise InvalidDataError(
            "this is no mail: it has no From line", hint="hand over the whole message, with its head"
        )
    recipients = [*_addresses(mail, "to"), *_addresses(mail, "cc")]
    subject = _one_line(_head(mail, "subject"))
    return Message(sender[0], tuple(recipients), _when(mail), subject, _body(mail, subject))


def _head(mail: Parsed, name: str) -> str:
    """The value of the first head of that *name*; as it stands where it cannot be parsed."""
    given = next((str(value) for key, value in mail.raw_items() if key.lower() == name), "")
    # Bytes beyond ASCII that nobody declared come as surrogates.
    value = decoded(given.encode("utf-8", "surrogateescape"), None)
    try:
        return str(default.header_fetch_parse(name, _GB_WORD.sub("=?gb18030", value)))
    except UNREADABLE:
        return value


def _addresses(mail: Parsed, name: str) -> list[tuple[str, str]]:
    try:
        pairs = getaddresses([_head(mail, name)])
    except UNREADABLE:
        return []
    return [(_one_line(person), _one_line(address)) for person, address in pairs if "@" in address]


def _one_line(text: str) -> str:
    return " ".join(_UNSEEN.sub(" ", text).split())


def _when(mail: Parsed) -> str | None:
    try:
        return parsedate_to_datetime(_head(mail, "date")).strftime("%Y-%m-%dT%H:%M")
    except (*UNREADABLE, OverflowError):
        return None


def _body(mail: Parsed, subject: str) -> str:
    """The sender's own words; in a forward without any, the text that is handed on."""
    written = [_UNSEEN.sub("", re.sub("\r\n?|[\u2028\u2029\x85]", "\n", text)) for text in texts(mail)]
    own = own_words(written)
    if own or _ANSWER.match(subject):
        return own
    inner = attached(mail)
    return handed_on(written) or (_body(inner, "") if inner else "")
