"""The closed grammar of days, periods and spans, in English and Chinese; ``docs/dates.md`` is its table.

Knows nothing of books; the only module that asks the clock.
"""

from plaincrm.dates.clock import FIRST, LAST, day_number, from_day_number, today
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
