"""Columns of a report as written in a header, and cells from the index as a Table shows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.errors import InvalidDataError
from plaincrm.model.currency import exponent
from plaincrm.table import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.table import Row, Value

KINDS = ("text", "date", "int", "number", "money", "share")
_SPEC = r"(?a)(\w+)(?:\s+(\w+)(?:\((\w+)\))?)?$"


class Spec(NamedTuple):
    """A column: its name, its kind, and for money the column that names the currency, if one does."""

    name: str
    kind: str
    currency: str | None


def read_columns(text: str) -> tuple[Spec, ...]:
    """The columns in ``customer text, open money(currency)``; a bare name is text.

    Raises InvalidDataError (exit 4) naming the part that cannot be read.
    """
    specs = []
    for part in text.split(","):
        match = re.match(_SPEC, part.strip())
        if match is None or (match[2] or "text") not in KINDS:
            raise InvalidDataError(
                f'"{part.strip()}" is not a column', "write: name kind; kinds: " + ", ".join(KINDS)
            )
        specs.append(Spec(match[1], match[2] or "text", match[3]))
    names = [spec.name for spec in specs]
    for spec in specs:
        if spec.currency is not None and spec.currency not in names:
            raise InvalidDataError(f'there is no column "{spec.currency}"', f"name it beside {spec.name}")
    return tuple(specs)


def shape(
    specs: Sequence[Spec], rows: Sequence[tuple[Value, ...]], *, currency: str
) -> tuple[tuple[Column, ...], list[Row]]:
    """Columns and rows for a Table: money becomes exact Decimals, in *currency* where no column names one."""
    columns = tuple(Column(spec.name, spec.kind) for spec in specs)
    if not rows:
        return columns, []
    cells: list[Sequence[Value]] = list(zip(*rows, strict=True))
    place = {spec.name: number for number, spec in enumerate(specs)}
    done = list(cells)
    for number, spec in enumerate(specs):
        if spec.kind == "money":
            codes = (currency,) * len(rows) if spec.currency is None else cells[place[spec.currency]]
            done[number] = _major(cells[number], codes)
    return columns, list(zip(*done, strict=True))


def _major(minor: Sequence[Value], codes: Sequence[Value]) -> list[Value]:
    """Minor units as Decimals with all the decimals of their currency."""
    from decimal import Decimal

    unit = {code: Decimal(1).scaleb(-exponent(str(code))) for code in set(codes)}
    return [
        None if units is None else Decimal(int(units)) * unit[code]
        for units, code in zip(minor, codes, strict=True)
    ]
