"""Acquisition: where new customers come from, and how many of them go on to buy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.dates import from_day_number
from plaincrm.reports import caption, periods
from plaincrm.reports.param import Param
from plaincrm.reports.quantile import quantile
from plaincrm.reports.query_text import query
from plaincrm.reports.report import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from plaincrm.index import Index
    from plaincrm.reports.ask import Ask
    from plaincrm.table import Value

TITLE = "Acquisition"
TITLE_ZH = "获客"
ABOUT = "New customers by source or period: how many of them buy, how soon, and what they bring."
PARAMS = (Param("by", "choice", "source", ("source", "month", "quarter"), "what to group by"),)
_COLUMNS = (
    "group, new_customers int, buyers int, conversion share, median_days_to_first_sale number, revenue money"
)
_UNDATED = "SELECT count(*) FROM customers WHERE first_day IS NULL"


class Newcomer(NamedTuple):
    """A new customer: since which day, from where, the day of the first sale if any, net revenue to date."""

    day: int
    source: str | None
    first_sale_day: int | None
    revenue: int


def run(index: Index, ask: Ask) -> Found:
    """One row per group: periods in their order, else most new customers first, those without source last."""
    by = ask.text("by")
    newcomers = [
        Newcomer(*row)
        for row in index.rows(query("acquisition"), {"from_day": ask.from_day, "to_day": ask.to_day})
    ]
    groups: dict[str | None, list[Newcomer]] = {}
    for newcomer in newcomers:
        groups.setdefault(_label(newcomer, by), []).append(newcomer)
    labels = sorted(groups, key=lambda label: _place(label, len(groups[label]), by))
    rows = [_row(label, groups[label]) for label in labels]
    return Found(_COLUMNS, rows, tuple(_notes(index, ask, newcomers)))


def _label(newcomer: Newcomer, by: str) -> str | None:
    if by == "source":
        return newcomer.source
    month = periods.month_number(from_day_number(newcomer.day).isoformat())
    return periods.label(periods.number(month, by), by)


def _place(label: str | None, count: int, by: str) -> tuple[bool, int, str]:
    return label is None, -count if by == "source" else 0, label or ""


def _row(label: str | None, newcomers: Sequence[Newcomer]) -> tuple[Value, ...]:
    waits = _waits(newcomers)
    return (
        *(label, len(newcomers), len(waits), len(waits) / len(newcomers)),
        *(quantile(waits, 1, 2), sum(newcomer.revenue for newcomer in newcomers)),
    )


def _waits(newcomers: Sequence[Newcomer]) -> list[int]:
    """The days from new to the first sale of those who bought; 0 where they bought before."""
    return [max(0, new.first_sale_day - new.day) for new in newcomers if new.first_sale_day is not None]


def _notes(index: Index, ask: Ask, newcomers: Sequence[Newcomer]) -> Iterator[str]:
    by = ask.text("by")
    yield (
        "new: `since`, else the first dated entry, lies in the window; buyers: those of them with a sale"
        " up to asof; conversion: buyers ÷ new_customers; the median is of the buyers alone."
    )
    yield (
        f"{caption.window(ask)} n = {caption.number(len(newcomers), 'new customer', 'new customers')},"
        f" {len(_waits(newcomers))} of them buyers. The latest ones have had the least time to buy."
    )
    running = None if by == "source" else periods.running(ask.asof, by)
    if running is not None and running in {_label(newcomer, by) for newcomer in newcomers}:
        yield f"{running} is still running."
    ((undated,),) = index.rows(_UNDATED)
    if undated:
        counted = caption.number(undated, "customer", "customers")
        yield f"Left out: {counted} without any date; `since` would tell."
    yield f"revenue: of the new customers, up to asof. {caption.money(ask)}"
    yield from caption.left_out(index, ask.ever)
