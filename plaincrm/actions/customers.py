"""Customers as a whole: add, rename, archive, remove."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from plaincrm.actions.written import Written, writing
from plaincrm.errors import ConflictError, UsageError

if TYPE_CHECKING:
    from plaincrm.actions.written import How
    from plaincrm.book import Book


def first_line(path: str) -> str:
    """The line that tells editors where the schema of the file at *path* lies."""
    return f"# yaml-language-server: $schema={'../' * path.count('/')}.plaincrm/customer.schema.json"


def add(book: Book, name: str, how: How, *, id: str | None = None, **facts: Any) -> Written:
    """Write a new customer file under *id*, else under a slug of the name; a taken slug gets ``-2``.

    *facts* are top-level keys of the file, in any order; ``people`` makes it an organisation.
    """
    from plaincrm.book import yaml
    from plaincrm.model.ids import check_id, slug
    from plaincrm.model.order import ORDER

    if not name.strip():
        raise UsageError("a customer needs a name", hint='plaincrm add "Nebula Ltd"')
    wanted = id or slug(name)
    check_id(wanted)
    with writing(book, "add", wanted, how) as (change, answer):
        taken = {_folded(known): known for known in ids(book)}
        if id is not None and _folded(id) in taken:
            raise ConflictError(
                f"the ID {id} is taken by {taken[_folded(id)]}", hint="choose another --id, or leave it out"
            )
        customer = _free(wanted, taken)
        if customer != wanted:
            answer.notices.append(f"the ID {wanted} is taken by another customer; this one is {customer}")
        data = _ordered(
            {"name": name, **{key: value for key, value in facts.items() if value not in (None, [], {})}},
            ORDER[()],
        )
        path = new_path(book, customer)
        change.write(path, yaml.encode(yaml.new_file(data, first_line(path))))
        answer.customer = customer
        answer.entry = data
        answer.sentence = f"added {name}"
        change.say(f"{customer}: add")
    return answer.result()


def rename(book: Book, customer: str, new: str, how: How) -> Written:
    """Give a customer another ID: the file moves, its content stays."""
    from plaincrm.model.ids import check_id

    check_id(new)
    with writing(book, "rename", new, how) as (change, answer):
        file = change.read(customer)
        others = {_folded(known): known for known in ids(book) if known != customer}
        if _folded(new) in others:
            raise ConflictError(f"the ID {new} is taken by {others[_folded(new)]}", hint="choose another ID")
        if new != customer:
            folder = file.path.rpartition("/")[0]
            target = (
                new_path(book, new)
                if folder in ("customers", f"customers/{customer[:2]}")
                else f"{folder}/{new}.yaml"
            )
            change.write(file.path, None)
            change.write(target, file.raw)
        answer.sentence = f"renamed from {customer}"
        change.say(f"{customer}: rename to {new}")
    return answer.result()


def archive(book: Book, customer: str, how: How) -> Written:
    """Hide a customer from lists and reminders from a day on; ``unset WHO archived`` brings it back."""
    with writing(book, "archive", customer, how) as (change, answer):
        change.put(customer, ("archived",), date.fromisoformat(how.day))
        answer.entry = {"archived": how.day}
        answer.sentence = f"archived on {how.day}"
        change.say(f"{customer}: archive")
    return answer.result()


def remove(book: Book, customer: str, how: How) -> Written:
    """Remove a customer's file; old versions stay in the git history."""
    with writing(book, "remove", customer, how) as (change, answer):
        path = change.path(customer)
        change.at(path)
        change.write(path, None)
        answer.sentence = "removed"
        answer.notices.append(
            "old versions stay in the git history; undo brings it back, erase takes them away"
        )
        change.say(f"{customer}: remove")
    return answer.result()


def ids(book: Book) -> list[str]:
    """Every ID of the book, from the names of its files."""
    from plaincrm.book.customer_file import id_of

    return [id_of(path) for path in book.paths()]


def new_path(book: Book, customer: str) -> str:
    """Where the file of a new ID goes, by the settings' layout."""
    flat, lettered = book.usual_paths(customer)
    return lettered if book.settings.layout == "letters" else flat


def _free(wanted: str, taken: dict[str, str]) -> str:
    customer, number = wanted, 1
    while _folded(customer) in taken:
        number += 1
        customer = f"{wanted[: 64 - len(str(number)) - 1]}-{number}"
    return customer


def _folded(customer: str) -> str:
    from plaincrm.model.ids import collision_key

    return collision_key(customer)


def _ordered(data: dict[str, Any], order: tuple[str, ...]) -> dict[str, Any]:
    places = {key: place for place, key in enumerate(order)}
    return dict(sorted(data.items(), key=lambda item: places.get(item[0], len(places))))
