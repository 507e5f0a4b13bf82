"""JSON of another program → a sheet: one object is one row, its keys are the headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.formats.sheet import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

_LOOKED_AT = 100  # objects by whose keys it is told whose they are


def foreign_objects(whole: Any) -> list[dict[str, Any]] | None:
    """The objects of another program's list; None where they may be ours, or are none."""
    objects = _only_list(whole)
    if not objects or not all(isinstance(each, dict) for each in objects):
        return None
    return objects if are_foreign(objects) else None


def are_foreign(objects: Sequence[dict[str, Any]]) -> bool:
    """Whether most of their keys are none of a customer file."""
    from plaincrm.model.order import ORDER

    keys = {str(key) for each in objects[:_LOOKED_AT] for key in each}
    ours = keys & {"customer", "path", *ORDER[()]}
    return "customer" not in keys and len(keys - ours) >= len(ours)


def sheet(objects: Sequence[dict[str, Any]]) -> Sheet:
    """The objects as rows under all their keys; maps inside are taken apart, lists of texts are one cell."""
    rows = [_flat("", each) for each in objects]
    headings = list(dict.fromkeys(key for row in rows for key in row))
    found = [Row(number, [row.get(key, "") for key in headings]) for number, row in enumerate(rows, 1)]
    return Sheet("", [Row(0, headings), *found], ("JSON of another program",))


def _only_list(whole: Any) -> Any:
    """The list itself, or the only one of an object that wraps it: {"contacts": […]}."""
    if isinstance(whole, dict):
        lists = [value for value in whole.values() if isinstance(value, list) and value]
        return lists[0] if len(lists) == 1 else None
    return whole if isinstance(whole, list) else None


def _flat(above: str, data: dict[str, Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in data.items():
        name = f"{above}{key}"
        if isinstance(value, dict):
            found |= _flat(f"{name} ", value)
        elif isinstance(value, list):
            found[name] = "\n".join(str(item) for item in value if not isinstance(item, dict | list))
        elif isinstance(value, bool):
            found[name] = "true" if value else "false"
        elif value is not None:
            found[name] = str(value)
    return found
