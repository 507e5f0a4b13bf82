"""Our own JSON and JSON lines (`export json`, `export jsonl`, `show --json`) → a Batch."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from plaincrm.actions.importing import json_table
from plaincrm.actions.importing.faults import fault
from plaincrm.actions.importing.incoming import Batch, Incoming, Origin, Refused
from plaincrm.errors import InvalidDataError
from plaincrm.formats.decoding import decode
from plaincrm.formats.sheet import refuse_many_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from plaincrm.actions.importing.options import Options
    from plaincrm.formats.decoding import Decoded
    from plaincrm.formats.sheet import Sheet

_MOST_VALUES = 5_000_000
_HALF_A_CHARACTER = "holds half of a character (a surrogate alone)"
_HINT = "take the JSON of plaincrm export, or export CSV from the other program"


class _Broken(NamedTuple):
    """A line that is no JSON, and why."""

    line: str
    reason: str


def read(file: str, content: bytes, options: Options) -> Batch:
    """The customers of a whole book, of a list, or one per line; InvalidDataError (exit 4) for all else."""
    decoded = decode(content, region=options.region, encoding=options.encoding)
    _refuse_many_values(decoded.text)
    batch = _read(file, decoded.text, options)
    return batch._replace(facts=[*batch.facts, *_how_decoded(decoded)])


def _how_decoded(decoded: Decoded) -> Iterator[str]:
    """The encoding where it is not the usual one, and where it is a guess what the text reads like."""
    if not decoded.encoding.startswith("utf"):
        yield f"{decoded.encoding}{' (guessed)' if decoded.guessed else ''}"
    if decoded.guessed:
        beyond = next(place for place, char in enumerate(decoded.text) if not char.isascii())
        yield f"reads as: {' '.join(decoded.text[max(beyond - 20, 0) : beyond + 40].split())}"


def _read(file: str, text: str, options: Options) -> Batch:
    try:
        whole = _loads(text)
    except ValueError:
        return _of_lines(file, list(_lines(text)), options)
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


def _of_lines(file: str, lines: list[tuple[int, Any]], options: Options) -> Batch:
    foreign = json_table.foreign_objects([each for _, each in lines if isinstance(each, dict)])
    if not foreign:
        return _batch(file, lines, options)
    batch = _foreign(file, foreign, options)
    others = (_customer(each, number, options) for number, each in lines if not isinstance(each, dict))
    batch.rejected.extend(each for each in others if isinstance(each, Refused))
    return batch


def _foreign(file: str, objects: list[dict[str, Any]], options: Options) -> Batch:
    """The objects of another program, read as a table is."""
    from plaincrm.actions.importing import tables

    try:
        return tables.of_sheets(file, [_marked(json_table.sheet(objects))], options)
    except InvalidDataError as error:
        raise InvalidDataError(f"is no JSON of plaincrm, and {error.message}", hint=error.hint) from error


def _marked(sheet: Sheet) -> Sheet:
    """The sheet with a flaw at each row that no file can hold."""
    rows = [
        row._replace(flaw=_HALF_A_CHARACTER) if _is_half("".join(row.cells)) else row for row in sheet.rows
    ]
    return sheet._replace(rows=rows)


def as_texts(value: Any) -> Any:
    """What JSON says as a customer file says it: every scalar a text, what is null left out."""
    if isinstance(value, dict):
        return {str(key): as_texts(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [as_texts(item) for item in value if item is not None]
    return ("true" if value else "false") if isinstance(value, bool) else value


def _about_the_book(whole: dict[str, Any]) -> dict[str, Any]:
    settings, rates = whole.get("settings"), whole.get("rates")
    if _is_half(json.dumps([settings, rates], ensure_ascii=False)):
        raise InvalidDataError(
            f"is no sound book: what stands beside the customers {_HALF_A_CHARACTER}", hint=_HINT
        )
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
    if isinstance(value, _Broken):
        return Refused(origin, value.reason, [value.line])
    whole = json.dumps(value, ensure_ascii=False)
    if _is_half(whole):
        return Refused(origin, _HALF_A_CHARACTER, [json.dumps(value)])
    if not isinstance(value, dict):
        return Refused(origin, "is no object", [whole])
    data = as_texts(value)
    given = data.pop("customer", None)
    data.pop("path", None)
    reason = fault(data, Settings())
    if reason:
        return Refused(origin, reason, [whole])
    known_by = given if isinstance(given, str) else None
    return Incoming(data, origin, source="plaincrm", id=known_by, makes=options.create, replaces=True)


def _lines(text: str) -> Iterator[tuple[int, Any]]:
    """The value of each line, or that it is broken."""
    refuse_many_lines(text)
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, _loads(line)
            except ValueError as error:
                yield number, _Broken(line.strip(), f"is no JSON: {error}")


def _is_half(text: str) -> bool:
    """Whether a surrogate stands in it alone, which JSON can say and no file can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _refuse_many_values(text: str) -> None:
    values = sum(map(text.count, ",[{"))
    if values > _MOST_VALUES:
        raise InvalidDataError(
            f"holds {values:,} values, more than plaincrm takes", hint="split it into several files"
        )


def _loads(text: str) -> Any:
    """The value with numbers as they are written."""
    return json.loads(text, parse_float=_written_out, parse_int=str, parse_constant=_no_number)


def _written_out(number: str) -> str:
    """The number without an exponent, as a file writes it; one that would fill pages stays as it is."""
    exponent = number.lower().partition("e")[2]
    return format(Decimal(number), "f") if exponent and abs(int(exponent[:6])) < 40 else number


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
