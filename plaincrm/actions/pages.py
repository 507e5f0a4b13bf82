"""One customer on a page: everything (``show``), or what one wants to know before a call (``brief``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm import dates
from plaincrm.labels import head_within, title
from plaincrm.output.form import Page, Section
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from plaincrm.index import Index

    Entry = dict[str, Any]

# Told as tables of their own, in this order; everything else in the file is told as fields.
LISTS = ("people", "contact_log", "sales", "deals", "feedback", "churn")
LAST = 5
STANDING = ("stage", "level", "last_contact", "next_follow_up", "revenue", "currency")
REACH = ("phones", "emails", "social", "website")
_FORMS = {"number": r"-?[0-9]+(\.[0-9]+)?", "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}"}


class Sheet(NamedTuple):
    """A customer's file as the index holds it, with the short reference of each entry by list and place."""

    customer: str
    path: str
    data: dict[str, Any]
    refs: dict[tuple[str, int], str]

    def entries(self, name: str) -> list[Entry]:
        """The entries of a list in the file's order, each with its ``ref`` in front where it has one."""
        found = enumerate(self.data.get(name) or [])
        return [{"ref": self.refs.get((name, place)), **entry} for place, entry in found]


def sheet(index: Index, customer: str) -> Sheet:
    """The sheet of a customer; InvalidDataError (exit 4) with every error where the file is broken."""
    path, data = index.document(customer)
    refs = index.rows(
        "SELECT r.list, r.position, r.ref FROM tree t JOIN entry_ref r ON r.doc = t.doc WHERE t.customer = ?",
        (customer,),
    )
    return Sheet(customer, path, data, {(name, place): ref for name, place, ref in refs})


def customer_page(found: Sheet, *, lang: str = "en") -> Page:
    """Everything in the file: fields, then each list with references, in the file's order."""
    plain = {key: value for key, value in found.data.items() if key not in LISTS and key != "name"}
    plain = {head_within("customers", key, lang): value for key, value in plain.items()}
    fields = [("customer", found.customer), ("path", found.path), *_pairs("", plain)]
    lists = [(name, found.entries(name)) for name in LISTS]
    return Page(
        str(found.data["name"]),
        [Section("", fields), *(_section(name, entries, lang) for name, entries in lists if entries)],
    )


def brief_facts(index: Index, found: Sheet) -> dict[str, Any]:
    """What ``brief`` tells, as data: standing, what is open, what was said and sold last, needs."""
    return {
        "customer": found.customer,
        "name": found.data["name"],
        **_standing(index, found.customer),
        **{key: found.data.get(key) for key in REACH},
        "people": found.data.get("people") or [],
        "follow_ups": [entry for entry in found.entries("contact_log") if _waits(entry, "follow_up", "done")],
        "deals": [entry for entry in found.entries("deals") if _waits(entry, "opened", "outcome", "closed")],
        "complaints": [
            entry
            for entry in found.entries("feedback")
            if entry.get("kind") == "complaint" and _waits(entry, "date", "resolved")
        ],
        "last_contacts": _newest(entry for entry in found.entries("contact_log") if entry.get("summary")),
        "last_sales": _newest(entry for entry in found.entries("sales") if not entry.get("void")),
        "needs": found.data.get("needs"),
        "notes": found.data.get("notes"),
    }


def brief_page(index: Index, found: Sheet, *, lang: str = "en") -> Page:
    """One page before a call."""
    facts = brief_facts(index, found)
    sections = [Section("", _pairs("", {key: facts[key] for key in (*STANDING, *REACH)}))]
    for name, key in (
        ("people", "people"),
        ("follow-ups", "follow_ups"),
        ("complaints", "complaints"),
        ("deals", "deals"),
        ("contact_log", "last_contacts"),
        ("sales", "last_sales"),
    ):
        sections += [_section(name, facts[key], lang)] if facts[key] else []
    sections.append(Section(title("needs", lang), _pairs("", facts["needs"] or {})))
    sections.append(Section(title("notes", lang), str(facts["notes"] or "")))
    return Page(str(facts["name"]), sections)


def today_heading(lang: str = "en") -> str:
    """Today with its weekday, as the head of today's page."""
    return day_heading(dates.today(), lang)


def day_heading(day: date, lang: str = "en") -> str:
    """A day with its weekday: ``Mon 2026-11-23``, ``2026-11-23 周一``."""
    if lang == "zh":
        return f"{day.isoformat()} 周{'一二三四五六日'[day.weekday()]}"
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[day.weekday()]} {day.isoformat()}"


def _waits(entry: Entry, begun: str, *ended: str) -> bool:
    return entry.get(begun) is not None and all(entry.get(key) is None for key in ended)


def _newest(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda entry: str(entry.get("date")), reverse=True)[:LAST]


def _standing(index: Index, customer: str) -> dict[str, Any]:
    from plaincrm.model.currency import written

    row = index.rows(f"SELECT {', '.join(STANDING)} FROM overview WHERE customer = ?", (customer,))[0]
    facts = dict(zip(STANDING, row, strict=True))
    return {**facts, "revenue": written(facts["revenue"], facts["currency"])}


def _section(name: str, entries: list[Entry], lang: str) -> Section:
    """A list as a table of the keys that its entries have, in the order in which they appear."""
    keys = dict.fromkeys(
        key for entry in entries for key, value in entry.items() if value not in (None, "", [])
    )
    rows = [tuple(_cell(entry.get(key)) for key in keys) for entry in entries]
    columns = tuple(
        Column(head_within(name, key, lang), _kind([row[place] for row in rows]))
        for place, key in enumerate(keys)
    )
    return Section(title(name, lang), Table(columns, rows))


def _kind(cells: list[str | None]) -> str:
    """Numbers stand to the right; neither they nor dates are broken."""
    found = [cell for cell in cells if cell is not None]
    return next(
        (kind for kind, form in _FORMS.items() if all(re.fullmatch(form, cell) for cell in found)), "text"
    )


def _cell(value: Any) -> str | None:
    """A value in one line: a payment as ``2026-10-09 12720.00``, several values with commas."""
    if isinstance(value, dict):
        return " ".join(text for text in map(_cell, value.values()) if text)
    if isinstance(value, list):
        return ", ".join(text for text in map(_cell, value) if text) or None
    if isinstance(value, bool):
        return "true" if value else None
    return None if value is None else str(value)


def _pairs(prefix: str, data: dict[str, Any]) -> list[tuple[str, str]]:
    """Nested fields as dotted names and text; absent ones are left out."""
    pairs: list[tuple[str, str]] = []
    for key, value in data.items():
        if isinstance(value, dict):
            pairs += _pairs(f"{prefix}{key}.", value)
        else:
            text = _cell(value)
            pairs += [(f"{prefix}{key}", text)] if text else []
    return pairs
