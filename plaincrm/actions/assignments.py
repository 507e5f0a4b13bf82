"""The words of ``set``: FIELD=VALUE, FIELD+=VALUE, FIELD-=VALUE, +TAG, -TAG."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from plaincrm import dates
from plaincrm.actions.typed import day_or_time, scalar
from plaincrm.errors import CrmError, UsageError

if TYPE_CHECKING:
    from plaincrm.book.change import Change

    Path = tuple[str | int, ...]

_PEOPLE = ("people",)  # the list of maps that has no command of its own: its items are known by their names
_FORWARD = ("follow_up", "due", "close_by", "by")


class Assignment(NamedTuple):
    """One thing to set: a dotted field, how (``=``, ``+=``, ``-=``) and the text."""

    field: str
    how: str
    text: str


def read(word: str) -> Assignment:
    """One word of the command line as an Assignment; UsageError (exit 2) where it is none."""
    if len(word) > 1 and word[0] in "+-" and "=" not in word:
        return Assignment("tags", word[0] + "=", word[1:])
    field, equals, text = word.partition("=")
    how = "="
    if equals and field[-1:] in ("+", "-"):
        field, how = field[:-1], field[-1] + "="
    if not equals or not field:
        raise UsageError(
            f'"{word}" does not say what to set', hint="write FIELD=VALUE, FIELD+=VALUE, +TAG or -TAG"
        )
    return Assignment(re.sub(r"\[([0-9]+)\]", r".\1", field), how, text)  # sales[0].amount, as check says it


def apply(change: Change, customer: str, base: Path, assignment: Assignment) -> list[str]:
    """Carry out one assignment below *base* (the customer, or one entry); notices for what was not so."""
    path = locate(change.read(customer).data, base, assignment.field)
    if assignment.how == "+=":
        return _add(change, customer, path, assignment.text)
    if assignment.how == "-=":
        return _take(change, customer, path, assignment.text)
    if assignment.text == "":
        return unset(change, customer, path)
    change.put(customer, path, _typed(path, assignment.text))
    return []


def unset(change: Change, customer: str, path: Path) -> list[str]:
    """Remove the field at *path*, or say that it was not set."""
    if value_at(change.read(customer).data, path) is None:
        return [f"{dotted(path)} was not set"]
    change.remove(customer, path)
    return []


def locate(data: dict[str, Any], base: Path, field: str) -> Path:
    """The path of a dotted field; a list of maps is entered by number or by the name of its item."""
    path = base
    for step in field.split("."):
        here = value_at(data, path)
        path = (*path, _item(here, step, dotted(path)) if isinstance(here, list) else step)
    return path


def dotted(path: Path) -> str:
    """A path in words: ``people.0.title``."""
    return ".".join(str(step) for step in path)


def _item(items: list[Any], step: str, where: str) -> int:
    if step.isdigit() and int(step) < len(items):
        return int(step)
    named = [place for place, item in enumerate(items) if isinstance(item, dict) and item.get("name") == step]
    if len(named) != 1:
        raise UsageError(
            f'{where} has no item "{step}"', hint=f"number them from 0, as in {where}.0, or use their name"
        )
    return named[0]


def _add(change: Change, customer: str, path: Path, text: str) -> list[str]:
    notices = []
    for item in _listed(text):
        present = _texts(change.read(customer).data, path)
        if item.casefold() in (known.casefold() for known in present):
            notices.append(f"{dotted(path)} has {item} already")
        else:
            _refuse_single(path)
            change.append(customer, path, {"name": item} if path == _PEOPLE else item)
    return notices


def _take(change: Change, customer: str, path: Path, text: str) -> list[str]:
    notices = []
    for item in _listed(text):
        present = [known.casefold() for known in _texts(change.read(customer).data, path)]
        if item.casefold() not in present:
            notices.append(f"{dotted(path)} has no {item}")
        elif isinstance(value_at(change.read(customer).data, path), list):
            change.remove(customer, (*path, present.index(item.casefold())))
        else:
            change.remove(customer, path)
    return notices


def _texts(data: dict[str, Any], path: Path) -> list[str]:
    value = value_at(data, path)
    items = value if isinstance(value, list) else [value]
    names = [item.get("name") if isinstance(item, dict) else item for item in items]
    return [str(name) for name in names if name is not None]


def _refuse_single(path: Path) -> None:
    from plaincrm.model.places import kind_at

    kind = kind_at(path)
    if kind == "records" and path != _PEOPLE:
        raise UsageError(
            f"{dotted(path)} holds entries, which have commands of their own",
            hint="see: plaincrm log, sell, deal add, feedback, lost",
        )
    if kind not in ("texts", "unknown", "records"):
        raise UsageError(f"{dotted(path)} holds one value, not a list", hint=f"set it: {dotted(path)}=VALUE")


def _typed(path: Path, text: str) -> Any:
    """The value to write; what cannot be read as its kind stays text, and the schema says what is wrong."""
    from plaincrm.model.places import kind_at

    kind = kind_at(path)
    if kind == "texts":
        return _listed(text)
    if kind == "day":
        return _day(str(path[-1]), text)
    return scalar(kind, text)


def _day(field: str, text: str) -> Any:
    try:
        return day_or_time(dates.parse_when(text, prefer="future" if field in _FORWARD else "past"))
    except CrmError:
        return text


def _listed(text: str) -> list[str]:
    return [item.strip() for item in text.replace("，", ",").split(",") if item.strip()]


def value_at(data: Any, path: Path) -> Any:
    """What stands at *path* of a customer's raw data; None where nothing does."""
    for step in path:
        if isinstance(data, dict):
            data = data.get(str(step))
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            return None
    return data
