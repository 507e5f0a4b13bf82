"""The content of a book as tables, one for each topic, for spreadsheets and other tables of rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm.index.document import documents
from plaincrm.model.order import ORDER
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.index import Index

    Record = dict[str, Any]

TOPICS = ("customers", "people", "contact_log", "sales", "payments", "deals", "feedback", "churn")
BETWEEN = "; "  # the values of one cell
_GOES_ON = "\0"
_ENTRIES = frozenset({"people", "contact_log", "sales", "deals", "feedback", "churn"})
_FREE = ("social", "custom", "external_ids")
_KINDS = {
    **dict.fromkeys(("amount", "budget", "needs.decision.budget"), "money"),
    **dict.fromkeys(("date", "since", "stage.since", "archived", "needs.decision.by"), "date"),
    **dict.fromkeys(("follow_up", "done", "due", "paid", "delivered", "resolved"), "date"),
    **dict.fromkeys(("opened", "close_by", "closed", "birthday"), "date"),
    **dict.fromkeys(("quantity", "tax_rate", "probability", "score", "scale", "cadence_days"), "number"),
}


def kind_of(column: str) -> str:
    """What a column holds: ``money``, ``date``, ``number`` or ``text``."""
    return _KINDS.get(column, "text")


class Row(NamedTuple):
    """One row to be: the customer and their name, the reference of the entry, its values by column."""

    customer: str
    name: str
    ref: str | None
    values: Record


def topic(index: Index, what: str) -> Table:
    """The rows of one of TOPICS by customer, in the order of the file; columns are called as in the file.

    Every known field has a column, whether used or not; keys of the user's own follow where they are
    used. Several values of a cell are put together with BETWEEN.
    """
    rows = list(_rows(index, what))
    columns = _columns(what, rows)
    return Table(
        tuple(Column(name, kind_of(name)) for name in columns),
        [tuple(map(_all_values(row).get, columns)) for row in rows],
    )


def _all_values(row: Row) -> Record:
    return {"customer": row.customer, "name": row.name, "ref": row.ref, **row.values}


def _rows(index: Index, what: str) -> Iterator[Row]:
    refs = _refs(index, "sales" if what == "payments" else what)
    for customer, (_, data) in documents(index):
        name = str(data["name"])
        if what == "customers":
            yield Row(customer, name, None, _flat("", data, leave_out=_ENTRIES))
        elif what == "payments":
            yield from _payments(customer, name, data, refs)
        else:
            for place, entry in enumerate(data.get(what) or []):
                yield Row(customer, name, refs.get((customer, place)), _entry(what, entry))


def _entry(what: str, entry: Record) -> Record:
    values = _flat("", entry, leave_out=frozenset())
    if what == "people":
        values["person"] = values.pop("name", None)
    return values


def _payments(customer: str, name: str, data: Record, refs: dict[tuple[str, int], str]) -> Iterator[Row]:
    for place, sale in enumerate(data.get("sales") or []):
        about = {key: sale[key] for key in ("invoice", "currency") if sale.get(key) is not None}
        for payment in sale.get("payments") or []:
            yield Row(customer, name, refs.get((customer, place)), {**about, **payment})


def _refs(index: Index, name: str) -> dict[tuple[str, int], str]:
    rows = index.rows(
        "SELECT t.customer, r.position, r.ref FROM tree t JOIN entry_ref r ON r.doc = t.doc WHERE r.list = ?",
        (name,),
    )
    return {(customer, position): ref for customer, position, ref in rows}


def _flat(above: str, data: Record, *, leave_out: frozenset[str]) -> Record:
    """The values of a map under dotted keys; lists of maps inside an entry are topics of their own."""
    found: Record = {}
    for key, value in data.items():
        name = f"{above}{key}"
        if name in leave_out or value is None:
            continue
        if name == "stage" and isinstance(value, str) and leave_out:
            found["stage.value"] = value
        elif isinstance(value, dict):
            found.update(_flat(f"{name}.", value, leave_out=leave_out))
        elif not isinstance(value, list):
            found[name] = value
        elif not any(isinstance(item, dict) for item in value):
            found[name] = joined([str(item) for item in value if item is not None])
    return found


def joined(texts: list[str]) -> str | None:
    """The values of one cell; line by line where one has the usual mark in it.

    A line that begins with a tab goes on with the value above.
    """
    if any(BETWEEN.strip() in text for text in texts):
        return "".join(text.replace("\n", "\n\t") + "\n" for text in texts)
    return BETWEEN.join(texts) or None


def parted(cell: str) -> list[str]:
    """The values that `joined` put into a cell, or a person who edited it."""
    lines = cell.endswith("\n")
    texts = cell.replace("\n\t", _GOES_ON).split("\n") if lines else cell.split(";")
    return [text.replace(_GOES_ON, "\n").strip() for text in texts if text.strip()]


def topic_columns(what: str) -> list[str]:
    """The columns that a topic always has."""
    return [name for name in _known(what) if name not in _FREE]


def _columns(what: str, rows: Iterable[Row]) -> list[str]:
    known = _known(what)
    used = {name for row in rows for name in row.values}
    own = sorted(used - set(known))
    columns: list[str] = []
    for name in known:
        if name in _FREE:
            columns += [column for column in own if column.startswith(f"{name}.")]
        else:
            columns.append(name)
    return columns + [column for column in own if column not in columns]


def _known(what: str) -> list[str]:
    """The columns of a topic: who, then every field of the model; one for each key of a map inside."""
    if what == "customers":
        return ["customer", *_fields(())]
    if what == "people":
        return ["customer", "name", "person", *(name for name in _fields(("people",)) if name != "name")]
    if what == "payments":
        return ["customer", "name", "ref", "invoice", *_fields(("sales", "payments")), "currency"]
    return ["customer", "name", "ref", *_fields((what,))]


def _fields(path: tuple[str, ...]) -> Iterator[str]:
    for key in ORDER[path]:
        below = (*path, key)
        if below not in ORDER:
            yield key
        elif key in ("stage", "needs", "decision"):
            yield from (f"{key}.{name}" for name in _fields(below))
