"""Setting one value: replaced where it stands, or put in as a new key at its canonical place."""

from __future__ import annotations

from plaincrm.book.yaml.appending import append
from plaincrm.book.yaml.inserting import insert
from plaincrm.book.yaml.nodes import List, Map
from plaincrm.book.yaml.places import Order, Path, find, read_for
from plaincrm.book.yaml.removing import remove
from plaincrm.book.yaml.replacing import replace
from plaincrm.book.yaml.scalars import Value, raw


def put(text: str, path: Path, value: Value, order: Order = ()) -> str:
    """The text with *value* at *path*; missing keys on the way are made, at their place in *order*.

    Lists are changed item by item and maps key by key, so that the comments in them stay.
    Raises EditRefusedError (exit 4) where this is for a human, YamlError (exit 4) for an unreadable text.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    body = text[len(mark) :]
    root = read_for(body, path)
    place = find(root, path)
    if place.rest:
        return mark + insert(body, root, place, value, order)
    old = place.node.plain()
    if old == raw(value):
        return text
    if isinstance(place.node, Map) and place.node.pairs and isinstance(value, dict) and value:
        return _put_keys(text, path, place.node, value, order)
    if isinstance(place.node, List) and place.node.items and isinstance(value, list) and value:
        return _put_items(text, path, place.node, value)
    return mark + replace(body, root, place, value)


def _put_keys(text: str, path: Path, old: Map, value: dict[str, Value], order: Order) -> str:
    for key, item in value.items():
        text = put(text, (*path, key), item, order)
    for gone in [key.value for key, _ in old.pairs if key.value not in value]:
        text = remove(text, (*path, gone))
    return text


def _put_items(text: str, path: Path, old: List, value: list[Value]) -> str:
    """Drops the items that are gone and appends the new ones; what stays in order is not touched."""
    gone, kept = [], 0
    for position, item in enumerate(old.items):
        if kept < len(value) and item.plain() == raw(value[kept]):
            kept += 1
        else:
            gone.append(position)
    for item in value[kept:]:
        text = append(text, path, item)
    for position in reversed(gone):
        text = remove(text, (*path, position))
    return text
