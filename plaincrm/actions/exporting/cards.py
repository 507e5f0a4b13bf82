"""``export vcf``: the customers and the people there as cards of an address book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.actions.exporting import Exported, Wishes
from plaincrm.formats.vcard import Card, write
from plaincrm.index.document import documents
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from plaincrm.index import Index


def export(index: Index, _wishes: Wishes) -> Exported:
    """A card for each customer, and after an organisation's those of the people there."""
    people = index.rows("SELECT count(*) FROM people")[0][0]
    customers = index.rows("SELECT count(*) FROM documents")[0][0]
    return Exported(_cards(index), counted(customers + people, "card"))


def _cards(index: Index) -> Generator[bytes, None, None]:
    book = index.settings["name"]
    for customer, (_, data) in documents(index):
        for card in _of(book, customer, data):
            yield write(card)


def _of(book: str, customer: str, data: dict[str, Any]) -> Iterator[Card]:
    is_person = data.get("kind") == "person"
    yield Card(
        uid=_uid(book, customer),
        is_organisation=not is_person,
        organisation=str(data.get("company") or "") if is_person else str(data["name"]),
        website=str(data.get("website") or ""),
        customer=customer,
        **_common(data),
    )
    for person in data.get("people") or []:
        name = str(data["name"])
        uid = _uid(book, customer, str(person["name"]))
        department = str(person.get("department") or "")
        yield Card(uid, "", person_of=customer, organisation=name, department=department, **_common(person))


def _common(data: dict[str, Any]) -> dict[str, Any]:
    """What a customer and a person have in common."""
    lists = {
        name: tuple(data.get(name) or ()) for name in ("aliases", "phones", "emails", "addresses", "tags")
    }
    texts = {name: str(data.get(name) or "") for name in ("name", "title", "role", "birthday", "notes")}
    social = {key: str(value) for key, value in (data.get("social") or {}).items() if value}
    return {"social": social, **texts, **lists}


def _uid(*known_by: str) -> str:
    from uuid import NAMESPACE_URL, uuid5

    return f"urn:uuid:{uuid5(NAMESPACE_URL, chr(0).join(('plaincrm', *known_by)))}"
