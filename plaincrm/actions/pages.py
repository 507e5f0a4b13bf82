"""One customer on a page: everything (``show``), or what one wants to know before a call (``brief``)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm import dates
from plaincrm.errors import InvalidDataError
from plaincrm.output.form import Page, Section
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from plaincrm.index import Index
    from plaincrm.table import Row

# List → (view, columns as shown); money columns are minor units beside currency.
_LISTS = {
    "people": ("people", "name, title, department, role, birthday, notes"),
    "contact_log": ("contacts", "ref, date, channel, person, summary, follow_up, plan, done, every"),
    "sales": (
        "sales",
        "ref, date, product, amount, currency, invoice, due, paid, delivery, against, void, note",
    ),
    "deals": (
        "deals",
        "ref, opened, title, stage, amount, currency, probability, close_by, closed, outcome, reason",
    ),
    "feedback": ("feedback", "ref, date, kind, metric, score, scale, product, comment, resolved, resolution"),
    "churn": ("churn", "ref, date, reason, note"),
}
_STANDING = (
    "SELECT stage, level, last_contact, next_follow_up, revenue, currency FROM overview WHERE customer = ?"
)
_MONEY = ("amount",)
_DATES = ("date", "follow_up", "done", "due", "paid", "opened", "close_by", "closed", "resolved")


class Document(NamedTuple):
    """A customer's file as the index holds it."""

    path: str
    data: dict[str, Any]


def document(index: Index, customer: str) -> Document:
    """The content of a customer's file; InvalidDataError (exit 4) with every error where it is broken."""
    found = index.rows(
        "SELECT t.path, d.data FROM tree t LEFT JOIN content d ON d.doc = t.doc WHERE t.customer = ?",
        (customer,),
    )
    path, data = found[0]
    errors = [problem for problem in index.problems() if problem.path == path]
    if errors or data is None:
        raise InvalidDataError(f"{path} has errors", problems=errors)
    return Document(path, json.loads(data))


def customer_page(index: Index, customer: str, found: Document, *, lang: str = "en") -> Page:
    """Everything in the file: fields, then each list with references, newest entries last."""
    plain = {key: value for key, value in found.data.items() if key not in _LISTS and key != "name"}
    sections = [Section("", [("customer", customer), ("path", found.path), *_pairs("", plain)])]
    lists = [name for name in found.data if name in _LISTS and found.data[name]]
    sections += [Section(_title(name, lang), _entries(index, customer, name)) for name in lists]
    return Page(str(found.data.get("name") or customer), sections)


def brief_facts(index: Index, customer: str, found: Document) -> dict[str, Any]:
    """What ``brief`` tells, as data: standing, what is open, what was said and sold last, needs."""
    overview = _first(
        index,
        _STANDING,
        customer,
    )
    return {
        "customer": customer,
        "name": found.data.get("name"),
        **_standing(overview),
        "phones": found.data.get("phones") or [],
        "emails": found.data.get("emails") or [],
        "people": found.data.get("people") or [],
        "needs": found.data.get("needs"),
        "follow_ups": _where(
            index, customer, "contact_log", "follow_up IS NOT NULL AND done IS NULL"
        ).records(),
        "deals": _where(index, customer, "deals", "outcome IS NULL AND closed IS NULL").records(),
        "complaints": _where(
            index, customer, "feedback", "kind = 'complaint' AND resolved IS NULL"
        ).records(),
        "last_contacts": _last(index, customer, "contact_log", 5).records(),
        "last_sales": _last(index, customer, "sales", 5).records(),
        "notes": found.data.get("notes"),
    }


