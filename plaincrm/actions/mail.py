"""A mail as an entry of the contact log: whose it is, which way it went, with whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import NotFoundError

if TYPE_CHECKING:
    from plaincrm.formats.mail import Message
    from plaincrm.index import Index

ANYBODY = "-"  # in the place of WHO: whoever the addresses belong to


class Correspondence(NamedTuple):
    """What a mail says for the contact log; *stranger*: an address that nobody knows to be the customer's."""

    customer: str
    summary: str
    direction: str | None
    person: str | None
    when: str | None
    stranger: str | None


def correspondence(index: Index, customer: str | None, message: Message) -> Correspondence:
    """The mail as a contact of *customer*, or of the customer that one of its addresses belongs to.

    NotFoundError (exit 3) where that is nobody or several.
    """
    sender = _owners(index, message.sender[1])
    others = [(pair, _owners(index, pair[1])) for pair in message.recipients]
    whose = customer or _the_one(message, sender or [owner for _, owners in others for owner in owners])
    received = next((pair for pair, owners in others if whose in owners), None)
    if whose in sender:
        direction, party = "in", message.sender
    elif received:
        direction, party = "out", received
    else:
        return Correspondence(whose, _summary(message), None, None, message.when, message.sender[1])
    return Correspondence(
        whose, _summary(message), direction, _person(index, whose, party), message.when, None
    )


def _owners(index: Index, address: str) -> list[str]:
    from plaincrm.index.who import known_as

    return known_as(index, address)


def _the_one(message: Message, owners: list[str]) -> str:
    import shlex

    found = sorted(set(owners))
    if len(found) == 1:
        return found[0]
    addresses = _each_once([message.sender, *message.recipients])
    if found:
        raise NotFoundError(
            f"the addresses {', '.join(addresses)} belong to {', '.join(found)}",
            hint="name the customer instead of -",
        )
    if len(addresses) == 1 and message.recipients:  # sent to oneself: the customer is somebody else
        raise NotFoundError(
            f"no customer has the address {addresses[0]}", hint="name the customer instead of -"
        )
    name, address = message.sender
    raise NotFoundError(
        f"no customer has one of the addresses {', '.join(addresses)}",
        hint=f"plaincrm add {shlex.quote(name or address)} --email {shlex.quote(address)}",
    )


def _each_once(people: list[tuple[str, str]]) -> list[str]:
    """Their addresses; the same in capitals is the same."""
    found: dict[str, str] = {}
    for _, address in people:
        found.setdefault(address.casefold(), address)
    return list(found.values())


def _person(index: Index, customer: str, party: tuple[str, str]) -> str | None:
    """The person of the customer who has the address; else the name in the mail where people are kept."""
    from plaincrm.index.document import document

    name, address = party
    people = document(index, customer).data.get("people") or []
    for person in people:
        if address.casefold() in (each.casefold() for each in person.get("emails") or []):
            return str(person["name"])
    return name or None if people else None


def _summary(message: Message) -> str:
    return "\n".join(part for part in (message.subject, message.body) if part) or "(an empty mail)"
