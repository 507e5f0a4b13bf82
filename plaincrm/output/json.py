"""``json`` and ``jsonl``: flat objects under the columns' own names, amounts exact, safe to show."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from plaincrm.output.escape import escape_json

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def dump_lines(value: Any) -> str:
    """The same on one line; of a list one line for each of its values."""
    import json

    lines = value if isinstance(value, list) else [value]
    return "".join(escape_json(json.dumps(line, ensure_ascii=False, default=_text)) + "\n" for line in lines)


def _objects(table: Table) -> list[str]:
    if not table.rows:
        return []
    names = _encoded([column.name for column in table.columns])
    template = "{" + ", ".join(f"{name.replace('%', '%%')}: %s" for name in names) + "}"
    columns = [
        _encoded([_plain(column.kind, value) for value in values])
        for column, values in zip(table.columns, zip(*table.rows, strict=True), strict=True)
    ]
    return [template % cells for cells in zip(*columns, strict=True)]


def _encoded(values: Sequence[Value]) -> list[str]:
    """Each of one or more values as JSON: encoded at once, because a line end is never bare in JSON text."""
    from json import JSONEncoder

    encoder = JSONEncoder(ensure_ascii=False, allow_nan=False, separators=("\n", ":"))
    return escape_json(encoder.encode(values)[1:-1]).split("\n")


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