def brief_page(index: Index, customer: str, found: Document, *, lang: str = "en") -> Page:
    """One page before a call."""
    facts = brief_facts(index, customer, found)
    who = [
        (key, facts[key])
        for key in ("stage", "level", "last_contact", "next_follow_up", "revenue", "currency")
    ]
    contact = {
        key: found.data[key] for key in ("phones", "emails", "social", "website") if found.data.get(key)
    }
    sections = [
        Section("", [(key, str(value)) for key, value in who if value is not None] + _pairs("", contact))
    ]
    if found.data.get("people"):
        sections.append(Section(_title("people", lang), _entries(index, customer, "people")))
    for title, table in (
        ("follow-ups", _where(index, customer, "contact_log", "follow_up IS NOT NULL AND done IS NULL")),
        ("deals", _where(index, customer, "deals", "outcome IS NULL AND closed IS NULL")),
        ("complaints", _where(index, customer, "feedback", "kind = 'complaint' AND resolved IS NULL")),
        ("contact_log", _last(index, customer, "contact_log", 5)),
        ("sales", _last(index, customer, "sales", 5)),
    ):
        if table.rows:
            sections.append(Section(_title(title, lang), _without_empty_columns(table)))
    if found.data.get("needs"):
        sections.append(Section(_title("needs", lang), _pairs("", found.data["needs"])))
    if found.data.get("notes"):
        sections.append(Section(_title("notes", lang), str(found.data["notes"])))
    return Page(str(found.data.get("name") or customer), sections)


def _entries(index: Index, customer: str, name: str) -> Table:
    return _without_empty_columns(_where(index, customer, name, "1 = 1"))


def _last(index: Index, customer: str, name: str, count: int) -> Table:
    table = _where(index, customer, name, "1 = 1")
    newest = sorted(table.rows, key=lambda row: str(row[1] or ""), reverse=True)[:count]
    return table._replace(rows=newest)


def _where(index: Index, customer: str, name: str, condition: str) -> Table:
    view, shown = _LISTS[name]
    columns = shown.split(", ")
    rows = index.rows(
        f"SELECT {shown} FROM {view} WHERE customer = ? AND {condition} ORDER BY position", (customer,)
    )
    return Table(
        tuple(Column(column, _kind(column)) for column in columns), [_row(columns, row) for row in rows]
    )


def _kind(column: str) -> str:
    if column in _MONEY:
        return "money"
    return "date" if column in _DATES else "text"


def _row(columns: list[str], row: tuple[Any, ...]) -> Row:
    from plaincrm.model.currency import major

    if "amount" not in columns:
        return row
    values = dict(zip(columns, row, strict=True))
    if values["amount"] is not None:
        values["amount"] = major(values["amount"], values["currency"])
    if "void" in values:
        values["void"] = "void" if values["void"] else None
    return tuple(values.values())


def _without_empty_columns(table: Table) -> Table:
    """A page has no room for columns in which nothing stands."""
    kept = [place for place in range(len(table.columns)) if any(row[place] is not None for row in table.rows)]
    rows: list[Row] = [tuple(row[place] for place in kept) for row in table.rows]
    return table._replace(columns=tuple(table.columns[place] for place in kept), rows=rows)


def _standing(overview: tuple[Any, ...]) -> dict[str, Any]:
    from plaincrm.model.currency import major

    stage, level, last_contact, next_follow_up, revenue, currency = overview
    return {
        "stage": stage,
        "level": level,
        "last_contact": last_contact,
        "next_follow_up": next_follow_up,
        "revenue": None if revenue is None else major(revenue, currency),
        "currency": currency,
    }


def _first(index: Index, sql: str, customer: str) -> tuple[Any, ...]:
    return tuple(index.rows(sql, (customer,))[0])


def _pairs(prefix: str, data: dict[str, Any]) -> list[tuple[str, str]]:
    """Nested fields as dotted names and text; lists of scalars on one line, absent ones left out."""
    pairs = []
    for key, value in data.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            pairs += _pairs(f"{name}.", value)
        elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
            for place, item in enumerate(value):
                pairs += (
                    _pairs(f"{name}.{place}.", item)
                    if isinstance(item, dict)
                    else [(f"{name}.{place}", str(item))]
                )
        elif isinstance(value, list):
            pairs += [(name, ", ".join(str(item) for item in value))] if value else []
        elif value is not None:
            pairs.append((name, str(value).lower() if isinstance(value, bool) else str(value)))
    return pairs


def _title(name: str, lang: str) -> str:
    from plaincrm.labels import title

    return title(name, lang)


def today_heading() -> str:
    """Today with its weekday, as the head of today's page."""
    day = dates.today()
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]} {day.isoformat()}"
