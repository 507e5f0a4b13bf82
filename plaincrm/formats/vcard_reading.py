"""vCard 2.1, 3.0 and 4.0 as phones and address books write them → cards, one by one."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.errors import InvalidDataError
from plaincrm.formats.decoding import decode
from plaincrm.formats.vcard import NO_YEAR, OWN_ID, OWN_PERSON, Card

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_LINE = 131_072
_LARGEST_CARD = 1_000_000
_PICTURES = re.compile(
    r"^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\n[ \t].*)*\n?", re.MULTILINE | re.IGNORECASE
)
_BARE_BASE64 = re.compile(r"(?<=\n)(?:[A-Za-z0-9+/]{40,}\n)+[A-Za-z0-9+/]*={0,2}\n")
_CHARSET = re.compile(rb";CHARSET=\"?([\w-]+)", re.IGNORECASE)
_CHINESE = ("gb2312", "gbk", "gb18030", "x-gbk")
_ADDRESS = ("street", "extended", "box", "city", "region", "code", "country")
_SOCIAL = {"x-wechat": "wechat", "x-qq": "qq", "x-skype": "skype", "x-twitter": "twitter", "x-jabber": "xmpp"}


class Read(NamedTuple):
    """A card as it stands in a file: its number from 1, what it says, or why it cannot be read."""

    number: int
    card: Card | None
    reason: str = ""
    pictures: int = 0
    text: str = ""
    owner: str = ""  # the customer at whom the person is, on our own cards
    unread: tuple[str, ...] = ()  # the lines of it that cannot be read
    is_group: bool = False


def read(content: bytes, *, region: str | None = None, encoding: str | None = None) -> Iterator[Read]:
    """Every card of a file; InvalidDataError (exit 4) where it holds none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or encoding:
        content = decode(content, encoding=encoding).text.encode()
    blocks = list(_blocks(content.removeprefix(b"\xef\xbb\xbf")))
    if not blocks:
        raise InvalidDataError("holds no vCard", hint="export the contacts again, as vCard 3.0")
    for number, block in enumerate(blocks, 1):
        yield _read(number, block, region)


def _blocks(content: bytes) -> Iterator[bytes]:
    """From each BEGIN to its END; one that is never closed reaches to the next BEGIN."""
    lines: list[bytes] = []
    for line in content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"):
        word = line.strip().upper()
        if word == b"BEGIN:VCARD":
            if lines:
                yield b"\n".join(lines)
            lines = [b"BEGIN:VCARD"]
        elif lines:
            lines.append(line)
            if word == b"END:VCARD":
                yield b"\n".join(lines)
                lines = []
    if lines:
        yield b"\n".join(lines)


def _read(number: int, block: bytes, region: str | None) -> Read:
    try:
        text = _text(block, region)
    except InvalidDataError as error:
        return Read(number, None, error.message)
    bare, pictures = _PICTURES.subn("", text + "\n")
    bare = _BARE_BASE64.sub("", bare)
    shown = " ".join(bare.split())[:200]
    reason = _refused(bare)
    if reason:
        return Read(number, None, reason, pictures, shown)
    try:
        parsed, unread = _parsed(bare)
        kind = _first(parsed, "kind") or _first(parsed, "x-addressbookserver-kind")
        owner, is_group = _first(parsed, OWN_PERSON), kind.casefold() == "group"
        return Read(number, _card(parsed), "", pictures, shown, owner, unread, is_group)
    except Exception as error:  # vobject raises whatever it stumbles over
        reason = f"cannot be read: {type(error).__name__}: {str(error)[:100]}"
        return Read(number, None, reason, pictures, shown)


def _text(block: bytes, region: str | None) -> str:
    named = {found.decode("ascii").lower() for found in _CHARSET.findall(block)}
    try:
        return block.decode()
    except UnicodeDecodeError:
        if named & set(_CHINESE):
            return decode(block, encoding="gb18030").text
        return decode(block, region=region).text


def _refused(text: str) -> str:
    """Why a card is not even tried; empty where it is."""
    if not text.rstrip().upper().endswith("END:VCARD"):
        return "is never closed"
    if "\0" in text:
        return "holds NUL bytes"
    if text.upper().count("\nBEGIN:"):
        return "holds something else inside"
    if len(text) > _LARGEST_CARD or max(map(len, text.split("\n"))) > _LONGEST_LINE:
        return "is too large"
    return ""


