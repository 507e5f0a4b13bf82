"""One customer over time: contacts, sales, complaints and scores, each on a lane of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.chart import Chart, Picture
from plaincrm.labels import title
from plaincrm.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from plaincrm.actions.pages import Sheet

LANES = ("contacts", "sales", "complaints", "scores")
_PICTURE = Picture("lanes", "", "", "date", ("lane",), value="note")
_COLUMNS = (Column("date", "date"), Column("lane"), Column("note"))


def timeline(found: Sheet, asof: str, *, lang: str = "en") -> Chart:
    """What happened up to *asof*, lane by lane and day by day; plans, notes and void sales are left out."""
    events = [event for event in _events(found.data) if event[0][:10] <= asof]
    events.sort(key=lambda event: (LANES.index(event[1]), event[0]))
    heading = f"{found.data['name']} · {title('timeline', lang)}"
    return Chart(_PICTURE, Table(_COLUMNS, events, heading))


def _events(data: dict[str, Any]) -> Iterator[tuple[str, str, str | None]]:
    """(date, lane, what it was) of each entry."""
    for entry in data.get("contact_log") or []:
        if entry.get("channel") != "note":
            yield str(entry["date"]), "contacts", entry.get("channel")
    for entry in data.get("sales") or []:
        if str(entry.get("void") or "").lower() not in ("true", "yes"):
            yield str(entry["date"]), "sales", _joined(entry, "amount", "currency", "product")
    for entry in data.get("feedback") or []:
        if entry.get("kind") == "complaint":
            yield str(entry["date"]), "complaints", entry.get("product")
        if entry.get("score") is not None:
            yield str(entry["date"]), "scores", _joined(entry, "metric", "score")


def _joined(entry: dict[str, Any], *keys: str) -> str:
    return " ".join(str(entry[key]) for key in keys if entry.get(key) is not None)
