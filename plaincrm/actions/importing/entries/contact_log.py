"""What a row says of a contact: one that was logged, or the last one and the next of a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.importing.cells import words
from plaincrm.actions.importing.entries.written import known_since, present
from plaincrm.actions.importing.values import UnfitError

if TYPE_CHECKING:
    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.values import Values


def read(values: Values, topic: str) -> list[Data]:
    """The contact of a row, if it tells of one."""
    if topic == "contact_log":
        return [_logged(values)]
    return [*_last_and_next(values, topic), *_logged_beside(values)]


def _logged_beside(values: Values) -> list[Data]:
    """What a row about a customer tells of a dated contact, where columns were mapped to one."""
    if values.text("contact_log.date"):
        return [_logged(values)]
    said = next(filter(None, values.below("contact_log.").values()), "")
    if said:
        values.warnings.append(f'contact "{said[:60]}" has no date; left out')
    return []


def _last_and_next(values: Values, topic: str) -> list[Data]:
    last = values.likely_day("last_contact", clock=True)
    follow_up = values.likely_day("next_follow_up", after=last or known_since(values))
    summary = values.text("last_summary")
    if not (last or follow_up or summary):
        if topic == "follow_ups":
            raise UnfitError("names no day to follow up")
        return []
    entry: Data = {"date": last or known_since(values)}
    if follow_up or not last:
        entry["channel"] = "note"
    return [present({**entry, "summary": summary, "follow_up": follow_up, "plan": values.text("plan")})]


def _logged(values: Values) -> Data:
    date = values.day("contact_log.date", clock=True)
    if date is None:
        raise UnfitError("has no date")
    found = values.below("contact_log.")
    entry = {"date": date}
    for key in ("channel", "direction"):
        if key in found:
            entry[key] = words.word(f"contact_log.{key}", found[key])
    if entry.get("direction") not in (None, "in", "out"):
        values.warnings.append(f'direction "{entry.pop("direction")}" is neither in nor out; left out')
    for key in ("person", "by", "summary"):
        entry[key] = found.get(key, "")
    entry["follow_up"] = values.likely_day("contact_log.follow_up", after=date) or ""
    entry["plan"] = found.get("plan", "") or values.text("plan")
    entry["done"] = values.likely_day("contact_log.done") or ""
    return present({**entry, "every": found.get("every"), "ref": values.text("ref")})
