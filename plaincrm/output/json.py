"""``json`` and ``jsonl``: flat objects under the columns' own names, amounts exact, safe to show."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plaincrm.output.escape import escape_json

if TYPE_CHECKING:
    from plaincrm.output.look import Look
    from plaincrm.table import Table, Value


def render_json(table: Table, _look: Look) -> str:
    """An array, one object per line; money as text, shares as fractions, absent as null."""
    objects = _objects(table)
    return "[\n" + ",\n".join(objects) + "\n]\n" if objects else "[]\n"


def render_jsonl(table: Table, _look: Look) -> str:
    """One object per line."""
    return "".join(line + "\n" for line in _objects(table))


def dumps(value: Any) -> str:
    """Any value as indented JSON; decimals as text, what JSON lacks as text, unsafe characters escaped."""
    import json

    return escape_json(json.dumps(value, ensure_ascii=False, indent=2, default=_text))


def _objects(table: Table) -> list[str]:
    from json import JSONEncoder

    encode = JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    names = [column.name for column in table.columns]
    kinds = [column.kind for column in table.columns]
    return [
        escape_json(
            encode({name: _plain(kind, value) for name, kind, value in zip(names, kinds, row, strict=True)})
        )
        for row in table.rows
    ]


def _plain(kind: str, value: Value) -> str | int | float | None:
    if isinstance(value, Decimal):
        return float(value) if kind == "share" else format(value, "f")
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if kind == "money" and value is not None:
        return str(value)
    return value


def _text(value: object) -> str:
    return format(value, "f") if isinstance(value, Decimal) else str(value)
