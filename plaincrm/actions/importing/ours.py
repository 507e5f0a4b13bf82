"""Our own tables (`export csv`, `export xlsx`) → incoming customers, cell by cell as they stand there.

They are known by their headings, in English or Chinese. Every entry bears the reference that it had when
it was exported, so that a changed cell is a change of that entry and not a new one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.exporting.headings import SHEETS, heading, is_computed
from plaincrm.actions.exporting.topics import TOPICS, parted, topic_columns
from plaincrm.actions.importing.faults import fault
from plaincrm.actions.importing.incoming import PAYMENTS, Incoming, Origin, Refused, said
from plaincrm.actions.importing.own_cells import OwnCells

if TYPE_CHECKING:
    from plaincrm.actions.importing.incoming import Batch, Data
    from plaincrm.actions.importing.options import Options
    from plaincrm.formats.sheet import Sheet

_FREE = ("social.", "custom.", "external_ids.")
_LISTS = frozenset(
    (
        *("aliases", "phones", "emails", "addresses", "tags", "needs.motives", "needs.preferences"),
        *("needs.decision.makers", "needs.decision.criteria", "needs.decision.obstacles"),
    )
)
_DERIVED = frozenset(name for topic, names in SHEETS.items() if topic not in TOPICS for name in names)


class Own(NamedTuple):
    """A table of ours: what its rows are about, and which column is where."""

    topic: str
    places: dict[str, int]


def recognised(sheet: Sheet) -> Own | None:
    """What a sheet of ours is; None for any other, or where columns of ours were removed."""
    first = next((row.cells for row in sheet.rows if row.number == 1), None)
    if first is None:
        return None
    there: dict[str, int] = {}
    for place, cell in enumerate(first):
        if cell.strip():  # of two columns called alike the first is ours: an unknown field may bear any name
            there.setdefault(cell.strip(), place)
    for topic in TOPICS:
        for lang in ("en", "zh"):
            known = {heading(topic, name, lang): name for name in topic_columns(topic)}
            if known.keys() <= there.keys() and not _is_sales(topic, lang, there):
                free = {head: head for head in there if head.startswith(_FREE)}
                return Own(topic, {name: there[head] for head, name in (known | free).items()})
    return None


def _is_sales(topic: str, lang: str, there: dict[str, int]) -> bool:
    """Whether what looks like payments are sales of which somebody removed columns."""
    heads = {heading("sales", name, lang) for name in ("product", "tax_rate", "due", "paid", "void", "note")}
    return topic == PAYMENTS and not heads.isdisjoint(there)


def left_out(sheet: Sheet, own: Own) -> list[str]:
    """A line that names the columns which are no field of ours, and not computed by the worksheet."""
    first, taken = sheet.rows[0].cells, set(own.places.values())
    names = [cell.strip() for place, cell in enumerate(first) if cell.strip() and place not in taken]
    names = [name for name in names if not is_computed(name)]
    return [f"left out: {', '.join(names)}"] if names else []


def follows_from_others(sheet: Sheet) -> bool:
    """Whether it is a sheet that the worksheet computes from the others."""
    return sheet.name in _DERIVED


def take(batch: Batch, sheet: Sheet, own: Own, options: Options) -> None:
    """Sort the rows of a sheet of ours into the batch."""
    if batch.topics is not None:
        batch.topics.append(own.topic)
    cells = OwnCells(sheet, own.places, options.region)
    for number, row in enumerate(sheet.rows):
        options.progress(number, len(sheet.rows))
        if row.number == 1 or row.is_blank:
            continue
        origin = Origin(row.number, sheet.name)
        values = cells.of(row)
        reason = row.flaw or _wrong(values, own.topic)
        if reason:
            batch.rejected.append(Refused(origin, reason, row.cells))
        else:
            one = _incoming(values, own.topic, origin, options)
            one.cells = row.cells
            one.warnings += cells.warnings
            batch.incoming.append(one)


def _incoming(values: dict[str, str], topic: str, origin: Origin, options: Options) -> Incoming:
    customer = values.get("customer", "").strip()
    if topic == "customers" and not customer:  # a row that somebody added
        return Incoming(said(_about(values, topic)), origin, source="plaincrm", makes=options.create)
    makes = options.create and topic == "customers"
    data = _about(values, topic)
    if topic != "customers":
        data = {"name": customer, topic: [data]}
    return Incoming(data, origin, source="plaincrm", id=customer, makes=makes, replaces=True)


def _about(values: dict[str, str], topic: str) -> Data:
    """What the row says of the customer, or of the one entry."""
    if topic == "customers":
        return _nested({name: text for name, text in values.items() if name != "customer"})
    entry = {name: text for name, text in values.items() if name not in ("customer", "name")}
    if topic == "people":
        entry["name"] = entry.pop("person", "")
    return _nested(entry)


def _wrong(values: dict[str, str], topic: str) -> str:
    """Why a row cannot be taken; empty where it can, or is found out together with its customer."""
    if topic == "customers" and not values.get("name"):
        return "name: name is missing"
    if topic != "customers" and not values.get("customer", "").strip():
        return "names no customer"
    if topic != PAYMENTS:
        return ""
    from plaincrm.model import Settings

    payment = {key: values.get(key) or None for key in ("date", "amount")}
    sale = said({**payment, "currency": values.get("currency") or None, PAYMENTS: [payment]})
    return fault({"name": "?", "sales": [sale]}, Settings())


def _nested(values: dict[str, str]) -> Data:
    """Dotted keys as maps in maps, cells of several values as lists, None for an empty cell."""
    data: Data = {}
    for name, text in values.items():
        *above, key = name.split(".", 1) if name.startswith(_FREE) else name.split(".")
        inner = data
        for step in above:
            inner = inner.setdefault(step, {})
        inner[key] = None if not text else parted(text) if name in _LISTS else text
    return data
