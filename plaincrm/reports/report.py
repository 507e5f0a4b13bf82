"""Report: a question the book can answer, with its options; run it to get a Table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.chart import Chart
from plaincrm.errors import UsageError
from plaincrm.labels import captions
from plaincrm.reports.ask import read_ask
from plaincrm.reports.shape import read_columns, shape
from plaincrm.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from plaincrm.chart import Picture
    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.reports.param import Param
    from plaincrm.reports.shape import Spec
    from plaincrm.table import Value


class Found(NamedTuple):
    """What a report found: columns (as in a header, or read), rows with money in minor units, notes."""

    columns: str | tuple[Spec, ...]
    rows: list[tuple[Value, ...]]
    notes: tuple[str, ...] = ()


class Report(NamedTuple):
    """A report by name; *answer* does the work once the index stands at the right moment.

    *picture* says how it is drawn, if it is; *drawn* gives the rows for that where they are not its own.
    *looks_ahead*: its window is of days to come as well.
    """

    name: str
    title: str
    title_zh: str
    about: str
    params: tuple[Param, ...]
    answer: Callable[[Index, Ask], Found]
    picture: Picture | None = None
    drawn: Callable[[Index, Ask, Found], Found] | None = None
    looks_ahead: bool = False

    def run(self, index: Index, values: Mapping[str, object], *, lang: str = "en") -> Table:
        """The report as a Table, with its definition, window, currency and n as notes.

        *values* are the options by name, ``asof``, ``from``, ``to`` and ``currency`` included; None
        counts as not given. Raises UsageError for an option or a value that does not fit.
        """
        ask = self._asked(index, values)
        title = self.title_zh if lang == "zh" and self.title_zh else self.title
        return _table(self.answer(index, ask), ask, title, lang)

    def chart(self, index: Index, values: Mapping[str, object], *, lang: str = "en") -> Chart:
        """The report's picture, with its notes; without rows where few data withhold it.

        Raises UsageError as `run` does; only where the report has a picture.
        """
        assert self.picture is not None
        ask = self._asked(index, values)
        picture, found = self.picture, self.answer(index, ask)
        if self.drawn is not None:
            found = self.drawn(index, ask, found)
        elif "group" in _names(found):
            picture = picture._replace(panel="group")
        title = picture.title_zh if lang == "zh" else picture.title
        table = _table(found, ask, title, lang)
        whole = set(picture.needed) <= set(_names(found))
        rows = [
            row
            for row, record in zip(table.rows, table.records(), strict=True)
            if whole and all(record[name] is not None for name in picture.needed)
        ]
        return Chart(picture, table._replace(rows=rows))

    def _asked(self, index: Index, values: Mapping[str, object]) -> Ask:
        ask = read_ask(self.params, values, name=self.name, settings=index.settings)
        if ask.start and ask.start > ask.asof and not self.looks_ahead:
            raise UsageError(
                f"--from {ask.start} is after {ask.asof}, the day reported for",
                hint="later entries are invisible; --asof says which day it is",
            )
        return stand_at(index, ask)


def _names(found: Found) -> list[str]:
    specs = read_columns(found.columns) if isinstance(found.columns, str) else found.columns
    return [spec.name for spec in specs]


def _table(found: Found, ask: Ask, title: str, lang: str) -> Table:
    specs = read_columns(found.columns) if isinstance(found.columns, str) else found.columns
    columns, rows = shape(specs, found.rows, currency=ask.currency)
    return Table(columns, rows, title, captions(found.notes, lang))


def stand_at(index: Index, ask: Ask) -> Ask:
    """Put the index at the moment asked for; the same question with the currency its totals are in."""
    from datetime import date

    ends = [None if day is None else date.fromisoformat(day) for day in (ask.start, ask.end)]
    index.set_moment(date.fromisoformat(ask.asof), ends[0], ends[1], ask.only)
    ((currency, exponent),) = index.rows("SELECT currency, exponent FROM moment")
    return ask._replace(currency=currency, exponent=exponent)
