"""vCard 2.1, 3.0 and 4.0 as phones and address books write them → cards, one by one.

Not by vobject: it cuts a text at its first comma, and a line with forty commas keeps it busy for hours.
"""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import InvalidDataError
from plaincrm.formats.decoding import decode
from plaincrm.formats.vcard import NO_YEAR, OWN_ID, OWN_PERSON, OWN_SERVICE, Card
from plaincrm.formats.vcard_lines import Line, blocks, line_of, parted, unescaped, without_carets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.formats.vcard_lines import Block

_LONGEST_LINE = 131_072
_LARGEST_CARD = 1_000_000
_PICTURE = re.compile(rb"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_CHARSET = re.compile(rb";CHARSET=\"?([\w-]+)", re.IGNORECASE)
_CHINESE = ("gb2312", "gbk", "gb18030", "x-gbk")
_SOCIAL = {"X-WECHAT": "wechat", "X-QQ": "qq", "X-SKYPE": "skype", "X-TWITTER": "twitter", "X-JABBER": "xmpp"}
_ONCE = ("ORG", "TITLE", "ROLE", "URL", "BDAY")  # of these a customer has one
_READ = {
    *("FN", "N", "NICKNAME", "TEL", "EMAIL", "ADR", "LABEL", "CATEGORIES", "NOTE", "UID", "AGENT"),
    *("KIND", "X-ABSHOWAS", "X-ADDRESSBOOKSERVER-KIND", "IMPP", "X-SOCIALPROFILE", OWN_ID, OWN_PERSON),
    *_SOCIAL,
    *_ONCE,
}


class Read(NamedTuple):
    """A card as it stands in a file: its number from 1, what it says, or why it cannot be read."""

    number: int
    card: Card | None
    reason: str = ""
    pictures: int = 0
    text: str = ""
    owner: str = ""  # the customer at whom the person is, on our own cards
    warnings: tuple[str, ...] = ()  # what of it was left out
    is_group: bool = False


_Lines = dict[str, list[Line]]


