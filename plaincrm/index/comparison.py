"""How a filter's value is compared with what a file says: as day, as number or as text."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import TYPE_CHECKING, Any

from plaincrm.errors import CrmError, UsageError
from plaincrm.index.folding import fold

if TYPE_CHECKING:
    from datetime import date

    from plaincrm.index.filters import Filter, Test

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?")
_TURNED = {">": "<", "<": ">", ">=": "<=", "<=": ">="}


def test_of(one: Filter, asof: date) -> Test:
    """What decides whether the values of a customer's field fit; ages count back from *asof*."""
    if one.operator == "~":
        part = fold(one.value)
        return lambda values: any(part in fold(str(value)) for value in values)
    if one.operator == ":":
        return _equality(one.value, asof)
    wanted = Wanted(one.value.strip(), asof)
    # Somebody never contacted is longer ago than any age.
    absent = one.operator[0] == ">" and one.field == "last_contact" and wanted.age is not None
    return lambda values: (
        any(wanted.ordered(value, one.operator) for value in values) or (absent and not values)
    )


def _equality(text: str, asof: date) -> Test:
    """``a,b``: equal to one of them; ``a..b``: between; nothing: no value at all."""
    if not text:
        return lambda values: not values
    tests = [_one_of_them(part.strip(), asof) for part in text.split(",") if part.strip()]
    return lambda values: any(test(value) for value in values for test in tests)


def _one_of_them(part: str, asof: date) -> Any:
    low, dots, high = (end.strip() for end in part.partition(".."))
    if not dots or not (low or high):
        return Wanted(part, asof).equals
    least, most = Wanted(low, asof), Wanted(high, asof)
    return lambda value: (not low or least.ordered(value, ">=")) and (not high or most.ordered(value, "<="))


class Wanted:
    """What a filter asks for, read as a day, an age, a number and a text, each when first needed."""

    def __init__(self, text: str, asof: date) -> None:
        self.text = text
        self.asof = asof
        self.folded = fold(text)

    @cached_property
    def number(self) -> Decimal | None:
        """The text as a number, or None."""
        return _number(self.text)

    @cached_property
    def age(self) -> str | None:
        """The day that lies an age such as ``60d`` before asof, or None."""
        from plaincrm.dates import add_span, parse_span

        if not self.text[:1].isdigit() or _DAY.fullmatch(self.text):
            return None
        try:
            return add_span(self.asof, -parse_span(self.text)).isoformat()
        except CrmError:
            return None

    @cached_property
    def days(self) -> tuple[str, str] | None:
        """The first and last day of a date or period, or None."""
        from plaincrm.dates import parse_period

        try:
            first, last = parse_period(self.text, today=self.asof)
        except CrmError:
            return None
        return first.isoformat(), last.isoformat()

    def equals(self, value: Any) -> bool:
        """The same text, number or day; a day within a period."""
        if fold(str(value)) == self.folded:
            return True
        if _is_day(value):
            return self.days is not None and self.days[0] <= value[:10] <= self.days[1]
        return self.number is not None and _number(value) == self.number

    def ordered(self, value: Any, operator: str) -> bool:
        """Whether *value* stands in that order to what is wanted; an age is greater the longer ago it is."""
        if _is_day(value):
            return self._day_ordered(value[:10], operator)
        number = _number(value)
        if number is None:
            return _ordered(fold(str(value)), self.folded, self.folded, operator)
        if self.number is None:
            raise UsageError(f'"{self.text}" is not a number', hint="write a number such as 1000")
        return _ordered(number, self.number, self.number, operator)

    def _day_ordered(self, day: str, operator: str) -> bool:
        if self.age is not None:
            return _ordered(day, self.age, self.age, _TURNED[operator])
        if self.days is None:
            raise UsageError(
                f'"{self.text}" is not a date', hint="write 2026-11-27, 2026-11, or an age such as 60d"
            )
        return _ordered(day, *self.days, operator)


def _ordered(value: Any, first: Any, last: Any, operator: str) -> bool:
    """Against a range: greater than its end, less than its beginning."""
    if operator == ">":
        return bool(value > last)
    if operator == "<":
        return bool(value < first)
    return bool(value >= first if operator == ">=" else value <= last)


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


def _number(value: Any) -> Decimal | None:
    if isinstance(value, bool):
        return None
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
