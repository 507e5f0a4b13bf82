"""The JSON export of Monica 4 → a Batch: contacts with calls, notes, reminders and conversations.

The form is that of Monica's app/ExportResources: collections of ``{type, count, values}``, facts under
``properties``, activities and field types apart under their uuid.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from plaincrm.actions.importing.cells import names
from plaincrm.actions.importing.incoming import Batch, Incoming, Origin, Refused
from plaincrm.actions.importing.same import AssumedDay
from plaincrm.wording import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.actions.importing.incoming import Data
    from plaincrm.actions.importing.options import Options

_ADDRESS = ("street", "postal_code", "city", "province", "country")
_TAKEN = frozenset(
    ("address", "contact_field", "call", "note", "conversation", "activity", "reminder", "task")
)
_SPANS = {"week": "w", "month": "m", "year": "y"}


def read(file: str, whole: dict[str, Any], options: Options) -> Batch:
    """The contacts of the account; those that Monica made for relatives only are skipped."""
    account = whole["account"]
    batch = Batch(file, "monica", ["JSON of Monica"], [], [], [], ["contact"])
    protocols = _protocols(account)
    activities = {str(each.get("uuid")): _facts(each) for each in _collection(account, "activity")}
    for number, contact in enumerate(_collection(account, "contact"), 1):
        facts, origin = _facts(contact), Origin(number)
        name = names.whole_name(*(_text(facts, f"{part}_name") for part in ("first", "middle", "last")))
        if facts.get("is_partial") is True:
            batch.skipped.append(Refused(origin, "stands in Monica for a relation only", [name]))
        elif not name:
            batch.rejected.append(Refused(origin, "has no name", [str(contact.get("uuid", ""))]))
        else:
            data = _customer(name, contact, facts, protocols)
            log = sorted(_log(contact, activities, options.today), key=lambda entry: str(entry["date"]))
            batch.incoming.append(
                _incoming({**data, **({"contact_log": log} if log else {})}, origin, options)
            )
    batch.facts.extend(_left_out(account))
    return batch


def _left_out(account: Any) -> list[str]:
    """A line that counts what a customer file has no place for: photos, gifts, debts, pets."""
    count = Counter({"photo": len(_collection(account, "photo"))})
    for contact in _collection(account, "contact"):
        for each in _list(contact.get("data")):
            if isinstance(each, dict) and each.get("type") not in _TAKEN:
                count[str(each.get("type")).replace("_", " ")] += len(_list(each.get("values")))
    told = [counted(number, what) for what, number in sorted(count.items()) if number]
    return [f"left out: {', '.join(told)}"] if told else []


def _incoming(data: Data, origin: Origin, options: Options) -> Incoming:
    return Incoming(data, origin, source="monica", makes=options.create)


def _customer(name: str, contact: Any, facts: dict[str, Any], protocols: dict[str, str]) -> Data:
    data: Data = {"name": name, "kind": "person"}
    for key, theirs in (("company", "company"), ("title", "job"), ("notes", "description")):
        data[key] = _text(facts, theirs)
    data["aliases"] = [_text(facts, "nickname")]
    data["tags"] = [str(tag) for tag in _list(facts.get("tags"))]
    data["birthday"] = _birthday(facts.get("birthdate"))
    data["cadence_days"] = _text(facts, "stay_in_touch_frequency").removeprefix("0")
    data["addresses"] = [
        ", ".join(filter(None, (_text(_facts(each), part) for part in _ADDRESS)))
        for each in _collection(contact, "address")
    ]
    _reach(data, _collection(contact, "contact_field"), protocols)
    if contact.get("uuid"):
        data["external_ids"] = {"monica": str(contact["uuid"])}
    kept = {
        key: [text for text in value if text] if isinstance(value, list) else value
        for key, value in data.items()
    }
    return {key: value for key, value in kept.items() if value}


def _reach(data: Data, fields: Iterable[Any], protocols: dict[str, str]) -> None:
    for field in fields:
        facts = _facts(field)
        value = _text(facts, "data")
        kind = protocols.get(str(facts.get("type")), "")
        if kind in ("mailto:", "email") or (not kind and "@" in value):
            data.setdefault("emails", []).append(value)
        elif kind in ("tel:", "phone") or (not kind and value[-2:].isdigit()):
            data.setdefault("phones", []).append(value)
        elif value:
            data.setdefault("social", {})[kind.casefold() or "other"] = value


def _log(contact: Any, activities: dict[str, dict[str, Any]], today: str) -> Iterator[Data]:
    """What happened; what has no day was entered with the contact, or as good as today."""
    since = _day(contact.get("created_at")) or AssumedDay(today)
    for each in _collection(contact, "call"):
        facts = _facts(each)
        called = facts.get("contact_called")
        direction = "in" if called is True else "out" if called is False else None
        day = _day(facts.get("called_at")) or since
        yield _entry(day, "phone", _text(facts, "content"), direction=direction)
    for each in _collection(contact, "note"):
        yield _entry(_day(each.get("created_at")) or since, "note", _text(_facts(each), "body"))
    for each in _collection(contact, "conversation"):
        facts = _facts(each)
        said = "\n".join(_text(_facts(one), "content") for one in _list(facts.get("messages")))
        yield _entry(_day(facts.get("happened_at")) or since, "chat", said)
    for uuid in _uuids(contact, "activity"):
        facts = activities.get(uuid, {})
        said = "\n".join(filter(None, (_text(facts, "summary"), _text(facts, "description"))))
        yield _entry(_day(facts.get("happened_at")) or since, "meeting", said)
    for each in _collection(contact, "reminder"):
        yield _promise(_facts(each), _day(each.get("created_at")) or since)
    for each in _collection(contact, "task"):
        facts = _facts(each)
        done = _day(facts.get("completed_at")) if facts.get("completed") else None
        promise = {"initial_date": each.get("created_at"), **facts}
        yield {**_promise(promise, _day(each.get("created_at")) or since), **({"done": done} if done else {})}


def _promise(facts: dict[str, Any], made: str) -> Data:
    every = _SPANS.get(_text(facts, "frequency_type"))
    number = _text(facts, "frequency_number") or "1"
    entry = _entry(made, "note", "", follow_up=_day(facts.get("initial_date")) or made)
    plan = ": ".join(filter(None, (_text(facts, "title"), _text(facts, "description"))))
    return {**entry, **({"plan": plan} if plan else {}), **({"every": f"{number}{every}"} if every else {})}


def _entry(day: str, channel: str, summary: str, **more: str | None) -> Data:
    entry = {"date": day, "channel": channel, "summary": summary, **more}
    return {key: value for key, value in entry.items() if value}


def _birthday(special: Any) -> str:
    if not isinstance(special, dict):
        return ""
    facts = {**special, **_facts(special)}
    day = _day(facts.get("date")) or ""
    if facts.get("is_age_based") is True:
        return ""  # Monica guessed it from an age
    return day[4:].replace("-", "--", 1) if facts.get("is_year_unknown") is True else day


def _day(value: Any) -> str | None:
    from datetime import date

    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError:
        return None


def _protocols(account: Any) -> dict[str, str]:
    """The uuid of a type of contact field → what it is: mailto:, tel:, or its name."""
    instance = account.get("instance")
    types = _list(instance.get("contact_field_types")) if isinstance(instance, dict) else []
    return {
        str(each.get("uuid")): _text(_facts(each), "protocol") or _text(_facts(each), "name")
        for each in types
        if isinstance(each, dict)
    }


def _collection(holder: Any, kind: str) -> list[dict[str, Any]]:
    found = holder.get("data") if isinstance(holder, dict) else None
    for each in _list(found):
        if isinstance(each, dict) and each.get("type") == kind:
            return [value for value in _list(each.get("values")) if isinstance(value, dict)]
    return []


def _uuids(holder: Any, kind: str) -> list[str]:
    for each in _list(holder.get("data")):
        if isinstance(each, dict) and each.get("type") == kind:
            return [str(value) for value in _list(each.get("values")) if isinstance(value, str)]
    return []


def _facts(holder: Any) -> dict[str, Any]:
    facts = holder.get("properties") if isinstance(holder, dict) else None
    return facts if isinstance(facts, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(facts: dict[str, Any], key: str) -> str:
    value = facts.get(key)
    return "" if value is None or isinstance(value, bool | dict | list) else str(value).strip()