class _Heard(logging.Handler):
    """Keeps what vobject says while it reads: it names every line that it passes over."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage().rpartition("Failed to parse line: ")[2][:80])


def _parsed(text: str) -> tuple[Any, tuple[str, ...]]:
    """What vobject makes of a card, and the lines that it could not read."""
    import vobject

    heard, logger = _Heard(), logging.getLogger("vobject.base")
    handlers, propagates = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [heard], False
    try:
        parsed = vobject.readOne(text.replace("\n", "\r\n"), allowQP=True, ignoreUnreadable=True)
    finally:
        logger.handlers, logger.propagate = handlers, propagates
    return parsed, tuple(line for line in heard.lines if line.strip())


def _card(parsed: Any) -> Card:
    company = next((str(line.value) for line in _lines(parsed, "org") if isinstance(line.value, str)), "")
    org = next((line.value for line in _lines(parsed, "org") if isinstance(line.value, list)), [company])
    organisation, department = (*(str(part).strip() for part in org), "", "")[:2]
    shown_as = (_first(parsed, "x-abshowas") or _first(parsed, "kind")).casefold()
    name = _first(parsed, "fn") or _whole_name(parsed) or organisation or _first(parsed, "nickname")
    is_organisation = shown_as in ("company", "org") or (bool(organisation) and name == organisation)
    return Card(
        uid=_first(parsed, "uid"),
        customer=_first(parsed, OWN_ID),
        name=name,
        is_organisation=is_organisation,
        organisation=organisation,
        department=department,
        title=_first(parsed, "title"),
        role=_first(parsed, "role"),
        aliases=_values(parsed, "nickname"),
        phones=_phones(parsed),
        emails=[value.removeprefix("mailto:") for value in _values(parsed, "email")],
        social=_social(parsed),
        website=_first(parsed, "url").replace("\\:", ":"),  # as Apple writes it
        addresses=[text for line in _lines(parsed, "adr") if (text := _address(line.value))],
        birthday=_birthday(parsed),
        tags=[tag for line in _lines(parsed, "categories") for tag in _several(line.value)],
        notes="\n".join(_values(parsed, "note")),
    )


def _lines(parsed: Any, name: str) -> list[Any]:
    found: list[Any] = parsed.contents.get(name.lower(), [])
    return found


def _values(parsed: Any, name: str) -> list[str]:
    """The texts of every line of that name, each once."""
    texts = [
        line.value.replace("\r\n", "\n").strip()
        for line in _lines(parsed, name)
        if isinstance(line.value, str)
    ]
    return list(dict.fromkeys(text for text in texts if text))


def _phones(parsed: Any) -> list[str]:
    """The numbers to call; vCard 4.0 writes tel:+49-30-1;ext=12. A fax is nobody to talk to."""
    lines = [line for line in _lines(parsed, "tel") if isinstance(line.value, str) and not _is_fax(line)]
    texts = [line.value.strip().removeprefix("tel:").replace(";ext=", " ext. ") for line in lines]
    return list(dict.fromkeys(text for text in texts if text))


def _is_fax(line: Any) -> bool:
    kinds = [*line.params.get("TYPE", []), *line.singletonparams]
    return any("FAX" in str(kind).upper().split(",") for kind in kinds)


def _first(parsed: Any, name: str) -> str:
    return next(iter(_values(parsed, name)), "")


def _several(value: Any) -> list[str]:
    texts = value if isinstance(value, list) else str(value).split(",")
    return [str(text).strip() for text in texts if str(text).strip()]


def _whole_name(parsed: Any) -> str:
    """Family and given name as they are said: 张伟, Zoe Winter."""
    for line in _lines(parsed, "n"):
        if isinstance(line.value, str):
            return " ".join(part for part in line.value.split(";") if part).strip()
        family, given, middle = (
            _plain(getattr(line.value, part, "")) for part in ("family", "given", "additional")
        )
        if re.search("[\u3400-\u9fff]", family + given):
            return family + given
        return " ".join(filter(None, (given, middle, family)))
    return ""


def _plain(value: Any) -> str:
    return " ".join(map(str, value)) if isinstance(value, list) else str(value or "").strip()


def _address(value: Any) -> str:
    if isinstance(value, str):
        return ", ".join(part.strip() for part in value.split(";") if part.strip())
    return ", ".join(text for part in _ADDRESS if (text := _plain(getattr(value, part, ""))))


def _social(parsed: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in _lines(parsed, "x-socialprofile"):
        kinds = [kind for kind in line.params.get("TYPE", []) if kind.casefold() != "pref"]
        found.setdefault(str(kinds[0]).casefold() if kinds else "other", str(line.value).strip())
    for line in _lines(parsed, "impp"):
        service, colon, account = str(line.value).partition(":")
        if colon and account:
            found.setdefault(service.casefold(), account.strip())
    for name, service in _SOCIAL.items():
        if text := _first(parsed, name):
            found.setdefault(service, text)
    return {key: value for key, value in found.items() if value}


def _birthday(parsed: Any) -> str:
    """As a file writes it, with -- where the year is not known; what is no day stays as it is."""
    for line in _lines(parsed, "bday"):
        text = str(line.value).strip()
        found = re.fullmatch(r"(\d{4}|--)-?(\d\d)-?(\d\d)([T ].*)?", text)
        if found is None:
            return text
        year, month, day = found[1], found[2], found[3]
        omitted = any(name.upper() == "X-APPLE-OMIT-YEAR" for name in line.params) or year == NO_YEAR
        return f"--{month}-{day}" if omitted or year == "--" else f"{year}-{month}-{day}"
    return ""
