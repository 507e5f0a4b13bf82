"""What a customer file would refuse of the rows: one customer's together, by themselves where that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.importing.incoming import ENTRY_LISTS, PAYMENTS, said
from plaincrm.actions.importing.same import without_ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from plaincrm.actions.importing.incoming import Data, Incoming
    from plaincrm.model import Settings


def faults(
    incoming: Iterable[Incoming], settings: Settings, progress: Callable[[str, int, int], None]
) -> dict[Incoming, str]:
    """The rows that would make a customer file unsound, and why."""
    found: dict[Incoming, str] = {}
    groups = _of_one_customer(incoming)
    for number, rows in enumerate(groups):
        progress("checking rows", number, len(groups))
        if len(rows) == 1 or fault(_together(rows), settings):
            told = ((one, fault(_content(one), settings)) for one in rows)
            found.update({one: why for one, why in told if why})
    return found


def _of_one_customer(incoming: Iterable[Incoming]) -> list[list[Incoming]]:
    """Rows that tell of nothing but entries, by the name they bear; every other row by itself.

    So that joined they say just what each says: a field that two rows tell of would have one of the two.
    """
    alone: list[list[Incoming]] = []
    by_name: dict[str, list[Incoming]] = {}
    for one in incoming:
        if one.tells_only_of_entries:
            by_name.setdefault(one.name, []).append(one)
        else:
            alone.append([one])
    return [*alone, *by_name.values()]


def _together(rows: list[Incoming]) -> Data:
    joined: Data = {"name": rows[0].name}
    for one in rows:
        for key, entries in _content(one).items():
            if key != "name":
                joined.setdefault(key, []).extend(entries)
    return joined


def _content(one: Incoming) -> Data:
    """What would stand in a file; payments in rows of their own were looked at when they were read."""
    if not one.replaces:
        return {**one.data, "name": one.name}
    data: Data = said({key: value for key, value in one.data.items() if key != PAYMENTS})
    for key in data.keys() & ENTRY_LISTS:
        data[key] = [without_ref(entry) if isinstance(entry, dict) else entry for entry in data[key]]
    return {**data, "name": one.name}


def fault(data: Data, settings: Settings) -> str:
    """What is wrong with the content of a file; empty where it would be a sound one."""
    from plaincrm.book.customer_file import field_name
    from plaincrm.model import read_customer

    customer, flaws = read_customer(data, settings)
    if customer is not None:
        return ""
    flaw = next(flaw for flaw in flaws if flaw.severity == "error")
    return f"{field_name(flaw.loc)}: {flaw.message}" if flaw.loc else flaw.message
