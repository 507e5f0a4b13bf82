"""Our own tables (`export csv`, `export xlsx`) → incoming customers, cell by cell as they stand there.

They are known by their headings, in English or Chinese. Every entry bears the reference that it had when
it was exported, so that a changed cell is a change of that entry and not a new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.exporting.headings import SHEETS, heading
from plaincrm.actions.exporting.topics import TOPICS, parted, topic_columns
from plaincrm.actions.importing.incoming import Incoming, Origin, Refused
from plaincrm.output.csv import guard

if TYPE_CHECKING:
    from plaincrm.actions.importing.incoming import Batch, Data
    from plaincrm.actions.importing.options import Options
    from plaincrm.formats.sheet import Row, Sheet

_FREE = ("social.", "custom.", "external_ids.")
_LISTS = frozenset(
    (
        *("aliases", "phones", "emails", "addresses", "tags", "needs.motives", "needs.preferences"),
        *("needs.decision.makers", "needs.decision.criteria", "needs.decision.obstacles"),
    )
)
_DERIVED = frozenset(name for topic, names in SHEETS.items() if topic not in TOPICS for name in names)
_WITHOUT = {"payments": "payments are not taken from tables; import the JSON"}


class Own(NamedTuple):
    """A table of ours: what its rows are about, and which column is where."""

    topic: str
    places: dict[str, int]


def recognised(sheet: Sheet) -> Own | None:
    """What a sheet of ours is; None for any other, or where columns of ours were removed."""
    first = next((row.cells for row in sheet.rows if row.number == 1), None)
    if first is None:
        return None
    there = {cell.strip(): place for place, cell in enumerate(first) if cell.strip()}
    for topic in TOPICS:
        for lang in ("en", "zh"):
            known = {heading(topic, name, lang): name for name in topic_columns(topic)}
            if known.keys() <= there.keys():
                free = {head: head for head in there if head.startswith(_FREE)}
                return Own(topic, {name: there[head] for head, name in (known | free).items()})
    return None


def follows_from_others(sheet: Sheet) -> bool:
    """Whether it is a sheet that the worksheet computes from the others."""
    return sheet.name in _DERIVED


def take(batch: Batch, sheet: Sheet, own: Own, options: Options) -> None:
    """Sort the rows of a sheet of ours into the batch."""
    for row in sheet.rows:
        if row.number == 1 or row.is_blank:
            continue
        origin = Origin(row.number, sheet.name)
        values = _values(row, own, guarded=not sheet.name)
        if own.topic in _WITHOUT:
            batch.skipped.append(Refused(origin, _WITHOUT[own.topic], row.cells))
            continue
        reason = row.flaw or _wrong(values, own.topic)
        if reason:
            batch.rejected.append(Refused(origin, reason, row.cells))
        else:
            batch.incoming.append(_incoming(values, own.topic, origin, options))


def _values(row: Row, own: Own, *, guarded: bool) -> dict[str, str]:
    found = {name: row.cells[place] for name, place in own.places.items() if place < len(row.cells)}
    if guarded:
        found = {name: _unguarded(cell) for name, cell in found.items()}
    return {name: cell for name, cell in found.items() if cell.strip()}


def _unguarded(cell: str) -> str:
    bare = cell.removeprefix("'")
    return bare if bare != cell and guard(bare) == cell else cell


def _incoming(values: dict[str, str], topic: str, origin: Origin, options: Options) -> Incoming:
    customer = values.pop("customer").strip()
    if topic == "customers":
        makes, data = options.create, _nested(values)
    else:
        makes, name = False, values.pop("name", "")
        if topic == "people":
            values["name"] = values.pop("person", name)
        data = {"name": customer, topic: [_nested(values)]}
    return Incoming(data, origin, source="plaincrm", id=customer, makes=makes, replaces=True)


def _wrong(values: dict[str, str], topic: str) -> str:
    """Why a row cannot be taken; empty where it can."""
    from plaincrm.actions.importing.own_json import wrong

    if "customer" not in values:
        return "names no customer"
    if topic == "customers":
        data = _nested({name: text for name, text in values.items() if name != "customer"})
    else:
        entry = {name: text for name, text in values.items() if name not in ("customer", "name", "ref")}
        if topic == "people":
            entry["name"] = entry.pop("person", "")
        data = {"name": values["customer"], topic: [_nested(entry)]}
    return wrong(data)


def _nested(values: dict[str, str]) -> Data:
    """Dotted keys as maps in maps, cells of several values as lists."""
    data: Data = {}
    for name, text in values.items():
        *above, key = name.split(".", 1) if name.startswith(_FREE) else name.split(".")
        inner = data
        for step in above:
            inner = inner.setdefault(step, {})
        inner[key] = parted(text) if name in _LISTS else text
    stage = data.get("stage")
    if isinstance(stage, dict) and stage.keys() == {"value"}:
        data["stage"] = stage["value"]
    return data
