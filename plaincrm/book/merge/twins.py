"""New sales and payments that both sides have, and a merge keeps once: each may be two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.book.merge.conflict import shown
from plaincrm.book.merge.order import items_in_order
from plaincrm.book.yaml import YamlError, decode, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT_ONCE = "both sides have this new entry, it is kept once"


def told_twins(base: Any, ours: Any, theirs: Any) -> list[str]:
    """A line for each new sale, and each new payment of a sale, that both sides have."""
    lists = _lists("sales", base, ours, theirs)
    told = [f"sales: {KEPT_ONCE}: {shown(sale)}" for sale in _twins(*lists)]
    for slot in items_in_order(*lists):
        if slot.base is None or slot.ours is None or slot.theirs is None:
            continue
        places = (slot.base, slot.ours, slot.theirs)
        sales = [items[place] for items, place in zip(lists, places, strict=True)]
        payments = _lists("payments", *sales)
        told += [f"payments of {_named(sales[0])}: {KEPT_ONCE}: {shown(paid)}" for paid in _twins(*payments)]
    return told


def twins_in(base: bytes, ours: bytes, theirs: bytes) -> list[str]:
    """The same for three files as they stand; *base* may be empty. Nothing where one cannot be read."""
    try:
        return told_twins(*(parse(decode(each)).plain() if each else None for each in (base, ours, theirs)))
    except YamlError:
        return []


def _twins(base: list[Any], ours: list[Any], theirs: list[Any]) -> Iterator[Any]:
    for slot in items_in_order(base, ours, theirs):
        if slot.base is None and slot.ours is not None and slot.theirs is not None:
            yield ours[slot.ours]


def _lists(key: str, *versions: Any) -> list[list[Any]]:
    found = [version.get(key) if isinstance(version, dict) else None for version in versions]
    return [each if isinstance(each, list) else [] for each in found]


def _named(sale: dict[str, Any]) -> str:
    """A sale without its payments."""
    return shown({key: value for key, value in sale.items() if key != "payments"})
