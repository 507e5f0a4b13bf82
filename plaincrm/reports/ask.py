"""Ask: what a report is asked for, read and checked: its moment, its window and its options."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.dates import day_number, today
from plaincrm.errors import UsageError
from plaincrm.reports.param import Param, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMON = (
    Param("asof", "date", None, (), "the day to report for; later entries are invisible"),
    Param("from", "date", None, (), "first day of the window"),
    Param("to", "date", None, (), "last day of the window"),
    Param("currency", "text", None, (), "report in this currency instead of the book's"),
)
_ALL_DAYS_BEFORE = -10_000_000


class Ask(NamedTuple):
    """A question: *start* and *end* are None where no window was asked for; days count from 1970-01-01.

    *only* is the currency that was asked for, *currency* the one that totals are in, with its *exponent*.
    """

    asof: str
    start: str | None
    end: str | None
    only: str | None
    options: dict[str, Value]
    currency: str = ""
    exponent: int = 2

    @property
    def asof_day(self) -> int:
        """The day number of asof."""
        return day_number(self.asof)

    @property
    def from_day(self) -> int:
        """The window's first day; before every entry where none was asked for."""
        return _ALL_DAYS_BEFORE if self.start is None else day_number(self.start)

    @property
    def to_day(self) -> int:
        """The window's last day, never after asof."""
        return self.asof_day if self.end is None else min(self.asof_day, day_number(self.end))

    @property
    def windowed(self) -> bool:
        """Whether a window was asked for."""
        return self.start is not None or self.end is not None

    @property
    def ever(self) -> Ask:
        """The same question without a window: everything up to asof."""
        return self._replace(start=None, end=None)

    def text(self, name: str) -> str:
        """The option *name* as text; empty where it was not given and has no default."""
        value = self.options[name]
        return "" if value is None else str(value)

    def integer(self, name: str) -> int:
        """The option *name*, an integer with a default."""
        value = self.options[name]
        assert isinstance(value, int)
        return value

    def bound(self) -> dict[str, Value]:
        """What a query may name: ``:asof``, ``:asof_day``, ``:from_day``, ``:to_day`` and the options."""
        return {
            **self.options,
            "asof": self.asof,
            "asof_day": self.asof_day,
            "from_day": self.from_day,
            "to_day": self.to_day,
            "currency": self.only,
        }


def read_ask(
    params: tuple[Param, ...], values: Mapping[str, object], *, name: str, settings: Mapping[str, str]
) -> Ask:
    """The question in *values* (None counts as not given) for the report *name*.

    Defaults come from the report or, where it names a setting, from the book's *settings*.

    Raises UsageError (exit 2) for an option the report does not have or a value it cannot take.
    """
    given = {key: value for key, value in values.items() if value is not None}
    _refuse_unknown(given, params, name)
    asof, start, end = (_read_day(given.get(key), key) for key in ("asof", "from", "to"))
    options = {param.name: _option(param, given, settings) for param in params}
    # SQL without date functions wants days
    options |= {f"{p.name}_day": _day(options[p.name]) for p in params if p.kind == "date"}
    if start and end and start > end:
        raise UsageError(f"--from {start} is after --to {end}", hint="the window runs from the earlier day")
    return Ask(asof or today().isoformat(), start, end, _currency(given.get("currency")), options)


def _read_day(value: object, key: str) -> str | None:
    """A day as ISO text; of a period such as 2026-06 the first for ``from``, else the last."""
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    from plaincrm.dates import parse_period

    first, last = parse_period(str(value))
    return (first if key == "from" else last).isoformat()


def _option(param: Param, given: Mapping[str, object], settings: Mapping[str, str]) -> Value:
    if param.name in given:
        return param.read(given[param.name])
    if param.setting:
        return param.read(settings[param.setting])
    if param.kind == "date" and param.default is not None:
        return param.read(param.default)
    return param.default


def _currency(value: object) -> str | None:
    if value is None:
        return None
    code = str(value).upper()
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        raise UsageError(f'--currency: "{value}" is not a currency', hint="write a code such as EUR")
    return code


def _refuse_unknown(given: Mapping[str, object], params: tuple[Param, ...], name: str) -> None:
    known = [param.name for param in (*params, *COMMON)]
    for key in given:
        if key not in known:
            from difflib import get_close_matches

            near = get_close_matches(key, known, n=1)
            hint = f"did you mean --{near[0]}?" if near else "it takes --" + ", --".join(known)
            raise UsageError(f"report {name} has no option --{key}", hint=hint)


def _day(iso: Value) -> int | None:
    return None if iso is None else day_number(str(iso))
