"""What a customer answers to, folded for look-up: the rows of `name_key`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.index.folding import fold, sounds, stored_phone_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.model import Customer

    Key = tuple[str, str, str]  # kind, key, the text as written


def name_keys(customer: Customer) -> list[Key]:
    """One row per kind and key: name, alias, company, person, email, phone, latin, initials."""
    keys: dict[tuple[str, str], Key] = {}
    for kind, key, value in _keys(customer):
        keys.setdefault((kind, key), (kind, key, value))
    return list(keys.values())


def _keys(customer: Customer) -> Iterator[Key]:
    for kind, text in _words(customer):
        yield kind, fold(text), text
        for sound, key in sounds(text):
            yield sound, key, text
    for email in _of_all(customer, "emails"):
        yield "email", fold(email.strip()), email
    for phone in _of_all(customer, "phones"):
        digits = stored_phone_key(phone)
        if digits:
            yield "phone", digits, phone


def _words(customer: Customer) -> Iterator[tuple[str, str]]:
    yield "name", customer.name
    yield from (("alias", alias) for alias in customer.aliases)
    if customer.company:
        yield "company", customer.company
    yield from (("person", person.name) for person in customer.people if person.name)


def _of_all(customer: Customer, field: str) -> Iterator[str]:
    """The customer's own phones or emails, then those of the people."""
    yield from getattr(customer, field)
    for person in customer.people:
        yield from getattr(person, field)
