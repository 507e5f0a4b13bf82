"""Finds the one entry that a command means: by its reference, or as the only one of a customer that fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.errors import ConflictError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Callable

    from plaincrm.book import CustomerFile


LONGEST = 100
CHOSEN_BY = ("invoice", "follow_up", "plan", "title", "date")  # shown first, and never cut


class Target(NamedTuple):
    """What ``REF|WHO`` came to: a customer, and the entry where a reference named one.

    *prefix* begins the entry's hash; *twin* counts equal entries from 1.
    """

    customer: str
    list_name: str | None = None
    prefix: str | None = None
    twin: int = 1


def entry_at(file: CustomerFile, target: Target, list_name: str, noun: str) -> int:
    """The place of the entry that *target* names in its list; ConflictError (exit 5) if it changed since."""
    if target.prefix is None or target.list_name != list_name:
        raise NotFoundError(f"that reference is an entry of {target.list_name}, not {noun}")
    from plaincrm.model.refs import entry_hash

    places = [
        place
        for place, entry in enumerate(file.data.get(list_name) or [])
        if entry_hash(target.customer, list_name, entry).startswith(target.prefix)
    ]
    if len(places) < target.twin:
        raise ConflictError(
            f"{noun} changed meanwhile", hint=f"see it again: plaincrm show {target.customer}"
        )
    return places[target.twin - 1]


def the_one(
    file: CustomerFile,
    target: Target,
    list_name: str,
    noun: str,
    *choices: Callable[[Any], bool],
    hint: str = "name one by its reference, the first word of its line",
) -> int:
    """The place of the entry meant: by reference, else the only one that fits the first choice with any.

    NotFoundError (exit 3) lists them where several fit, and says so where none does.
    """
    if target.prefix is not None:
        return entry_at(file, target, list_name, noun)
    entries = getattr(file.must_be_valid(), list_name)
    for fits in choices:
        places = [place for place, entry in enumerate(entries) if fits(entry)]
        if len(places) == 1:
            return places[0]
        if places:
            raise _several(file, list_name, noun, places, hint)
    raise NotFoundError(f"{file.id} has no {noun}", hint=f"see what there is: plaincrm show {file.id}")


def _several(file: CustomerFile, list_name: str, noun: str, places: list[int], hint: str) -> NotFoundError:
    from plaincrm.model.refs import entry_hash

    lines = []
    for place in places:
        entry = file.data[list_name][place]
        lines.append(f"  {entry_hash(file.id, list_name, entry)[:6]}  {_in_a_line(entry)}")
    return NotFoundError(f"{file.id} has {len(places)} {noun}s:\n" + "\n".join(lines), hint=hint)


def _in_a_line(entry: dict[str, Any]) -> str:
    """What one chooses an entry by, then of the rest as much as has room."""
    texts = {key: " ".join(value.split()) for key, value in entry.items() if isinstance(value, str)}
    first = ", ".join(f"{key}: {texts.pop(key)}" for key in CHOSEN_BY if key in texts)
    rest = "".join(f", {key}: {value}" for key, value in texts.items())
    room = max(LONGEST - len(first), 0)
    shown = rest if len(rest) <= room else rest[: max(room - 1, 0)] + "…"
    return (first + shown).removeprefix(", ")
