"""How a sheet writes amounts and days: what no single cell tells, its column does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.importing.cells import days
from plaincrm.actions.importing.cells.amounts import decimal_marks, unclear_mark, unit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from plaincrm.actions.importing.cells.amounts import Marks
    from plaincrm.actions.importing.columns import Columns
    from plaincrm.actions.importing.options import Options
    from plaincrm.formats.sheet import Row

_AMOUNTS = ("amount", "quantity", "refund", "tax_rate")
_DAYS = ("date", "paid", "paid_on", "due", "day")
_DATE_TARGETS = ("since", "last_contact", "next_follow_up", "birthday")


class Habits(NamedTuple):
    """How a sheet writes amounts and days, by column; *currencies* and *units*: of cells without."""

    marks: dict[int, Marks]
    orders: dict[int, str]
    currencies: dict[int, str]
    units: dict[int, int]


def habits_of(rows: Sequence[Row], columns: Columns, options: Options) -> Habits:
    """The habits of these rows; where no cell tells, those of the source or of the region."""
    marks, orders = {}, {}
    for place, target in columns.targets.items():
        if target.endswith(_AMOUNTS):
            marks[place] = decimal_marks(column(rows, place))
        if target.endswith(_DAYS) or target in _DATE_TARGETS or "." in target:
            orders[place] = (
                days.day_order(column(rows, place), None)
                or columns.source.order
                or days.day_order(column(rows, place), options.region)
            )
    currencies = {place: _currency_of(columns, place) for place in columns.targets}
    units = {place: unit_of(columns.headings[place]) for place in columns.targets}
    return Habits(marks, orders, currencies, units)


def marks_told(rows: Sequence[Row], columns: Columns, habits: Habits) -> Iterator[str]:
    """Which columns have decimal commas, and how 1.500 is read where no cell of its column tells."""
    for place, marks in habits.marks.items():
        if marks.is_mixed:
            continue
        if marks.has_comma_decimals:
            text = next(text for text in column(rows, place) if decimal_marks([text]).comma)
            yield f'{columns.headings[place]}: "{text[:20]}" tells that commas part the decimals'
        elif not marks.point:
            text = next((text for text in column(rows, place) if unclear_mark(text) == "."), "")
            if text:
                yield f'{columns.headings[place]}: "{text[:20]}" is read with a decimal point'


def orders_told(rows: Sequence[Row], columns: Columns, habits: Habits) -> Iterator[str]:
    """How days such as 3/4/2026 and 26-12-01 are read, where no cell of their column tells."""
    for place, order in habits.orders.items():
        text = next((text for text in column(rows, place) if days.first_part(text, order)), "")
        if text and not days.day_order(column(rows, place), None):
            first = days.first_part(text, order)
            yield f'{columns.headings[place]}: "{text[:20]}" is read with the {first} first'


def _currency_of(columns: Columns, place: int) -> str:
    """The currency that a heading or its program says: 金额(元), Amount (USD)."""
    from plaincrm.model.currency import CODES, SPELLINGS

    units = re.findall(r"[(（]([^)）]{1,6})[)）]", columns.headings[place])
    units = [re.sub("^[百千万萬亿億]+", "", unit).strip() for unit in units]
    known = (unit.upper() if unit.upper() in CODES else SPELLINGS.get(unit.upper()) for unit in units)
    return next((code for code in known if code), columns.source.currency)


def column(rows: Iterable[Row], place: int) -> Iterator[str]:
    """The cells of the column at *place*, in rows that reach so far."""
    return (row.cells[place].strip() for row in rows if place < len(row.cells))