def read(content: bytes, *, region: str | None = None, encoding: str | None = None) -> Iterator[Read]:
    """Every card of a file and what stands outside; InvalidDataError (exit 4) where it holds none."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or encoding:
        content = decode(content, encoding=encoding).text.encode()
    found = list(blocks(content))
    if not any(block.is_card for block in found):
        raise InvalidDataError("holds no vCard", hint="export the contacts again, as vCard 3.0")
    for number, block in enumerate(found, 1):
        yield _read(number, block, region)


def _read(number: int, block: Block, region: str | None) -> Read:
    bare = [line for line in block.lines if not _PICTURE.match(line)]
    pictures = len(block.lines) - len(bare)
    try:
        text = _text(b"\n".join(bare), region)
    except InvalidDataError as error:
        return Read(number, None, error.message, pictures)
    shown = " ".join(text[:1000].split())[:200]
    reason = block.flaw or _refused(text)
    if reason:
        return Read(number, None, reason, pictures, shown)
    lines, warnings = _parsed(text, region)
    kind = _first(lines, "KIND") or _first(lines, "X-ADDRESSBOOKSERVER-KIND")
    owner, is_group = _first(lines, OWN_PERSON), kind.casefold() == "group"
    return Read(number, _card(lines), "", pictures, shown, owner, (*warnings, *_left_out(lines)), is_group)


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
    if "\0" in text:
        return "holds NUL bytes"
    lines = text.split("\n")
    if any(line.upper().startswith(("BEGIN:", "END:")) for line in lines[1:-1]):
        return "holds something else inside"
    if len(text) > _LARGEST_CARD or max(map(len, lines)) > _LONGEST_LINE:
        return "is too large"
    return ""


def _parsed(text: str, region: str | None) -> tuple[_Lines, list[str]]:
    """The lines of a card by their names, and warnings of those that cannot be read."""
    lines: _Lines = {}
    warnings = []
    for text_line in text.split("\n"):
        try:
            name, line = line_of(text_line)
            if name in _READ:
                lines.setdefault(name, []).append(_decoded(line, region))
        except (ValueError, InvalidDataError):
            warnings.append(f'line "{text_line[:80]}" cannot be read; left out')
    return lines, warnings


def _decoded(line: Line, region: str | None) -> Line:
    """The line with its text in place of quoted-printable or BASE64; ValueError where that is broken."""
    ways = line.words("ENCODING")
    if "QUOTED-PRINTABLE" in ways:
        content = binascii.a2b_qp(line.value.encode())
    elif "BASE64" in ways or "B" in ways:
        content = binascii.a2b_base64(line.value.encode())
    else:
        return line
    charset = next(iter(line.params.get("CHARSET", ())), "utf-8").lower()
    try:
        text = content.decode("gb18030" if charset in _CHINESE else charset)
    except (LookupError, UnicodeDecodeError):
        text = decode(content, region=region).text
    return line._replace(value=text)


def _left_out(lines: _Lines) -> Iterator[str]:
    """What of a card has no place in ours."""
    for name in _ONCE:
        kept, *others = _values(lines, name) or [""]
        for text in others:
            yield f'{name}: "{text[:60]}" was left out for "{kept[:60]}"'
    if any(line.value for line in lines.get("AGENT", ())):
        yield "AGENT: another contact inside the card was left out"


def _card(lines: _Lines) -> Card:
    organisation, *units = next((_list(line.value, ";") for line in lines.get("ORG", ())), [""])
    shown_as = (_first(lines, "X-ABSHOWAS") or _first(lines, "KIND")).casefold()
    names = _values(lines, "FN")
    nicknames = _each_once(text for line in lines.get("NICKNAME", ()) for text in _list(line.value, ","))
    name = next(iter(names), "") or _whole_name(lines) or organisation or next(iter(nicknames), "")
    return Card(
        uid=_first(lines, "UID"),
        customer=_first(lines, OWN_ID),
        name=name,
        is_organisation=shown_as in ("company", "org") or (bool(organisation) and name == organisation),
        organisation=organisation,
        department=", ".join(filter(None, units)),
        title=_first(lines, "TITLE"),
        role=_first(lines, "ROLE"),
        aliases=_each_once([*names[1:], *nicknames]),
        phones=_phones(lines),
        emails=_emails(lines),
        social=_social(lines),
        website=_first(lines, "URL"),
        addresses=_addresses(lines),
        birthday=_birthday(lines),
        tags=[tag for line in lines.get("CATEGORIES", ()) for tag in _list(line.value, ",") if tag],
        notes="\n".join(_values(lines, "NOTE")),
    )


def _each_once(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(filter(None, texts)))


def _values(lines: _Lines, name: str) -> list[str]:
    """The texts of every line of that name, each once; a comma is a comma."""
    return _each_once(unescaped(line.value) for line in lines.get(name, ()))


def _first(lines: _Lines, name: str) -> str:
    return next(iter(_values(lines, name)), "")


def _list(value: str, sign: str) -> list[str]:
    return [unescaped(part) for part in parted(value, sign)]


def _phones(lines: _Lines) -> list[str]:
    """The numbers to call; vCard 4.0 writes tel:+49-30-1;ext=12. A fax is nobody to talk to."""
    called = [line for line in lines.get("TEL", ()) if not _is_fax(line)]
    texts = [text for line in called for text in _one_by_one(line.value, r"(?:\D*\d){6}.*")]
    texts = [re.sub("^tel:", "", text, flags=re.I).replace(";ext=", " ext. ") for text in texts]
    return _each_once(texts)


def _is_fax(line: Line) -> bool:
    kinds = line.words("TYPE")
    return "FAX" in kinds and "VOICE" not in kinds


def _emails(lines: _Lines) -> list[str]:
    found = lines.get("EMAIL", ())
    texts = [text for line in found for text in _one_by_one(line.value, r"[^\s@\"]+@[^\s@\"]+")]
    return _each_once(re.sub("^mailto:", "", text, flags=re.I) for text in texts)


def _one_by_one(value: str, whole: str) -> list[str]:
    """A list that should have been several lines; but the comma of a pause, 030 1234567,,89, is none."""
    parts = _list(value, ",")
    return parts if all(re.fullmatch(whole, part) for part in parts) else [unescaped(value)]


def _whole_name(lines: _Lines) -> str:
    """Family and given name as they are said: 张伟, Dr. Zoe Winter."""
    for line in lines.get("N", ()):
        parts = [" ".join(filter(None, _list(part, ","))) for part in parted(line.value, ";")]
        family, given, middle, before, after = (*parts, *[""] * 5)[:5]
        if re.search("[\u3400-\u9fff]", family + given):
            return family + given
        return " ".join(filter(None, (before, given, middle, family, after)))
    return ""


def _addresses(lines: _Lines) -> list[str]:
    """One text each; labels where there is nothing else."""
    found = [_address(line) for line in lines.get("ADR", ())]
    return list(filter(None, found)) or _values(lines, "LABEL")


def _address(line: Line) -> str:
    parts = _list(line.value, ";")
    said = [*parts[2:3], *parts[1:2], *parts[:1], *parts[3:]]  # after box and extended comes the street
    label = next(iter(line.params.get("LABEL", ())), "")
    return ", ".join(filter(None, said)) or unescaped(label)


def _social(lines: _Lines) -> dict[str, str]:
    """Accounts by their service; a second one there is called "linkedin 2"."""
    found: dict[str, list[str]] = {}
    for service, account in dict.fromkeys(_accounts(lines)):
        if account:
            found.setdefault(service, []).append(account)
    return {
        f"{service} {number}" if number > 1 else service: account
        for service, accounts in found.items()
        for number, account in enumerate(accounts, 1)
    }


def _accounts(lines: _Lines) -> Iterator[tuple[str, str]]:
    for line in lines.get("X-SOCIALPROFILE", ()):
        ours = [without_carets(key) for key in line.params.get(OWN_SERVICE, ())]
        kinds = [kind.casefold() for kind in line.params.get("TYPE", ()) if kind.casefold() != "pref"]
        yield (*ours, *kinds, "other")[0], unescaped(line.value)
    for line in lines.get("IMPP", ()):
        service, colon, account = unescaped(line.value).partition(":")
        named = next(iter(line.params.get("X-SERVICE-TYPE", ())), "")
        if not colon:
            service, account = named or "other", service
        elif named and service.casefold() == "x-apple":  # which says nothing of where
            service = named
        yield service.casefold(), account.strip()
    for name, service in _SOCIAL.items():
        yield from ((service, text) for text in _values(lines, name))


def _birthday(lines: _Lines) -> str:
    """As a file writes it, with -- where the year is not known; what is no day stays as it is."""
    for line in lines.get("BDAY", ()):
        text = unescaped(line.value)
        found = re.fullmatch(r"(\d{4}|--)-?(\d\d)-?(\d\d)([T ].*)?", text)
        if found is None:
            return text
        year, month, day = found[1], found[2], found[3]
        unknown = ("--", NO_YEAR, *line.params.get("X-APPLE-OMIT-YEAR", ()))
        return f"--{month}-{day}" if year in unknown else f"{year}-{month}-{day}"
    return ""
