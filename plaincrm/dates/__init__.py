"""The closed grammar of days, periods and spans, in English and Chinese; ``docs/dates.md`` is its table.

Knows nothing of books; the only module that asks the clock. The grammar loads on first use: a command
that only needs to know what day it is does not compile it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from plaincrm.dates.clock import FIRST, LAST, day_number, from_day_number, today

if TYPE_CHECKING:
    from plaincrm.dates.days import Direction, parse_day, parse_when
    from plaincrm.dates.ranges import parse_period
    from plaincrm.dates.spans import Span, add_span, next_after, parse_span, span_days

__all__ = [
    "FIRST",
    "LAST",
    "Direction",
    "Span",
    "add_span",
    "day_number",
    "from_day_number",
    "next_after",
    "parse_day",
    "parse_period",
    "parse_span",
    "parse_when",
    "span_days",
    "today",
]

_HOMES = {
    "Direction": "days",
    "parse_day": "days",
    "parse_when": "days",
    "parse_period": "ranges",
    "Span": "spans",
    "add_span": "spans",
    "next_after": "spans",
    "parse_span": "spans",
    "span_days": "spans",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
