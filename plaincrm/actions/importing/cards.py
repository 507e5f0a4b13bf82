"""vCards → a Batch: an organisation with its people is one customer, a person alone is another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.importing.cells.phones import phone_key
from plaincrm.actions.importing.incoming import Batch, Incoming, Origin, Refused
from plaincrm.formats import vcard_reading
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.options import Options
    from plaincrm.formats.vcard import Card
    from plaincrm.formats.vcard_reading import Read


def read(file: str, content: bytes, options: Options) -> Batch:
    """The customers of the cards; InvalidDataError (exit 4) where there is none."""
    batch = Batch(file, "vCard", ["vCards"], [], [], [], ["card"])
    pictures = 0
    for each in vcard_reading.read(content, region=options.region, encoding=options.encoding):
        pictures += each.pictures
        origin = Origin(each.number)
        if each.is_group:
            batch.skipped.append(Refused(origin, "a group of contacts", [each.text]))
        elif each.card is None or not each.card.name:
            batch.rejected.append(Refused(origin, each.reason or "has no name", [each.text]))
        else:
            batch.incoming.append(_incoming(each, each.card, origin, options))
    if pictures:
        batch.facts.append(f"left out: {counted(pictures, 'photo')}")
    return batch


def _incoming(each: Read, card: Card, origin: Origin, options: Options) -> Incoming:
    warnings = list(each.warnings)
    said = _said(card, options.region, warnings)
    works_there = bool(card.organisation) and not card.is_organisation and not card.customer
    is_one_there = bool(each.owner) or works_there
    warnings += _without_a_field(card, is_one_there)
    if is_one_there:
        data = _present(
            {
                "name": card.organisation or each.owner,
                "people": [_person(card, said)],
                "website": card.website,
                "tags": list(card.tags),
            }
        )
    else:
        data = _customer(card, said)
    known_by = card.customer or each.owner or None
    source = "plaincrm" if known_by else "vCard"
    return Incoming(data, origin, source=source, id=known_by, makes=options.create, warnings=warnings)


def _said(card: Card, region: str | None, warnings: list[str]) -> Data:
    """What a card says, under the keys of a customer or a person."""
    from plaincrm.model import values

    said: Data = {
        "phones": _each_once(card.phones, region),
        "emails": list(card.emails),
        "social": dict(card.social),
        "title": card.title,
        "notes": card.notes,
    }
    if card.birthday:
        try:
            said["birthday"] = values.birthday(card.birthday)
        except ValueError:
            warnings.append(f'birthday "{card.birthday}" is no day; left out')
    return said


def _without_a_field(card: Card, is_one_there: bool) -> Iterator[str]:
    """What a card says for which a customer, or a person there, has no field."""
    nicknames = ", ".join(alias for alias in card.aliases if alias != card.name)
    said = {"nickname": nicknames} if is_one_there else {"department": card.department, "role": card.role}
    for what, text in said.items():
        if text:
            yield f'{what} "{text[:60]}" has no field here; left out'


def _person(card: Card, said: Data) -> Data:
    notes = [said["notes"], *card.addresses]
    return _present(
        {
            **said,
            "name": card.name,
            "department": card.department,
            "role": card.role,
            "notes": "\n".join(filter(None, notes)),
        }
    )


def _customer(card: Card, said: Data) -> Data:
    is_person = not card.is_organisation
    data = {
        **said,
        "name": card.name,
        "kind": "person" if is_person else None,
        "company": card.organisation if is_person else None,
        "aliases": [alias for alias in card.aliases if alias != card.name],
        "addresses": list(card.addresses),
        "website": card.website,
        "tags": list(card.tags),
        "external_ids": {"vcard": card.uid} if card.uid and not card.customer else None,
    }
    return _present(data)


def _each_once(phones: Iterable[str], region: str | None) -> list[str]:
    known: dict[str, str] = {}
    for phone in phones:
        known.setdefault(phone_key(phone, region), phone)
    return list(known.values())


def _present(data: Data) -> Data:
    return {key: value for key, value in data.items() if value}
