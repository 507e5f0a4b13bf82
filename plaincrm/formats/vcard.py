"""vCard: what a card holds, and writing it as 3.0 (RFC 2426).

Every address book reads 3.0. The lines of a file are read in vcard_lines, what they say in vcard_reading.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.formats.vcard_lines import CARETS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# By these our own cards are known again: a customer's ID, or the ID of the customer where the person is.
OWN_ID = "X-PLAINCRM-CUSTOMER"
OWN_PERSON = "X-PLAINCRM-PERSON-OF"
OWN_SERVICE = "X-PLAINCRM-SERVICE"  # a parameter: the key of an account where TYPE cannot say it
NO_YEAR = "1604"  # what Apple writes where the year is not known; X-APPLE-OMIT-YEAR says so


class Card(NamedTuple):
    """What an address book holds of somebody; *organisation* is where they are, or what they are.

    *customer* is their own ID, *person_of* that of the customer where they are.
    """

    uid: str
    customer: str
    name: str
    is_organisation: bool = False
    person_of: str = ""
    organisation: str = ""
    department: str = ""
    title: str = ""
    role: str = ""
    aliases: Sequence[str] = ()
    phones: Sequence[str] = ()
    emails: Sequence[str] = ()
    social: Mapping[str, str] = {}
    website: str = ""
    addresses: Sequence[str] = ()
    birthday: str = ""
    tags: Sequence[str] = ()
    notes: str = ""


def write(card: Card) -> bytes:
    """One card with its lines folded as the format wants it."""
    import vobject

    made = vobject.vCard()
    _put(made, "fn", card.name)
    _put(made, "n", _name(card))
    _put(made, "uid", card.uid)
    _put(made, OWN_ID, card.customer)
    _put(made, OWN_PERSON, card.person_of)
    if card.organisation:
        _put(made, "org", [card.organisation, *filter(None, [card.department])])
    if card.is_organisation:
        _put(made, "X-ABShowAs", "COMPANY")
    for key, text in {
        "title": card.title,
        "role": card.role,
        "note": card.notes,
        "url": card.website,
    }.items():
        _put(made, key, text)
    for alias in card.aliases:
        _put(made, "nickname", alias)
    for phone in card.phones:
        _put(made, "tel", phone)
    for email in card.emails:
        _put(made, "email", email, TYPE="INTERNET")
    for address in card.addresses:
        _put(made, "adr", vobject.vcard.Address(street=_plain(address)))
    for service, account in card.social.items():
        _put(made, "X-SOCIALPROFILE", account, **_service(service))
    if card.tags:
        _put(made, "categories", [_plain(tag) for tag in card.tags])
    _put_birthday(made, card.birthday)
    return str(made.serialize(lineLength=75)).encode()


def _put(card: Any, name: str, value: Any, **params: str) -> None:
    if not value:
        return
    line = card.add(name)
    line.value = _plain(value) if isinstance(value, str) else value
    for key, param in params.items():
        line.params[key] = [param]


def _service(key: str) -> dict[str, str]:
    """What says whose account it is: TYPE for all, and the key itself where TYPE comes back otherwise."""
    kind = re.sub(r"[^\w-]", "", key) or "other"
    if kind == key == key.casefold() != "pref":
        return {"TYPE": kind}
    return {"TYPE": kind, OWN_SERVICE: "".join(CARETS.get(char, char) for char in key)}


def _put_birthday(card: Any, birthday: str) -> None:
    if birthday.startswith("--"):
        _put(card, "bday", f"{NO_YEAR}{birthday[1:]}", **{"X-APPLE-OMIT-YEAR": NO_YEAR})
    else:
        _put(card, "bday", birthday)


def _name(card: Card) -> Any:
    """Family and given name: the last word, or the first character of a Chinese name."""
    from vobject.vcard import Name

    if card.is_organisation:
        return Name()
    given, _, family = _plain(card.name).rpartition(" ")
    if not given and re.fullmatch("[\u3400-\u9fff]{2,4}", family):
        return Name(family=family[0], given=family[1:])
    return Name(family=family, given=given)


def _plain(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n").replace("\r", "\n"))
