"""Our own JSON and JSON lines (`export json`, `export jsonl`, `show --json`) → a Batch."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NoReturn

from plaincrm.actions.importing import json_table
from plaincrm.actions.importing.faults import fault
from plaincrm.actions.importing.incoming import Batch, Incoming, Origin, Refused
from plaincrm.errors import InvalidDataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.actions.importing.options import Options

_SHOWN = 200  # characters of a refused object
_HINT = "take the JSON of plaincrm export, or export CSV from the other program"


def read(file: str, content: bytes, options: Options) -> Batch:
    """The customers of a whole book, of a list, or one per line; InvalidDataError (exit 4) for all else."""
    text = _text(content)
    try:
        whole = _loads(text)
    except ValueError:
        lines = list(_lines(text))
        foreign = json_table.foreign_objects([each for _, each in lines if isinstance(each, dict)])
        return _foreign(file, foreign, options) if foreign else _batch(file, lines, options)
    if isinstance(whole, dict) and isinstance(whole.get("account"), dict):
        from plaincrm.actions.importing import monica

        return monica.read(file, whole, options)
    if isinstance(whole, dict) and isinstance(whole.get("customers"), list):
        return _batch(file, enumerate(whole["customers"], 1), options, **_about_the_book(whole))
    foreign = json_table.foreign_objects(whole)
    if foreign:
        return _foreign(file, foreign, options)
    if isinstance(whole, dict) and json_table.are_foreign([whole]):
        raise InvalidDataError("is no JSON of plaincrm: its keys are not those of a customer", hint=_HINT)
    objects = whole if isinstance(whole, list) else [whole]
    return _batch(file, enumerate(objects, 1), options)


def _foreign(file: str, objects: list[dict[str, Any]], options: Options) -> Batch:
    """The objects of another program, read as a table is."""
    from plaincrm.actions.importing import tables

    try:
        return tables.of_sheets(file, [json_table.sheet(objects)], options)
    except InvalidDataError as error:
        raise InvalidDataError(f"is no JSON of plaincrm, and {error.message}", hint=error.hint) from error


def as_texts(value: Any) -> Any:
    """What JSON says as a customer file says it: every scalar a text, what is null left out."""
    if isinstance(value, dict):
        return {str(key): as_texts(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [as_texts(item) for item in value if item is not None]
    return ("true" if value else "false") if isinstance(value, bool) else value


def _about_the_book(whole: dict[str, Any]) -> dict[str, Any]:
    settings, rates = whole.get("settings"), whole.get("rates")
    return {
        "settings": settings if isinstance(settings, dict) else None,
        "rates": rates if isinstance(rates, list) else None,
    }


def _batch(file: str, objects: Iterable[tuple[int, Any]], options: Options, **book: Any) -> Batch:
    """The customers among *objects*; *book* are settings and rates of a whole one, which may have none."""
    batch = Batch(file, "plaincrm", ["JSON of plaincrm"], [], [], [], ["json"], **book)
    for number, each in objects:
        taken = _customer(each, number, options)
        (batch.incoming if isinstance(taken, Incoming) else batch.rejected).append(taken)  # type: ignore[arg-type]
    if not batch.incoming and (batch.rejected or not book.get("settings")):
        reason = batch.rejected[0].reason if batch.rejected else "holds no customers"
        raise InvalidDataError(f"is no JSON of plaincrm: {reason}", hint=_HINT)
    return batch


def _customer(value: Any, number: int, options: Options) -> Incoming | Refused:
    from plaincrm.model import Settings

    origin = Origin(number)
    if not isinstance(value, dict):
        reason = str(value) if isinstance(value, ValueError) else "is no object"
        return Refused(origin, reason, ["" if isinstance(value, ValueError) else str(value)[:_SHOWN]])
    data = as_texts(value)
    given = data.pop("customer", None)
    data.pop("path", None)
    reason = fault(data, Settings())
    if reason:
        return Refused(origin, reason, [json.dumps(value, ensure_ascii=False)[:_SHOWN]])
    known_by = given if isinstance(given, str) else None
    return Incoming(data, origin, source="plaincrm", id=known_by, makes=options.create, replaces=True)


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    """The value of each line; where there is none, the ValueError that says so."""
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, _loads(line)
            except ValueError as error:
                yield number, ValueError(f"is no JSON: {error}")


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidDataError("is no JSON: it is not UTF-8", hint=_HINT) from error


def _loads(text: str) -> Any:
    """The value with numbers as they are written."""
    return json.loads(text, parse_float=_written_out, parse_int=str, parse_constant=_no_number)


def _written_out(number: str) -> str:
    """The number without an exponent, as a file writes it; one that would fill pages stays as it is."""
    exponent = number.lower().partition("e")[2]
    return format(Decimal(number), "f") if exponent and abs(int(exponent[:6])) < 40 else number


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
