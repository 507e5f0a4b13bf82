"""Values as people read them: shares as percent, money with its own decimals, one line, no surprises."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, cast

from plaincrm.output.escape import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plaincrm.table import Value

RIGHT = frozenset({"int", "number", "money", "share"})


def texts(kind: str, values: Sequence[Value]) -> list[str]:
    """The cells of one column of that kind; what is absent is empty."""
    types = set(map(type, values)) - {type(None)}
    if types <= {str}:
        shown = [value or "" for value in cast("Sequence[str | None]", values)]
        # the usual column is safe as it is, and asking once is quicker than asking each cell
        return shown if "".join(shown).isprintable() else [one_line(text) for text in shown]
    if types == {int} and kind != "share":
        return ["" if value is None else str(value) for value in values]
    # a column of Decimals: their module need not be loaded to know them
    if kind != "share" and types.isdisjoint((str, int, float, bool)):
        return ["" if value is None else f"{value:f}" for value in values]
    decimals = _decimals(values) if kind == "number" else 2
    if types == {float}:
        written = "{:.1%}" if kind == "share" else f"{{:.{decimals}f}}"
        # what is above nought needs no second look
        return [
            written.format(value) if value and 0 < value < math.inf else _text(kind, value, decimals)
            for value in cast("Sequence[float | None]", values)
        ]
    return [one_line(value) if isinstance(value, str) else _text(kind, value, decimals) for value in values]


def _text(kind: str, value: Value, decimals: int) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if kind == "share":
        return _without_minus_nought(f"{value:.1%}")
    if isinstance(value, float):
        return _without_minus_nought(f"{value:.{decimals}f}")
    return str(value) if isinstance(value, str | int) else format(value, "f")


def _decimals(values: Sequence[Value]) -> int:
    """The decimals that suit a whole column: none for whole numbers, four where all lie within one."""
    numbers = [value for value in values if isinstance(value, float) and math.isfinite(value)]
    if all(map(float.is_integer, numbers)):
        return 0
    return 4 if max(map(abs, numbers)) <= 1 else 2


def _without_minus_nought(text: str) -> str:
    return text if text.strip("-0.%") else text.lstrip("-")
